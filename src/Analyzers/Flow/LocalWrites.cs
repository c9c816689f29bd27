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

        return BodyOperations.Of(root).UseOf(local) is { IsDeclared: true, MayBeWrittenUnseen: false } use ? [.. use.Values] : default;
    }

    /// <summary>What a ref local or a span stands for: the initialiser of a local that nothing ever points elsewhere.</summary>
    public static IOperation? AliasOf(ILocalSymbol local, IOperation root) =>
        BodyOperations.Of(root).UseOf(local) is { IsAliasedAgain: false } use ? use.Initializer : null;

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
}
