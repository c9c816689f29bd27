// Stage: hazards. Which 64-bit members lie elsewhere on i386 than 64-bit targets put them, because i386 aligns them to 4 bytes (i386 psABI,
// Figure 2-1). The record is laid out once more with these members at multiples of 8; one that moves there is at fault, and what follows
// it and moves along is not.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Model.Hazards;

/// <param name="Field">The member on the first target.</param>
/// <param name="Effect">What comes of it, as a sentence part.</param>
/// <param name="Repair">What to do, as a sentence part.</param>
internal sealed record Misalignment(FieldDeclaration Field, string Effect, string Repair)
{
    private const long Bits = 64;

    /// <param name="record">The record.</param>
    /// <param name="i386">It on i386.</param>
    public static IEnumerable<Misalignment> Of(SpreadRecord record, TargetRecord i386)
    {
        TargetRecord reference = record.Reference;
        long shift = 0;
        long end = 0;
        FieldDeclaration? first = null;
        bool hasMoved = false;
        foreach (FieldDeclaration field in reference.Record.Fields)
        {
            if (field.BitWidth is not null || record.Find(i386, field) is not { BitWidth: null } there)
            {
                continue;
            }

            long alignment = AlignmentOf(i386, there);
            bool isLowered = alignment == Bits / 2 && AlignmentOf(reference, field) == Bits && Holds64(there.Type);
            long start = RecordGaps.StartOf(there);
            long moved = i386.Record.IsUnion ? 0
                : isLowered ? RoundUp(start + shift, Bits)
                : alignment > Bits / 2 ? RoundUp(end, alignment)
                : start + shift;
            if (isLowered && moved != start + shift)
            {
                hasMoved = true;
                string effect = $"it lies at byte {Bytes(RecordGaps.StartOf(field))} on {Short(reference.Target)} and at byte {Bytes(start)} on i386";
                yield return new Misalignment(field, effect, Advice(field));
            }

            first ??= isLowered ? field : null;
            shift = moved - start;
            end = moved + RecordGaps.SizeOf(there, i386.Measure);
        }

        bool isPadded = i386.Record.Alignment * 8 < Bits && i386.Record.Size % 8 != 0;
        if (!hasMoved && first is not null && isPadded)
        {
            string effect = $"the record has {TargetNumbers.Bytes(reference.Record.Size)} on {Short(reference.Target)} and {TargetNumbers.Bytes(i386.Record.Size)} on i386";
            yield return new Misalignment(first, effect, Advice(first));
        }
    }

    private static string Advice(FieldDeclaration field) => ElementOf(field.Type) switch
    {
        RecordType { Declaration.Name: not null } record => "align the 64-bit members of '" + record + "' with __aligned_u64",
        RecordType => "align the 64-bit members within with __aligned_u64",
        BuiltinType { Kind: BuiltinKind.UnsignedLongLong } => "use __aligned_u64",
        BuiltinType { Kind: BuiltinKind.LongLong } => "use __aligned_s64",
        _ => "add __attribute__((aligned(8)))",
    };

    /// <summary>Bits: what the member is aligned to where it stands (C/Layout/RecordLayout.cs).</summary>
    private static long AlignmentOf(TargetRecord on, FieldDeclaration field)
    {
        long natural = on.Record.IsPacked || field.IsPacked ? 1 : on.Measure.AlignOf(field.Type);
        long alignment = System.Math.Max(natural, field.ExplicitAlignment);
        return 8 * (on.Record.PragmaPack > 0 ? System.Math.Min(alignment, on.Record.PragmaPack) : alignment);
    }

    /// <summary>True when it is the 8-byte integers and doubles in a type, and no pointer or long, that 64-bit targets align to 8.</summary>
    private static bool Holds64(CType type) => ElementOf(type) switch
    {
        BuiltinType builtin => builtin.Kind is BuiltinKind.LongLong or BuiltinKind.UnsignedLongLong or BuiltinKind.Double,
        EnumType @enum => @enum.Declaration.Size == 8,
        RecordType record => record.Declaration.Fields.Any(field => Holds64(field.Type)),
        _ => false,
    };

    private static CType ElementOf(CType type) => type.Canonical is ArrayType array ? ElementOf(array.Element) : type.Canonical;

    private static string Bytes(long bits) => (bits / 8).ToString(CultureInfo.InvariantCulture);

    private static string Short(Target target) => target.Triple.Substring(0, target.Triple.IndexOf('-'));

    private static long RoundUp(long value, long alignment) => (value + alignment - 1) / alignment * alignment;
}
