// Stage: hazards. In: a header as each target has it. Out: what is brittle in the layout of the records that it declares itself, UAPI15nn.
// Records of includes are their own headers' business: who wants to hear of them names those headers.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Text;
using UapiGen.Diagnostics;

namespace UapiGen.Model.Hazards;

internal sealed class HazardFinder
{
    private readonly IReadOnlyCollection<string> _ids;
    private readonly List<CDiagnostic> _found = [];

    private HazardFinder(IReadOnlyCollection<string> ids) => _ids = ids;

    /// <summary>All hazards of a header, by their places; each stands in the header itself.</summary>
    /// <param name="reference">The header on the target that is written down.</param>
    /// <param name="others">It on the others.</param>
    /// <param name="ids">Which hazards are asked for.</param>
    public static IReadOnlyList<CDiagnostic> Find(TranslationUnit reference, IReadOnlyList<TargetUnit> others, IReadOnlyCollection<string> ids)
    {
        var finder = new HazardFinder(ids);
        var counterparts = others
            .Select(other => (Measure: new TypeMeasure(other.Target), Records: other.Unit.Records.GroupBy(TypeMapper.Key).ToDictionary(group => group.Key, group => group.First())))
            .ToList();
        foreach (RecordDeclaration record in reference.Records.Where(record => Closure.IsRoot(record)))
        {
            string key = TypeMapper.Key(record);
            IEnumerable<TargetRecord> elsewhere = counterparts.Where(other => other.Records.ContainsKey(key)).Select(other => new TargetRecord(other.Measure, other.Records[key]));
            finder.Visit(new SpreadRecord([new TargetRecord(new TypeMeasure(reference.Target), record), .. elsewhere]), key, "", record.Location, isAnonymous: false);
        }

        // A struct group is in the record twice, under its tag and without.
        return finder._found
            .GroupBy(diagnostic => (diagnostic.Descriptor, diagnostic.Span, diagnostic.Arguments[0]))
            .Select(group => group.First())
            .OrderBy(diagnostic => diagnostic.Span.Start)
            .ToList();
    }

    /// <param name="record">The record.</param>
    /// <param name="name">The outermost record, as C spells it.</param>
    /// <param name="path">What stands before a member's name: <c>inner.</c></param>
    /// <param name="place">Where to report what has no place in the header, for a macro of an include wrote it.</param>
    /// <param name="isAnonymous">True when the record is a member without a name.</param>
    private void Visit(SpreadRecord record, string name, string path, SourceSpan place, bool isAnonymous)
    {
        SourceSpan own = In(record.Reference.Record.Location, place);
        ReportGaps(record, name, path, own, isAnonymous);
        foreach (FieldDeclaration field in record.Reference.Record.Fields)
        {
            SourceSpan at = In(field.Location, own);
            string member = path + NameOf(field);
            ReportType(record, field, name, member, at);
            if (record.Within(field) is { } inner)
            {
                Visit(inner, name, field.Name is null ? path : member + ".", at, field.Name is null);
            }
        }

        if (_ids.Contains(HazardDiagnostics.MisalignedLong.Id) && record.On(Target.I386) is { } i386)
        {
            foreach (Misalignment misalignment in Misalignment.Of(record, i386))
            {
                Report(HazardDiagnostics.MisalignedLong, In(misalignment.Field.Location, own), path + NameOf(misalignment.Field), name, misalignment.Effect, misalignment.Repair);
            }
        }
    }

