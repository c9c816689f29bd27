// Flow: whether a call stands where a program cleans up and nobody could be told of a failure any more.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal static class CleaningUp
{
    /// <summary>
    /// True in a finalizer, in <c>Dispose</c> and <c>ReleaseHandle</c>, which do not throw by their contract, and in a handler that ends by throwing on, where
    /// the first failure counts.
    /// </summary>
    public static bool Surrounds(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
                case ICatchClauseOperation handler when handler.Handler.Operations.LastOrDefault() is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }:
                    return true;
            }
        }

        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol method && IsCleanUp(method);
    }

    private static bool IsCleanUp(IMethodSymbol method) => method.MethodKind == MethodKind.Destructor
        || method.Name.Substring(method.Name.LastIndexOf('.') + 1) is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "ReleaseHandle";
}
