// Flow: the loops around an operation, and whether a variable is the same one in the next turn.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal static class LoopTurns
{
    /// <summary>The loops of the same function that the operation stands in, the innermost first.</summary>
    public static IEnumerable<ILoopOperation> Around(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is ILoopOperation loop)
            {
                yield return loop;
            }
        }
    }

    /// <summary>True when a turn of the loop may declare or write the variable.</summary>
    public static bool MayRenew(ILoopOperation loop, ISymbol variable) =>
        loop.Locals.Contains(variable, SymbolEqualityComparer.Default)
        || loop.Descendants().Any(part => IsChange(part, variable) || (part is IBlockOperation block && block.Locals.Contains(variable, SymbolEqualityComparer.Default)));

    private static bool IsChange(IOperation part, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(part), variable) && (!LocalWrites.IsRead(part) || part.Parent is IAssignmentOperation { Target: var target } && target == part);
}
