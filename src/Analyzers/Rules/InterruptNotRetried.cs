// UAPI2109: a call that may be interrupted is made once. Facts: UapiIoctl.MayInterrupt.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
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

    /// <summary>Key of the diagnostic's property that names the parameter which chooses.</summary>
    internal const string ParameterProperty = "Parameter";

    private const int EINTR = 4;

    private protected override void Check(RuleContext body)
    {
        foreach (var call in body.Calls)
        {
            var choice = Choice(call);
            if ((call.IsIoctl || choice is not null) && call.Request(body.Root) is { MayInterrupt: true } request && !IsRepeated(call.Operation) && !AsksForInterrupt(body))
            {
                body.Report(call.Operation.Syntax, Retry(choice), request.Name);
            }
        }
    }

    /// <summary>True when the body compares something with EINTR.</summary>
    private static bool AsksForInterrupt(RuleContext body) => body.Operations.Any(
        static operation => operation is IBinaryOperation or IPatternOperation && operation.ChildOperations.Any(static part => PossibleValues.Constant(part) == EINTR));

    /// <summary>The argument that says what an interrupt does, left out or said to be reported: an enumeration with Report and Retry.</summary>
    private static IArgumentOperation? Choice(KernelCall call) => call.Arguments.FirstOrDefault(static argument =>
        argument.Parameter?.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
        && Member(type, "Retry") is not null
        && Member(type, "Report") is { ConstantValue: var report }
        && Equals(argument.Value.ConstantValue.Value, report));

    /// <summary>How the call says that it is to be made again; nothing for a call that has no such argument.</summary>
    private static ImmutableDictionary<string, string?> Retry(IArgumentOperation? choice) => choice?.Parameter is { Type: INamedTypeSymbol type, Name: var name }
        ? RuleContext.Replacement($"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.Retry").Add(ParameterProperty, name)
        : RuleContext.Replacement(null);

    private static IFieldSymbol? Member(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(static member => member.HasConstantValue);

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
