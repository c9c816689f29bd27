// Stage: model. In: a record as each target lays it out. Out: the RecordModel that is right on all of them, and what is not.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Documentation;
using UapiGen.C.Layout;
using UapiGen.Diagnostics;
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>Builds the records of one translation unit.</summary>
/// <param name="types">Names types.</param>
/// <param name="constants">Integer constants of the unit, by name: the masks of flags.</param>
/// <param name="diagnostics">Takes what cannot be represented.</param>
internal sealed class RecordBuilder(TypeMapper types, IReadOnlyDictionary<string, ConstantDeclaration> constants, List<CDiagnostic> diagnostics)
{
    /// <summary>Records whose layout follows the ABI, with whether their C# size is C's; what holds one cannot be laid out by C#'s rules.</summary>
    private readonly Dictionary<RecordDeclaration, bool> _abiRecords = [];

    /// <summary>Records that are right on some targets only, with one where they are not; what holds one is not right there either.</summary>
    private readonly Dictionary<RecordDeclaration, Target> _givenUp = [];

    /// <summary>Builds a record.</summary>
    /// <param name="laidOut">It, on the target that is written down.</param>
    /// <param name="others">It, on the other targets that were read.</param>
    /// <param name="name">Its key and name.</param>
    /// <param name="header">The logical path of the header that declares it.</param>
    public RecordModel Build(LaidOut laidOut, IReadOnlyList<LaidOut> others, NamedRef name, string header) => Build(laidOut, others, name, header, "", []);

