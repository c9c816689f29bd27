// Stage: model. In: one record as every target lays it out. Out: the C# layout that is right on all of them, or what is in the way.
// One assembly serves LP64 and ILP32, little and big endian:
//   offsets that are the same everywhere are written down;
//   where C#'s sequential rules follow C's on each target, they lay the struct out;
//   else the struct is storage as large as C's on each target, and its members are properties whose offset follows the ABI.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Model;

/// <summary>The layout to emit; and, when no layout is right everywhere, the member and the target where it is not.</summary>
/// <param name="Layout">The kind of layout.</param>
/// <param name="Pack">As <see cref="RecordModel.Pack"/>.</param>
/// <param name="Storage">The fields of a layout that follows the ABI.</param>
/// <param name="IsSizeExact">False when <paramref name="Storage"/> is larger than the record on some target.</param>
/// <param name="DifferingMember">The quoted name of a member, or <c>its size</c>.</param>
/// <param name="DifferingTarget">A target where the emitted layout is wrong.</param>
internal sealed record LayoutDecision(RecordLayout Layout, int Pack = 0, AbiStorage? Storage = null, bool IsSizeExact = true, string? DifferingMember = null, Target? DifferingTarget = null);

internal static class LayoutAgreement
{
    private static readonly int[] s_packs = [0, 1, 2, 4];

    /// <param name="reference">The record on the target that is written down.</param>
    /// <param name="others">It on the others; a target that has no such record does not count.</param>
    /// <param name="holdsAbiRecord">True when it holds a record by value whose layout follows the ABI.</param>
    public static LayoutDecision Decide(LaidOut reference, IReadOnlyList<LaidOut> others, bool holdsAbiRecord)
    {
        var different = others
            .Select(other => (other.Target, Member: FirstDifference(reference, other)))
            .FirstOrDefault(found => found.Member is not null);
        var measure = new TypeMeasure(reference.Target);
        int pack = NaturalAlignment(reference.Record, measure) > reference.Record.Alignment ? (int)reference.Record.Alignment : 0;
        if (different.Member is null)
        {
            return new LayoutDecision(RecordLayout.Explicit, pack);
        }

        List<LaidOut> all = [reference, .. others];
        bool areAlike = others.All(other => AreAlikeInOrder(reference, other));
        foreach (int candidate in areAlike && !holdsAbiRecord ? s_packs : [])
        {
            if (all.All(laidOut => IsSequential(laidOut, candidate)))
            {
                return new LayoutDecision(RecordLayout.Sequential, candidate);
            }
        }

        var members = new AbiMembers(all);
        if (members.FirstStrange() is ({ } member, { } target))
        {
            return new LayoutDecision(RecordLayout.Explicit, pack, DifferingMember: member, DifferingTarget: target);
        }

        AbiStorage? exact = AbiStorage.Of(members.SizeOf);
        return new LayoutDecision(RecordLayout.PerAbi, 0, exact ?? AbiStorage.OfLargest(members.SizeOf), IsSizeExact: exact is not null);
    }

    /// <summary>True when a target has the same members in the same order: by endianness a header may swap two.</summary>
    private static bool AreAlikeInOrder(LaidOut reference, LaidOut other) =>
        other.Fields.Count == reference.Fields.Count && reference.Fields.Zip(other.Fields, (field, counterpart) =>
            field.Name == counterpart.Name && TypeAgreement.AreAlike(field.Type, counterpart.Type, other.Target)).All(isAlike => isAlike);

    /// <summary>The quoted name of the first member that lies elsewhere, or <c>its size</c>; null when the layouts agree.</summary>
    private static string? FirstDifference(LaidOut reference, LaidOut other)
    {
        foreach (FlatField field in reference.Fields)
        {
            bool isSame = other.Find(field.Name) is { } counterpart
                && counterpart.Field.BitWidth == field.Field.BitWidth
                && TypeAgreement.AreAlike(field.Type, counterpart.Type, other.Target)
                && (field.BitOffset is null ? counterpart.Offset == field.Offset : counterpart.BitOffset == field.BitOffset || other.Target.IsBigEndian);
            if (!isSame)
            {
                return "'" + field.Name + "'";
            }
        }

        return other.Record.Size == reference.Record.Size && other.Fields.Count == reference.Fields.Count ? null : "its size";
    }

    /// <summary>True when C#'s sequential rules put every member where C puts it on this target.</summary>
    private static bool IsSequential(LaidOut laidOut, int pack)
    {
        if (laidOut.Record.IsUnion)
        {
            return false;
        }

        var measure = new TypeMeasure(laidOut.Target);
        long end = 0;
        long alignment = 1;
        foreach (FlatField field in laidOut.Fields)
        {
            if (field.BitOffset is not null)
            {
                return false;
            }

            long size = field.Field.IsFlexibleArray ? 0 : measure.SizeOf(field.Type) ?? 0;
            if (size == 0)
            {
                continue;
            }

            long memberAlignment = NaturalAlignment(field.Type, measure);
            memberAlignment = pack == 0 ? memberAlignment : Math.Min(memberAlignment, pack);
            alignment = Math.Max(alignment, memberAlignment);
            if (RoundUp(end, memberAlignment) != field.Offset)
            {
                return false;
            }

            end = field.Offset + size;
        }

        return end > 0 && RoundUp(end, alignment) == laidOut.Record.Size;
    }

    /// <summary>Bytes: what .NET aligns the emitted member to; attributes of C do not reach it, but <c>Pack</c> does.</summary>
    private static long NaturalAlignment(CType type, TypeMeasure measure)
    {
        switch (type.Canonical)
        {
            case BuiltinType { Kind: BuiltinKind.LongDouble or BuiltinKind.Float128 }:
                // Emitted as bytes.
                return 1;
            case ArrayType array:
                return NaturalAlignment(array.Element, measure);
            case ComplexType complex:
                return NaturalAlignment(complex.Element, measure);
            case VectorType vector:
                return NaturalAlignment(vector.Element, measure);
            case RecordType { Declaration.Name: null } record:
                return NaturalAlignment(record.Declaration, measure);
            case RecordType record:
                return Math.Min(NaturalAlignment(record.Declaration, measure), record.Declaration.Alignment);
            default:
                return measure.AlignOf(type.Canonical);
        }
    }

    private static long NaturalAlignment(RecordDeclaration record, TypeMeasure measure) =>
        record.Fields.Select(field => NaturalAlignment(field.Type, measure)).DefaultIfEmpty(1).Max();

    private static long RoundUp(long value, long alignment) => (value + alignment - 1) / alignment * alignment;
}
