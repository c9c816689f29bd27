// Stage: model. In: a record. Out: its named members and bit-fields, with anonymous structs and unions dissolved (C11 6.7.2.1p13).
using System.Collections.Generic;
using UapiGen.C.Binding;

namespace UapiGen.Model;

/// <summary>A member seen from the record that will be emitted.</summary>
/// <param name="Field">The member.</param>
/// <param name="Owner">The record in whose braces it stands: the emitted one, or an anonymous one within.</param>
/// <param name="Offset">Bytes from the start of the emitted record.</param>
/// <param name="BitOffset">Bits from the start of the emitted record, as the ABI counts; null unless a bit-field.</param>
internal readonly record struct FlatField(FieldDeclaration Field, RecordDeclaration Owner, long Offset, long? BitOffset)
{
    /// <summary>Its type; where a <c>long</c> of LP64 has 64 bits on ILP32 too, a <c>long long</c>.</summary>
    public CType Type { get; init; } = Field.Type;

    public string Name => Field.Name!;

    public bool IsArray => Type.Canonical is ArrayType;

    public static List<FlatField> Flatten(RecordDeclaration record)
    {
        var fields = new List<FlatField>();
        Flatten(record, 0, fields);
        return fields;
    }

    private static void Flatten(RecordDeclaration record, long origin, List<FlatField> fields)
    {
        foreach (FieldDeclaration field in record.Fields)
        {
            if (field.Name is not null)
            {
                long? bits = field.BitWidth is null ? null : (origin * 8) + (field.BitOffset ?? field.Offset * 8);
                fields.Add(new FlatField(field, record, origin + field.Offset, bits));
            }
            else if (field.Type.Canonical is RecordType anonymous && field.BitWidth is null)
            {
                Flatten(anonymous.Declaration, origin + field.Offset, fields);
            }
        }
    }
}
