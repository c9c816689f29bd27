// UAPI2017: a size from the kernel is subtracted from without a test. Facts: UapiRole.SelfSize.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2017: reports unsigned differences of a self-size that the kernel may have written, in bodies that never compare it.</summary>
public sealed class SizeUnderflowsAnalyzer : BodyRule
{
    private const int MaximumDepth = 8;

    /// <summary>Makes the rule.</summary>
    public SizeUnderflowsAnalyzer()
        : base(Descriptors.SizeUnderflows)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, IsChecked: false, Type: { } type } difference
                && IntegerType.Bits(type) is not null && !IntegerType.IsSigned(type)
                && !difference.ConstantValue.HasValue
                && Size(body, difference.LeftOperand, MaximumDepth) is { } size
                && MayComeFromKernel(body, size)
                && !IsTested(body, size.Member))
            {
                body.Report(difference.Syntax, ConstantNames.Show(size.Member), difference.RightOperand.Syntax.ToString());
            }
        }
    }

    /// <summary>The self-size that a value is, or was.</summary>
    private static IMemberReferenceOperation? Size(RuleContext body, IOperation value, int depth) => depth == 0 ? null : value switch
    {
        IConversionOperation conversion => Size(body, conversion.Operand, depth - 1),
        IParenthesizedOperation parenthesized => Size(body, parenthesized.Operand, depth - 1),
        IMemberReferenceOperation { Instance: not null } reference when body.Symbols.Find(reference.Member, RoleKind.SelfSize) is not null => reference,
        ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, body.Root) is { IsDefault: false, Length: 1 } writes => Size(body, writes[0], depth - 1),
        _ => null,
    };

    /// <summary>False for a structure that only this body has written so far.</summary>
    private static bool MayComeFromKernel(RuleContext body, IMemberReferenceOperation size) =>
        size.Instance is not ILocalReferenceOperation { Local: { IsRef: false, Type: not IPointerTypeSymbol } }
        || body.Handovers.Any(handover => SymbolEqualityComparer.Default.Equals(handover.Type, size.Member.ContainingType) && handover.Call.Operation.Syntax.SpanStart < size.Syntax.SpanStart);

    /// <summary>True when the body compares such a size with anything, or hands it to a method, which may.</summary>
    private static bool IsTested(RuleContext body, ISymbol member) => body.Operations.Any(operation => operation is IMemberReferenceOperation or ILocalReferenceOperation
        && Size(body, operation, MaximumDepth) is { } size && SymbolEqualityComparer.Default.Equals(size.Member, member)
        && IsTest(operation));

    private static bool IsTest(IOperation value)
    {
        var current = value;
        while (current.Parent is IConversionOperation or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IBinaryOperation { OperatorKind: var kind } => kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } => name is "Max" or "Min" or "Clamp" or "CompareTo" or "Equals"
                || name.StartsWith("ThrowIf", System.StringComparison.Ordinal) || name.StartsWith("Check", System.StringComparison.Ordinal) || name.StartsWith("Ensure", System.StringComparison.Ordinal)
                || name.StartsWith("Require", System.StringComparison.Ordinal) || name.StartsWith("Validate", System.StringComparison.Ordinal),
            IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation or IPropertySubpatternOperation => true,
            _ => false,
        };
    }
}
