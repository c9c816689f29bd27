// Stage: output. In: a field and where its record lies. Out: what the dump says of it, measured from the enclosing named record.
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Tool.Dump;

/// <summary>A field as the dump shows it.</summary>
/// <param name="Field">The declaration.</param>
/// <param name="Offset">Bytes from the start of the enclosing named record.</param>
/// <param name="Size">Bytes; of a bit-field's declared type; 0 for <c>[]</c>.</param>
/// <param name="BitOffset">Bits from the start of the enclosing named record; null unless a bit-field.</param>
/// <param name="ArrayLengths">Outermost first, 0 for <c>[]</c>; empty unless an array.</param>
/// <param name="Members">The members of an untagged record, or of an array's first such element; null for every other type.</param>
internal sealed record FieldShape(
    FieldDeclaration Field,
    long Offset,
    long Size,
    long? BitOffset,
    IReadOnlyList<long> ArrayLengths,
    IReadOnlyList<FieldShape>? Members)
{
    public static List<FieldShape> Of(RecordDeclaration record, Target target) => Of(record, 0, new TypeMeasure(target));

    private static List<FieldShape> Of(RecordDeclaration record, long start, TypeMeasure measure)
    {
        var shapes = new List<FieldShape>();
        foreach (FieldDeclaration field in record.Fields)
        {
            long offset = start + field.Offset;
            var lengths = new List<long>();
            CType element = field.Type.Canonical;
            while (element is ArrayType array)
            {
                lengths.Add(array.Length ?? 0);
                element = array.Element.Canonical;
            }

            shapes.Add(new FieldShape(
                field,
                offset,
                measure.SizeOf(field.Type) ?? 0,
                field.BitOffset + (start * 8),
                lengths,
                element is RecordType { Declaration: { Name: null } untagged } ? Of(untagged, offset, measure) : null));
        }

        return shapes;
    }
}