    private void ReportGaps(SpreadRecord record, string name, string path, SourceSpan place, bool isAnonymous)
    {
        if (!_ids.Contains(HazardDiagnostics.ImplicitPadding.Id) && !_ids.Contains(HazardDiagnostics.TailPadding.Id))
        {
            return;
        }

        List<(TargetRecord On, List<RecordGap> Gaps)> gaps = record.All.Select(on => (on, RecordGaps.Of(on.Record, on.Measure).ToList())).ToList();
        List<FieldDeclaration?> places = [.. record.Reference.Record.Fields, null];
        foreach (FieldDeclaration? before in places)
        {
            List<(Target Target, long Bits)> bits = gaps
                .Where(on => before is null || record.Find(on.On, before) is not null)
                .Select(on => (on.On.Target, on.Gaps.FirstOrDefault(gap => ReferenceEquals(gap.Before, before is null ? null : record.Find(on.On, before))).Bits))
                .ToList();
            if (bits.All(pair => pair.Bits == 0))
            {
                continue;
            }

            string size = TargetNumbers.Say(bits, TargetNumbers.Bits);
            string repair = Repair(bits);
            if (before is not null)
            {
                Report(HazardDiagnostics.ImplicitPadding, In(before.Location, place), path + NameOf(before), name, size, repair);
            }
            else
            {
                string inner = path.Length == 0 ? "'" + name + "'" : "'" + path.TrimEnd('.') + "' of '" + name + "'";
                Report(HazardDiagnostics.TailPadding, place, isAnonymous ? "an anonymous member of " + inner : inner, size, repair);
            }
        }
    }

    /// <summary>Padding that all but i386 have is there because of a 64-bit member: with a name it is there on i386 too.</summary>
    private static string Repair(List<(Target Target, long Bits)> padding)
    {
        List<(Target Target, long Bits)> others = padding.Where(pair => pair.Bits != padding[0].Bits).ToList();
        return others.Any(pair => pair.Target != Target.I386)
            ? "use types of one size for all targets, and name what is left"
            : "name it '" + PaddingMember(padding[0].Bits) + "', so that programs clear it and a later version can use it" + (others.Count > 0 ? ", and i386 has it too" : "");
    }

    private void ReportType(SpreadRecord record, FieldDeclaration field, string name, string member, SourceSpan place)
    {
        CType type = ElementOf(field.Type);
        if (type is PointerType)
        {
            Report(HazardDiagnostics.PointerMember, place, member, name);
            return;
        }

        if (type is not (BuiltinType or EnumType) || !_ids.Contains(HazardDiagnostics.VaryingMember.Id))
        {
            return;
        }

        List<(Target Target, long Size)> sizes = record.All
            .Select(on => (on.Target, Size: record.Find(on, field) is { } counterpart ? on.Measure.SizeOf(ElementOf(counterpart.Type)) : null))
            .Where(on => on.Size is not null)
            .Select(on => (on.Target, on.Size!.Value))
            .ToList();
        if (sizes.Any(size => size.Size != sizes[0].Size))
        {
            string repair = CTypes.IntegerKind(type) is not { } kind ? "use an integer of a fixed size"
                : record.Reference.Measure.IsSigned(kind) ? "use __s64" : "use __u64";
            Report(HazardDiagnostics.VaryingMember, place, member, name, type.ToString(), TargetNumbers.Say(sizes, TargetNumbers.Bytes), repair);
        }
    }

    private void Report(CDiagnosticDescriptor descriptor, SourceSpan place, params string[] arguments)
    {
        if (_ids.Contains(descriptor.Id))
        {
            _found.Add(new CDiagnostic(descriptor, place, arguments));
        }
    }

    /// <summary>A declaration of so many bits; what fills a gap before an aligned member is aligned itself.</summary>
    private static string PaddingMember(long bits) => bits switch
    {
        8 or 16 or 32 or 64 => "__u" + bits.ToString(CultureInfo.InvariantCulture) + " pad",
        _ when bits % 8 != 0 && bits <= 64 => (bits < 32 ? "__u32 pad : " : "__u64 pad : ") + bits.ToString(CultureInfo.InvariantCulture),
        _ when bits % 8 != 0 => PaddingMember(bits % 8) + "; " + PaddingMember(bits - (bits % 8)).Replace("pad", "pad2"),
        _ => "__u8 pad[" + (bits / 8).ToString(CultureInfo.InvariantCulture) + "]",
    };

    private static string NameOf(FieldDeclaration field) =>
        field.Name ?? (field.BitWidth is not null ? "(unnamed)" : field.Type.Canonical is RecordType { Declaration.IsUnion: true } ? "(anonymous union)" : "(anonymous struct)");

    private static CType ElementOf(CType type) => type.Canonical is ArrayType array ? ElementOf(array.Element) : type.Canonical;

    private static SourceSpan In(SourceSpan span, SourceSpan otherwise) => span.File == 0 ? span : otherwise;
}