    /// <param name="laidOut">It, on the target that is written down.</param>
    /// <param name="others">It, on the other targets that were read.</param>
    /// <param name="name">Its key and name.</param>
    /// <param name="header">The logical path of the header that declares it.</param>
    /// <param name="path">What the comments of records around it put before the names of its members: <c>u.</c></param>
    /// <param name="outerDocs">These comments.</param>
    private RecordModel Build(LaidOut laidOut, IReadOnlyList<LaidOut> others, NamedRef name, string header, string path, IReadOnlyList<KernelDoc> outerDocs)
    {
        laidOut = laidOut.WidenedBy(others);
        RecordDeclaration record = laidOut.Record;
        IReadOnlyList<FlatField> fields = laidOut.Fields;
        IReadOnlyList<KernelDoc> docs = DocReader.Parse(record);
        IReadOnlyList<KernelDoc> allDocs = outerDocs.Count == 0 ? docs : [.. docs, .. outerDocs];
        List<RecordModel> nested = fields.Select(field => BuildNested(field, laidOut, others, name, header, path, allDocs)).OfType<RecordModel>().ToList();
        LayoutDecision decision = GiveUpWithMember(laidOut) ?? LayoutAgreement.Decide(laidOut, others, fields.Any(field => IsAbiRecord(field.Type, inexactOnly: false)));
        if (decision.DifferingMember is not null)
        {
            _givenUp[record] = decision.DifferingTarget!;
            diagnostics.Add(new CDiagnostic(EmitDiagnostics.LayoutDiffers, record.Location, name.Key, decision.DifferingMember, decision.DifferingTarget!.ToString()));
        }

        // A member whose C# type is larger than C's would push the record's end away on the first target too.
        if (decision.DifferingMember is not null && fields.Any(field => IsAbiRecord(field.Type, inexactOnly: true)))
        {
            decision = decision with { Layout = RecordLayout.PerAbi, Pack = 0, Storage = AbiStorage.Of(new AbiMembers([laidOut]).SizeOf) };
        }

        if (decision.Layout == RecordLayout.PerAbi)
        {
            _abiRecords.Add(record, decision.IsSizeExact);
        }

        if (fields.FirstOrDefault(field => IsAbiRecord(field.Type, inexactOnly: true)) is { Field: not null } larger)
        {
            diagnostics.Add(new CDiagnostic(EmitDiagnostics.MemberTooLarge, larger.Field.Location, larger.Name, name.Key, new RecordType(RecordIn(larger.Type)!).ToString()));
        }

        var abi = new AbiMembers([laidOut, .. decision.DifferingMember is null ? others : []]);
        bool isPerAbi = decision.Layout == RecordLayout.PerAbi;
        var conventions = new FieldConventions(record, fields, constants);
        var bitFields = new BitFields(record.Size);
        var measure = new TypeMeasure(laidOut.Target);
        var members = new List<MemberModel>();
        var flexibleArrays = new List<FlexibleArrayModel>();
        foreach (FlatField field in isPerAbi ? fields.Concat(abi.Others()) : fields)
        {
            DocModel doc = DocReader.ReadMember(field.Field, path + field.Name, allDocs);
            if (field.BitOffset is not null && isPerAbi)
            {
                BuildAbiBitField(field, abi, measure, doc, members);
            }
            else if (field.BitOffset is { } bitOffset)
            {
                BuildBitField(field, bitOffset, laidOut, others, bitFields, doc, members);
            }
            else if (field.Field.IsFlexibleArray && !(isPerAbi && abi.LengthOf(field) is not null) && field.Type.Canonical is ArrayType array)
            {
                flexibleArrays.Add(new FlexibleArrayModel(
                    field.Name, field.Name, types.Map(array.Element), (int)field.Offset,
                    (int)(measure.SizeOf(array.Element) ?? 0), conventions.CounterOf(field))
                {
                    Doc = doc,
                    Offsets = abi.OffsetOf(field) is { IsSame: false } offsets ? offsets : null,
                    IsElementSizeVarying = !abi.ElementSizeOf(field).IsSame,
                });
            }
            else if (measure.SizeOf(field.Type) is var size && (size > 0 || (isPerAbi && abi.LengthOf(field) is not null)))
            {
                members.Add(new MemberModel(field.Name, field.Name, types.Map(field.Type), field.Field.Type.ToString(), (int)field.Offset, (int)(size ?? 0))
                {
                    Roles = conventions.Read(field, doc),
                    Doc = doc,
                    Offsets = isPerAbi ? abi.OffsetOf(field) : null,
                    Lengths = isPerAbi ? abi.LengthOf(field) : null,
                    Widths = isPerAbi ? abi.WidthOf(field) : null,
                });
            }
        }

        return new RecordModel(name.Key, name.Name, header)
        {
            IsUnion = record.IsUnion,
            Size = (int)record.Size,
            Alignment = (int)record.Alignment,
            Pack = decision.Pack,
            Layout = decision.Layout,
            Storage = decision.Storage,
            IsSizeExact = decision.IsSizeExact,
            Sizes = decision.DifferingMember is null && abi.SizeOf is { IsSame: false } sizes ? sizes : null,
            Members = members.ToEquatableArray(),
            BitStorage = bitFields.Storage,
            FlexibleArrays = flexibleArrays.ToEquatableArray(),
            Nested = nested.ToEquatableArray(),
            Doc = DocReader.Read(docs, record.Name),
        };
    }

    /// <summary>The layout on the first target, when a member's own record is right there only; null otherwise.</summary>
    private LayoutDecision? GiveUpWithMember(LaidOut laidOut)
    {
        foreach (FlatField field in laidOut.Fields)
        {
            if (RecordIn(field.Type) is { } inner && _givenUp.TryGetValue(inner, out Target? target))
            {
                return LayoutAgreement.Decide(laidOut, [], holdsAbiRecord: false) with { DifferingMember = "'" + field.Name + "'", DifferingTarget = target };
            }
        }

        return null;
    }

