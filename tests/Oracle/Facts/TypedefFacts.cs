// Stage: facts. What the front end says of typedefs: the type that they name, its size, and the alignment that they set.
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

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

        // GNU C gives void a size; C does not, and no field has it.
        if (typedef.Type.Canonical is not BuiltinType { Kind: BuiltinKind.Void or BuiltinKind.VaList } && new TypeMeasure(target).SizeOf(typedef.Type) is { } size)
        {
            yield return new Fact($"sizeof({name})", $"sizeof({name})", (ulong)size);
        }

        if (typedef.Alignment is { } alignment)
        {
            yield return new Fact($"_Alignof({name})", $"_Alignof({name})", (ulong)alignment);
        }
    }
}
