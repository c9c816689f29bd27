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
    /// <summary>Builds a record.</summary>
    /// <param name="laidOut">It, on the target that is written down.</param>
    /// <param name="others">It, on the other targets that were read.</param>
    /// <param name="name">Its key and name.</param>
    /// <param name="header">The logical path of the header that declares it.</param>
    public RecordModel Build(LaidOut laidOut, IReadOnlyList<LaidOut> others, NamedRef name, string header)
    {
        RecordDeclaration record = laidOut.Record;
        List<FlatField> fields = FlatField.Flatten(record);
        LayoutDecision decision = LayoutAgreement.Decide(laidOut, others);
        if (decision.DifferingMember is not null)
        {
            diagnostics.Add(new CDiagnostic(EmitDiagnostics.LayoutDiffers, record.Location, name.Key, decision.DifferingMember, decision.DifferingTarget!.ToString()));
        }

        List<RecordModel> nested = fields.Select(field => BuildNested(field, laidOut, others, name, header)).OfType<RecordModel>().ToList();
        IReadOnlyList<KernelDoc> docs = DocReader.Parse(record);
        var conventions = new FieldConventions(record, fields, constants);
        var bitFields = new BitFields(record.Size);
        var measure = new TypeMeasure(laidOut.Target);
        var members = new List<MemberModel>();
        var flexibleArrays = new List<FlexibleArrayModel>();
        foreach (FlatField field in fields)
        {
            DocModel doc = DocReader.ReadMember(field.Field, docs);
            if (field.BitOffset is { } bitOffset)
            {
                BuildBitField(field, bitOffset, laidOut, others, bitFields, doc, members);
            }
            else if (field.Field.IsFlexibleArray && field.Field.Type.Canonical is ArrayType array)
            {
                flexibleArrays.Add(new FlexibleArrayModel(
                    field.Field.Name!, field.Field.Name!, types.Map(array.Element), (int)field.Offset,
                    (int)(measure.SizeOf(array.Element) ?? 0), conventions.CounterOf(field)) { Doc = doc });
            }
            else if (measure.SizeOf(field.Field.Type) is > 0 and var size)
            {
                members.Add(new MemberModel(field.Field.Name!, field.Field.Name!, types.Map(field.Field.Type), field.Field.Type.ToString(), (int)field.Offset, (int)size)
                {
                    Roles = conventions.Read(field, doc),
                    Doc = doc,
                });
            }
        }

        return new RecordModel(name.Key, name.Name, header)
        {
            IsUnion = record.IsUnion,
            Size = (int)record.Size,
            Alignment = (int)record.Alignment,
            Pack = LayoutAgreement.SequentialAlignment(new RecordType(record), measure) > record.Alignment ? (int)record.Alignment : 0,
            Layout = decision.Layout,
            Members = members.ToEquatableArray(),
            BitStorage = bitFields.Storage,
            FlexibleArrays = flexibleArrays.ToEquatableArray(),
            Nested = nested.ToEquatableArray(),
            Doc = DocReader.Read(docs, record.Name),
        };
    }

    /// <summary>The untagged record that a named member declares as its type, if it does.</summary>
    private RecordModel? BuildNested(FlatField field, LaidOut laidOut, IReadOnlyList<LaidOut> others, NamedRef parent, string header)
    {
        RecordDeclaration? record = UntaggedIn(field.Field.Type);
        if (record is null or { Size: 0, Fields.Count: 0 })
        {
            return null;
        }

        string name = field.Field.Name + (record.IsUnion ? "_union" : "_struct");
        var nested = new NamedRef(parent.Key + "." + name, parent.Name + "." + name, IsEnum: false);
        types.Name(record, nested);
        List<LaidOut> counterparts = others
            .Select(other => new LaidOut(other.Target, CounterpartOf(field, other.Record)!))
            .Where(other => other.Record is not null)
            .ToList();
        return Build(new LaidOut(laidOut.Target, record), counterparts, nested, header);
    }

    private static RecordDeclaration? CounterpartOf(FlatField field, RecordDeclaration other) => FlatField.Flatten(other)
        .Where(candidate => candidate.Field.Name == field.Field.Name)
        .Select(candidate => UntaggedIn(candidate.Field.Type))
        .FirstOrDefault();

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
            .SelectMany(other => FlatField.Flatten(other.Record))
            .Where(candidate => candidate.Field.Name == field.Field.Name)
            .Select(candidate => candidate.BitOffset ?? bitOffset)
            .DefaultIfEmpty(bitOffset)
            .First();
        int width = field.Field.BitWidth!.Value;
        int declaredSize = (int)(new TypeMeasure(laidOut.Target).SizeOf(field.Field.Type) ?? 0);
        BitFieldModel? bits = bitFields.Place(bitOffset, bigEndianOffset, width, declaredSize, IsSigned(field.Field.Type));
        if (bits is null)
        {
            diagnostics.Add(new CDiagnostic(EmitDiagnostics.BitFieldTooWide, field.Field.Location, field.Field.Name!));
            return;
        }

        members.Add(new MemberModel(field.Field.Name!, field.Field.Name!, types.Map(field.Field.Type), field.Field.Type + " : " + width.ToString(System.Globalization.CultureInfo.InvariantCulture), (int)(bitOffset / 8), declaredSize)
        {
            Bits = bits,
            Doc = doc,
        });
    }

    private static bool IsSigned(CType type) => type.Canonical switch
    {
        EnumType @enum => @enum.Declaration.IsSigned,
        // Plain char becomes byte everywhere, so that its bit-fields have no sign either.
        BuiltinType builtin => builtin.Kind is BuiltinKind.SignedChar or BuiltinKind.Short or BuiltinKind.Int or BuiltinKind.Long or BuiltinKind.LongLong,
        _ => false,
    };
}
