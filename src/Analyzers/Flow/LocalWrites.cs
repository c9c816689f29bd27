// Flow: what a local can ever hold, asked without regard to order. Anything that is not a plain write makes the answer "unknown".
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal static class LocalWrites
{
    /// <summary>The values written to <paramref name="local"/> in its whole body.</summary>
    /// <returns>Default when something else than an initialiser or a simple assignment may write it: ref, out, address, pattern, loop.</returns>
    public static ImmutableArray<IOperation> Of(ILocalSymbol local, IOperation root)
    {
        if (local.IsRef)
        {
            return default;
        }

        var values = ImmutableArray.CreateBuilder<IOperation>();
        var declared = false;
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local):
                    declared = declarator.Parent is IVariableDeclarationOperation;
                    if (Initializer(declarator) is { } initializer)
                    {
                        values.Add(initializer);
                    }

                    break;

                case ILocalReferenceOperation reference when Same(reference.Local, local) && !IsRead(reference):
                    if (reference.Parent is not ISimpleAssignmentOperation { IsRef: false } assignment || assignment.Target != reference)
                    {
                        return default;
                    }

                    values.Add(assignment.Value);
                    break;
            }
        }

        return declared ? values.ToImmutable() : default;
    }

    /// <summary>What a ref local or a span stands for: the initialiser of a local that nothing ever points elsewhere.</summary>
    public static IOperation? AliasOf(ILocalSymbol local, IOperation root)
    {
        IOperation? alias = null;
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local):
                    alias = Initializer(declarator);
                    break;

                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                    when Same(target.Local, local) && assignment.IsRef == local.IsRef:
                    return null;
            }
        }

        return alias;
    }

    /// <summary>True when the reference only reads: it is neither written, nor passed by reference, nor has its address taken.</summary>
    public static bool IsRead(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target != reference && !(assignment is ISimpleAssignmentOperation { IsRef: true }),
        IIncrementOrDecrementOperation or IAddressOfOperation or IDeclarationExpressionOperation => false,
        IArgumentOperation argument => argument.Parameter?.RefKind is not (RefKind.Ref or RefKind.Out),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => false,
        ITupleOperation tuple => !IsDeconstructed(tuple),
        _ => true,
    };

    private static bool IsDeconstructed(ITupleOperation tuple) => tuple.Parent switch
    {
        IDeconstructionAssignmentOperation assignment => assignment.Target == tuple,
        ITupleOperation outer => IsDeconstructed(outer),
        _ => false,
    };

    private static IOperation? Initializer(IVariableDeclaratorOperation declarator) =>
        declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value;

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
