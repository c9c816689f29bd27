// UAPI2104: a result that is a descriptor is compared as if success were 0. Facts: UapiIoctl.Returns, UapiFeature.Returns.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2104: reports comparisons that take descriptor 0 for a failure, or all others.</summary>
public sealed class DescriptorComparedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public DescriptorComparedAnalyzer()
        : base(Descriptors.DescriptorCompared)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var (call, name) in DescriptorCalls.Of(body.Handovers, body.Symbols))
        {
            foreach (var read in CallResults.Reads(call.Operation, body.Operations))
            {
                if (CallResults.Comparison(read) is { Constant: 0 } comparison && Right(comparison.Kind) is { } right)
                {
                    var value = Outer(read, comparison.Whole).Syntax.ToString();
                    var text = comparison.Whole is IIsPatternOperation ? $"{value} is {right}" : $"{value} {right}";
                    body.Report(comparison.Whole.Syntax, RuleContext.Replacement(text), name, right);
                }
            }
        }
    }

    private static string? Right(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals or BinaryOperatorKind.GreaterThan => ">= 0",
        BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThanOrEqual => "< 0",
        _ => null,
    };

    private static IOperation Outer(IOperation read, IOperation whole)
    {
        while (read.Parent is { } parent && parent != whole)
        {
            read = parent;
        }

        return read;
    }
}
