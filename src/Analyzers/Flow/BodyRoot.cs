// Flow: from an operation to the whole body that it stands in, nested functions included.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Flow;

internal static class BodyRoot
{
    /// <summary>The outermost operation: a method's body, an initialiser, an attribute's argument.</summary>
    public static IOperation Of(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
