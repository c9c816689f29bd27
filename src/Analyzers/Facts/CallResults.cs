// Facts: what becomes of the number that a call returns: the expressions that are the result, or a local that holds nothing else.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Facts;

internal static class CallResults
{
    /// <summary>The call itself, and each read of a local that is only ever assigned results of such calls.</summary>
    /// <param name="call">The call, as it stands in the body.</param>
    /// <param name="operations">The body.</param>
    public static IEnumerable<IOperation> Reads(IOperation call, ImmutableArray<IOperation> operations)
    {
        if (ResultUse.Of(call).Holder is not ILocalSymbol holder)
        {
            return Named(call) is { } name ? operations.OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, name)).Prepend(call) : [call];
        }

        var root = BodyRoot.Of(call);
        var writes = LocalWrites.Of(holder, root);
        return writes.IsDefault || writes.Length != 1
            ? []
            : operations.OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, holder) && LocalWrites.IsRead(reference));
    }

    /// <summary>The local of <c>call() is var name</c>, which nothing writes later.</summary>
    private static ILocalSymbol? Named(IOperation call)
    {
        var current = call;
        while (current.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        return current.Parent is IIsPatternOperation match && match.Value == current
            && match.Pattern.DescendantsAndSelf().OfType<IDeclarationPatternOperation>().Select(static pattern => pattern.DeclaredSymbol).OfType<ILocalSymbol>().FirstOrDefault() is { } local
            && BodyOperations.Of(BodyRoot.Of(call)).UseOf(local) is null or { Values.Count: 0, MayBeWrittenUnseen: false }
                ? local
                : null;
    }

    /// <summary>The comparison with a constant that an expression stands in: what is compared, how, with what.</summary>
    public static (IOperation Whole, BinaryOperatorKind Kind, long Constant)? Comparison(IOperation value)
    {
        var current = value;
        while (current.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        switch (current.Parent)
        {
            case IBinaryOperation comparison when comparison.LeftOperand == current && PossibleValues.Constant(comparison.RightOperand) is { } right:
                return (comparison, comparison.OperatorKind, (long)right);
            case IBinaryOperation comparison when comparison.RightOperand == current && PossibleValues.Constant(comparison.LeftOperand) is { } left:
                return (comparison, Mirrored(comparison.OperatorKind), (long)left);
            case IIsPatternOperation { Pattern: IConstantPatternOperation pattern } match when PossibleValues.Constant(pattern.Value) is { } constant:
                return (match, BinaryOperatorKind.Equals, (long)constant);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation pattern } } match when PossibleValues.Constant(pattern.Value) is { } constant:
                return (match, BinaryOperatorKind.NotEquals, (long)constant);
            case IIsPatternOperation { Pattern: IRelationalPatternOperation pattern } match when PossibleValues.Constant(pattern.Value) is { } constant:
                return (match, pattern.OperatorKind, (long)constant);
            default:
                return null;
        }
    }

    /// <summary>The comparison that a result stands in, and its outcome when the call has succeeded, for calls that return a negative number when they fail.</summary>
    public static (IOperation Whole, bool Outcome)? Succeeded(IOperation result) => Comparison(result) is not { } comparison ? null
        : (comparison.Kind, comparison.Constant) switch
        {
            (BinaryOperatorKind.LessThan, 0) or (BinaryOperatorKind.NotEquals, 0) or (BinaryOperatorKind.Equals, -1) => (comparison.Whole, false),
            (BinaryOperatorKind.GreaterThanOrEqual, 0) or (BinaryOperatorKind.Equals, 0) or (BinaryOperatorKind.NotEquals, -1) => (comparison.Whole, true),
            _ => null,
        };

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };
}
