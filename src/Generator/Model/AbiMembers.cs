// Stage: model. In: a record as every target has it. Out: how C# reaches its members where place, width or length follows the ABI.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Model;

/// <summary>The members of one record whose layout follows the ABI.</summary>
internal sealed class AbiMembers
{
    private readonly IReadOnlyList<LaidOut> _all;

    /// <param name="all">The record on every target that has it; the first is the one that is written down.</param>
    public AbiMembers(IReadOnlyList<LaidOut> all)
    {
        _all = all;
        SizeOf = AbiNumber.Of(target => On(target)?.Record.Size);
    }

    /// <summary>Bytes of the record.</summary>
    public AbiNumber SizeOf { get; }

    /// <summary>Members that the first target does not have, each from the first one that has it.</summary>
    public IReadOnlyList<FlatField> Others() => _all.Skip(1)
        .SelectMany(laidOut => laidOut.Fields)
        .Where(field => _all[0].Find(field.Name) is null)
        .GroupBy(field => field.Name)
        .Select(group => group.First())
        .ToList();

    /// <summary>The quoted name of the first member that no accessor can serve, and the target where it cannot; null when there is none.</summary>
    public (string Member, Target Target)? FirstStrange()
    {
        IReadOnlyList<FlatField> others = Others();
        foreach (LaidOut laidOut in _all)
        {
            foreach (FlatField field in _all[0].Fields.Concat(others))
            {
                if (laidOut.Find(field.Name) is { } counterpart && !CanServe(field, counterpart, laidOut.Target))
                {
                    return ("'" + field.Name + "'", laidOut.Target);
                }
            }
        }

        // What a type of another target is called is known for integers and pointers only.
        FlatField? foreign = others.Cast<FlatField?>().FirstOrDefault(field => !IsScalarOrPointer(Innermost(field!.Value.Type)));
        return foreign is null ? null : ("'" + foreign.Value.Name + "'", _all.First(laidOut => laidOut.Find(foreign.Value.Name) is not null).Target);
    }

    /// <summary>Bytes from the record's start.</summary>
    public AbiNumber OffsetOf(FlatField field) => Number(field, (counterpart, _) => counterpart.Offset);

    /// <summary>Bytes of an element of a flexible array.</summary>
    public AbiNumber ElementSizeOf(FlatField field) => Number(field, (counterpart, target) =>
        counterpart.Type.Canonical is ArrayType array ? new TypeMeasure(target).SizeOf(array.Element) : null);

    /// <summary>Elements on each target; null when the member is no array, or has one length.</summary>
    public AbiNumber? LengthOf(FlatField field)
    {
        if (!field.IsArray)
        {
            return null;
        }

        AbiNumber lengths = Number(field, (counterpart, _) => ((ArrayType)counterpart.Type.Canonical).Length ?? 0);
        return lengths.Values.Where(length => length >= 0).Distinct().Count() < 2 ? null : lengths;
    }

    /// <summary>Bytes of an integer on each target; null when one C# type serves them all.</summary>
    public AbiNumber? WidthOf(FlatField field)
    {
        bool isOne = field.BitOffset is not null || field.IsArray
            || _all.All(laidOut => laidOut.Find(field.Name) is not { } counterpart || TypeAgreement.AreAlike(field.Type, counterpart.Type, laidOut.Target));
        return isOne ? null : Number(field, (counterpart, target) => new TypeMeasure(target).SizeOf(counterpart.Type));
    }

    /// <summary>The place of a bit-field in an integer that lies within the record everywhere; null when there is none.</summary>
    public AbiBitFieldModel? Place(FlatField field, bool isSigned)
    {
        foreach (int size in new[] { 1, 2, 4, 8 })
        {
            if (_all.All(laidOut => laidOut.Find(field.Name) is not { } counterpart || Start(laidOut, counterpart, size) is not null))
            {
                return new AbiBitFieldModel(
                    IntegerKeyword.Of(size, isSigned: false),
                    isSigned,
                    Number(field, (counterpart, _) => counterpart.Field.BitWidth),
                    Number(field, (counterpart, target) => Start(On(target)!, counterpart, size)),
                    Number(field, (counterpart, target) => Shift(On(target)!, counterpart, size)));
            }
        }

        return null;
    }

    /// <summary>Bytes from the record's start to an integer that holds all bits: an aligned one, or one that starts anywhere.</summary>
    private static long? Start(LaidOut laidOut, FlatField field, int size)
    {
        long offset = field.BitOffset!.Value;
        long last = laidOut.Record.Size - size;
        foreach (long start in new[] { Math.Min(offset / 8 / size * size, last), Math.Min(offset / 8, last) })
        {
            if (start >= 0 && offset >= start * 8 && offset + field.Field.BitWidth!.Value <= (start + size) * 8)
            {
                return start;
            }
        }

        return null;
    }

    private static long Shift(LaidOut laidOut, FlatField field, int size)
    {
        long first = field.BitOffset!.Value - (Start(laidOut, field, size)!.Value * 8);
        return laidOut.Target.IsBigEndian ? (size * 8) - first - field.Field.BitWidth!.Value : first;
    }

    private AbiNumber Number(FlatField field, Func<FlatField, Target, long?> value) => AbiNumber.Of(target =>
        On(target) is not { } laidOut ? null
        : laidOut.Find(field.Name) is { } counterpart ? value(counterpart, target)
        : AbiNumber.Absent);

    private LaidOut? On(Target target) => _all.FirstOrDefault(laidOut => laidOut.Target == target);

    private static bool CanServe(FlatField field, FlatField counterpart, Target target)
    {
        if (field.BitOffset is null != counterpart.BitOffset is null)
        {
            return false;
        }

        return TypeAgreement.AreAlike(field.Type, counterpart.Type, target) || (field.Type.Canonical, counterpart.Type.Canonical) switch
        {
            (ArrayType array, ArrayType other) => TypeAgreement.AreAlike(array.Element, other.Element, target),
            ({ } one, { } two) => field.BitOffset is null && IsScalar(one) && IsScalar(two),
        };
    }

    private static CType Innermost(CType type) => type.Canonical is ArrayType array ? Innermost(array.Element) : type.Canonical;

    private static bool IsScalarOrPointer(CType type) => IsScalar(type) || type.Canonical is PointerType { Target.Canonical: BuiltinType };

    private static bool IsScalar(CType type) =>
        TypeAgreement.IntegerKind(type) is not (null or BuiltinKind.Int128 or BuiltinKind.UnsignedInt128) && type.Canonical is not EnumType { Declaration.Name: not null };
}
