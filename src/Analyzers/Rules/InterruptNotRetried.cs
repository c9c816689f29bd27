// UAPI2109: a call that may be interrupted is made once. Facts: UapiIoctl.MayInterrupt.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2109: reports P/Invokes of ioctl with such a request outside of any loop, in bodies that never ask for EINTR.</summary>
public sealed class InterruptNotRetriedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public InterruptNotRetriedAnalyzer()
        : base(Descriptors.InterruptNotRetried)
    {
    }

    private const int EINTR = 4;

    private protected override void Check(RuleContext body)
    {
        foreach (var call in body.Calls)
        {
            if (call.IsIoctl && call.Request(body.Root) is { MayInterrupt: true } request && !IsRepeated(call.Operation) && !AsksForInterrupt(body))
            {
                body.Report(call.Operation.Syntax, request.Name);
            }
        }
    }

    /// <summary>True when the body compares something with EINTR.</summary>
    private static bool AsksForInterrupt(RuleContext body) => body.Operations.Any(
        static operation => operation is IBinaryOperation or IPatternOperation && operation.ChildOperations.Any(static part => PossibleValues.Constant(part) == EINTR));

    /// <summary>True within a loop, and within a function that is handed to someone who may repeat it.</summary>
    private static bool IsRepeated(IOperation call)
    {
        for (var outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
