// Stage: facts. What the front end says of records: size, alignment, and of each member that C can name its offset, size and type.
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Oracle.Facts;

internal static class RecordFacts
{
    public static IEnumerable<Fact> Of(RecordDeclaration record, Target target)
    {
        string type = Spelling.Of(record);
        yield return new Fact($"sizeof({type})", $"sizeof({type})", (ulong)record.Size);
        yield return new Fact($"_Alignof({type})", $"_Alignof({type})", (ulong)record.Alignment);
        foreach (FieldPath path in FieldPath.Of(record, target))
        {
            // No operator takes a bit-field: BitFieldProbe judges those.
            if (path.Shape.Field.BitWidth is null)
            {
                foreach (Fact fact in Of(path, type))
                {
                    yield return fact;
                }
            }
        }
    }

    private static IEnumerable<Fact> Of(FieldPath path, string record)
    {
        string operand = $"(({record} *)0)->{path.Designator}";
        CType type = path.Shape.Field.Type;
        yield return new Fact(
            $"offsetof({record}, {path.Designator})", $"__builtin_offsetof({record}, {path.Designator})", (ulong)path.Shape.Offset);
        if (type.Canonical is not ArrayType { Length: null })
        {
            yield return new Fact($"sizeof({record}.{path.Designator})", $"sizeof({operand})", (ulong)path.Shape.Size);
        }

        if (Spelling.CanName(type))
        {
            yield return new TypeFact($"type of {record}.{path.Designator}", operand, type.ToString());
        }
    }
}
