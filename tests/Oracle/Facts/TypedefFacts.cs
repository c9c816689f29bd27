// Stage: facts. What the front end says of typedefs: the type that they name, its size, and the alignment that they set.
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Tool.Dump;

namespace UapiGen.Oracle.Facts;

internal static class TypedefFacts
{
    public static IEnumerable<Fact> Of(TypedefDeclaration typedef, Target target)
    {
        string name = typedef.Name!;
        if (Spelling.CanName(typedef.Type))
        {
            yield return new TypeFact($"type of {name}", name, typedef.Type.ToString());
        }

        if (HasSize(typedef.Type.Canonical))
        {
            yield return new Fact($"sizeof({name})", $"sizeof({name})", (ulong)TypeSizes.SizeOf(typedef.Type, target));
        }

        if (typedef.Alignment is { } alignment)
        {
            yield return new Fact($"_Alignof({name})", $"_Alignof({name})", (ulong)alignment);
        }
    }

    private static bool HasSize(CType type) => type switch
    {
        BuiltinType { Kind: BuiltinKind.Void or BuiltinKind.VaList } => false,
        FunctionType => false,
        ArrayType array => array.Length is not null && HasSize(array.Element.Canonical),
        RecordType record => record.Declaration.IsComplete,
        EnumType @enum => @enum.Declaration.IsComplete,
        _ => true,
    };
}
