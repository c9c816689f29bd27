// Stage: facts. In: a record. Out: the members that C can name from it, through anonymous and untagged records.
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Tool.Dump;

namespace UapiGen.Oracle.Facts;

/// <summary>A member as a designator of its named record: <c>u.info[0].size</c>.</summary>
internal sealed record FieldPath(string Designator, FieldShape Shape)
{
    public static IEnumerable<FieldPath> Of(RecordDeclaration record, Target target) => Of(FieldShape.Of(record, target), "");

    private static IEnumerable<FieldPath> Of(IReadOnlyList<FieldShape> shapes, string prefix)
    {
        foreach (FieldShape shape in shapes)
        {
            string inner = prefix;
            if (shape.Field.Name is { } name)
            {
                yield return new FieldPath(prefix + name, shape);
                inner = prefix + name + string.Concat(System.Linq.Enumerable.Repeat("[0]", shape.ArrayLengths.Count)) + ".";
            }

            foreach (FieldPath member in Of(shape.Members ?? [], inner))
            {
                yield return member;
            }
        }
    }
}
