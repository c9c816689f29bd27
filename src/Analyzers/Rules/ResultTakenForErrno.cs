// UAPI2108: the result -1 is taken for an error number.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2108: reports results of ioctl that are negated, or compared or matched with a negative error number.</summary>
public sealed class ResultTakenForErrnoAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public ResultTakenForErrnoAnalyzer()
        : base(Descriptors.ResultTakenForErrno)
    {
    }

    private const string Right = "global::System.Runtime.InteropServices.Marshal.GetLastPInvokeError()";

    private protected override void Check(RuleContext body)
    {
        foreach (var call in body.Calls.Where(static call => call.IsIoctl))
        {
            foreach (var read in CallResults.Reads(call.Operation, body.Operations))
            {
                if (read.Parent is IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } negated)
                {
                    body.Report(negated.Syntax, RuleContext.Replacement(Right), call.Target.Name);
                }
                else if (CallResults.Comparison(read) is { Constant: < -1, Kind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison)
                {
                    var kind = comparison.Kind == BinaryOperatorKind.Equals ? "==" : "!=";
                    body.Report(comparison.Whole.Syntax, RuleContext.Replacement($"{Right} {kind} {-comparison.Constant}"), call.Target.Name);
                }
                else
                {
                    foreach (var constant in Matched(read).Where(static constant => PossibleValues.Constant(constant) < -1))
                    {
                        body.Report(constant.Syntax, call.Target.Name);
                    }
                }
            }
        }
    }

    /// <summary>The constants that a value is matched with.</summary>
    private static IEnumerable<IOperation> Matched(IOperation value) => value.Parent switch
    {
        ISwitchExpressionOperation choice when choice.Value == value => choice.Arms.SelectMany(static arm => Constants(arm.Pattern)),
        ISwitchOperation choice when choice.Value == value => choice.Cases.SelectMany(static section => section.Clauses).SelectMany(Constants),
        IIsPatternOperation match => Constants(match.Pattern),
        _ => [],
    };

    private static IEnumerable<IOperation> Constants(ICaseClauseOperation clause) => clause switch
    {
        ISingleValueCaseClauseOperation single => [single.Value],
        IPatternCaseClauseOperation pattern => Constants(pattern.Pattern),
        _ => [],
    };

    private static IEnumerable<IOperation> Constants(IPatternOperation pattern) =>
        pattern.DescendantsAndSelf().OfType<IConstantPatternOperation>().Select(static constant => constant.Value);
}
