// Stage: facts. What the front end says of enums: size, the integer type behind them, and each enumerator's value.
using System.Collections.Generic;
using UapiGen.C.Binding;

namespace UapiGen.Oracle.Facts;

internal static class EnumFacts
{
    public static IEnumerable<Fact> Of(EnumDeclaration @enum)
    {
        if (@enum.Name is not null)
        {
            string type = Spelling.Of(@enum);
            yield return new Fact($"sizeof({type})", $"sizeof({type})", (ulong)@enum.Size);
            yield return new Fact($"signedness of {type}", $"(({type})-1) < ({type})1", @enum.IsSigned ? 1UL : 0);
            yield return new ArithmeticTypeFact($"integer type of {type}", $"({type})0", ArithmeticTypes.IndexOf(@enum.UnderlyingType));
        }

        foreach (EnumeratorDeclaration enumerator in @enum.Enumerators)
        {
            yield return new Fact($"value of {enumerator.Name}", enumerator.Name!, (ulong)enumerator.Value);
            yield return new Fact($"{enumerator.Name} < 0", $"{enumerator.Name} < 0", enumerator.Value < 0 && !enumerator.IsUnsigned64 ? 1UL : 0);
        }
    }
}