    /// <summary>The untagged record that a named member declares as its type, if it does.</summary>
    private RecordModel? BuildNested(FlatField field, LaidOut laidOut, IReadOnlyList<LaidOut> others, NamedRef parent, string header, string path, IReadOnlyList<KernelDoc> docs)
    {
        RecordDeclaration? record = UntaggedIn(field.Type);
        if (record is null or { Size: 0, Fields.Count: 0 })
        {
            return null;
        }

        string name = field.Field.Name + (record.IsUnion ? "_union" : "_struct");
        var nested = new NamedRef(parent.Key + "." + name, parent.Name + "." + name, IsEnum: false);
        types.Name(record, nested);
        List<LaidOut> counterparts = others
            .Select(other => (other.Target, Record: other.Find(field.Name) is { } counterpart ? UntaggedIn(counterpart.Type) : null))
            .Where(other => other.Record is not null)
            .Select(other => new LaidOut(other.Target, other.Record!))
            .ToList();
        return Build(new LaidOut(laidOut.Target, record), counterparts, nested, header, path + field.Name + ".", docs);
    }

    private static RecordDeclaration? UntaggedIn(CType type) => type.Canonical switch
    {
        ArrayType array => UntaggedIn(array.Element),
        PointerType pointer => UntaggedIn(pointer.Target),
        RecordType { Declaration: { Name: null } declaration } => declaration,
        _ => null,
    };

    private void BuildBitField(
        FlatField field, long bitOffset, LaidOut laidOut, IReadOnlyList<LaidOut> others, BitFields bitFields, DocModel doc, List<MemberModel> members)
    {
        long bigEndianOffset = others
            .Where(other => other.Target.IsBigEndian)
            .Select(other => other.Find(field.Name)?.BitOffset ?? bitOffset)
            .DefaultIfEmpty(bitOffset)
            .First();
        int width = field.Field.BitWidth!.Value;
        int declaredSize = (int)(new TypeMeasure(laidOut.Target).SizeOf(field.Type) ?? 0);
        BitFieldModel? bits = bitFields.Place(bitOffset, bigEndianOffset, width, declaredSize, IsSigned(field.Type));
        if (bits is null)
        {
            diagnostics.Add(new CDiagnostic(EmitDiagnostics.BitFieldTooWide, field.Field.Location, field.Name));
            return;
        }

        members.Add(new MemberModel(field.Name, field.Name, types.Map(field.Type), Spell(field), (int)(bitOffset / 8), declaredSize)
        {
            Bits = bits,
            Doc = doc,
        });
    }

    private void BuildAbiBitField(FlatField field, AbiMembers abi, TypeMeasure measure, DocModel doc, List<MemberModel> members)
    {
        AbiBitFieldModel? bits = abi.Place(field, IsSigned(field.Type));
        if (bits is null)
        {
            diagnostics.Add(new CDiagnostic(EmitDiagnostics.BitFieldTooWide, field.Field.Location, field.Name));
            return;
        }

        members.Add(new MemberModel(field.Name, field.Name, types.Map(field.Type), Spell(field), (int)(field.BitOffset!.Value / 8), (int)(measure.SizeOf(field.Type) ?? 0))
        {
            AbiBits = bits,
            Doc = doc,
        });
    }

    private bool IsAbiRecord(CType type, bool inexactOnly) =>
        RecordIn(type) is { } record && _abiRecords.TryGetValue(record, out bool isExact) && (!inexactOnly || !isExact);

    private static RecordDeclaration? RecordIn(CType type) => type.Canonical switch
    {
        ArrayType array => RecordIn(array.Element),
        RecordType record => record.Declaration,
        _ => null,
    };

    /// <summary>A bit-field's type and width, as C has them.</summary>
    private static string Spell(FlatField field) => field.Field.Type + " : " + field.Field.BitWidth!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsSigned(CType type) => type.Canonical switch
    {
        EnumType @enum => @enum.Declaration.IsSigned,
        // Plain char becomes byte everywhere, so that its bit-fields have no sign either.
        BuiltinType builtin => builtin.Kind is BuiltinKind.SignedChar or BuiltinKind.Short or BuiltinKind.Int or BuiltinKind.Long or BuiltinKind.LongLong,
        _ => false,
    };
}
