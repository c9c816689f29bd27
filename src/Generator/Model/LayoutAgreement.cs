// Stage: model. In: one record as several targets lay it out. Out: whether one C# struct can be right on all of them.
// .NET runs one assembly on LP64 and ILP32, little and big endian: what differs is emitted sequentially or diagnosed.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Model;

/// <summary>A record of one target's unit.</summary>
internal readonly record struct LaidOut(Target Target, RecordDeclaration Record);

/// <summary>The layout to emit; and, when no layout is right everywhere, the member and the target where it is not.</summary>
internal readonly record struct LayoutDecision(RecordLayout Layout, string? DifferingMember, Target? DifferingTarget);

internal static class LayoutAgreement
{
    public static LayoutDecision Decide(LaidOut reference, IReadOnlyList<LaidOut> others)
    {
        List<FlatField> fields = FlatField.Flatten(reference.Record);
        LayoutDecision difference = new(RecordLayout.Explicit, null, null);
        foreach (LaidOut other in others)
        {
            string? member = FirstDifference(reference.Record, fields, other.Record);
            if (member is not null)
            {
                difference = new(RecordLayout.Explicit, member, other.Target);
                break;
            }
        }

        if (difference.DifferingMember is null)
        {
            return difference;
        }

        return IsSequential(reference) && others.All(IsSequential) ? new(RecordLayout.Sequential, null, null) : difference;
    }

    /// <summary>The quoted name of the first member that lies elsewhere, or <c>its size</c>; null when the layouts agree.</summary>
    private static string? FirstDifference(RecordDeclaration reference, List<FlatField> fields, RecordDeclaration other)
    {
        List<FlatField> others = FlatField.Flatten(other);
        foreach (FlatField field in fields)
        {
            int index = others.FindIndex(candidate => candidate.Field.Name == field.Field.Name);
            if (index < 0 || (field.BitOffset is null && others[index].Offset != field.Offset))
            {
                return "'" + field.Field.Name + "'";
            }
        }

        return other.Size == reference.Size ? null : "its size";
    }

    /// <summary>True when C#'s sequential rules put every member where C puts it on this target.</summary>
    private static bool IsSequential(LaidOut laidOut)
    {
        if (laidOut.Record.IsUnion)
        {
            return false;
        }

        var measure = new TypeMeasure(laidOut.Target);
        long end = 0;
        long alignment = 1;
        foreach (FlatField field in FlatField.Flatten(laidOut.Record))
        {
            if (field.BitOffset is not null)
            {
                return false;
            }

            if (field.Field.IsFlexibleArray)
            {
                // Its accessor takes the size of the record for the offset.
                if (field.Offset != laidOut.Record.Size)
                {
                    return false;
                }

                continue;
            }

            long size = measure.SizeOf(field.Field.Type) ?? 0;
            if (size == 0)
            {
                continue;
            }

            long memberAlignment = SequentialAlignment(field.Field.Type, measure);
            alignment = Math.Max(alignment, memberAlignment);
            if (RoundUp(end, memberAlignment) != field.Offset)
            {
                return false;
            }

            end = field.Offset + size;
        }

        return RoundUp(end, alignment) == laidOut.Record.Size;
    }

    /// <summary>Bytes: what .NET aligns the emitted member to; attributes of C do not reach it.</summary>
    public static long SequentialAlignment(CType type, TypeMeasure measure)
    {
        switch (type.Canonical)
        {
            case BuiltinType { Kind: BuiltinKind.LongDouble or BuiltinKind.Float128 }:
                // Emitted as bytes.
                return 1;
            case ArrayType array:
                return SequentialAlignment(array.Element, measure);
            case ComplexType complex:
                return SequentialAlignment(complex.Element, measure);
            case VectorType vector:
                return SequentialAlignment(vector.Element, measure);
            case RecordType record:
                return record.Declaration.Fields.Select(field => SequentialAlignment(field.Type, measure)).DefaultIfEmpty(1).Max();
            default:
                return measure.AlignOf(type.Canonical);
        }
    }

    private static long RoundUp(long value, long alignment) => (value + alignment - 1) / alignment * alignment;
}
