// UAPI2003: the result of a call into the kernel is dropped, or its outputs are read before the result is tested.
// Facts: UapiRole.Result and UapiRole.Output, UapiIoctl's direction; and P/Invokes whose entry point is ioctl.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2003: reports results that nothing looks at, and outputs that are read before anything looked at the result.</summary>
public sealed class ResultUncheckedAnalyzer : BodyRule
{
    /// <summary>Key of the diagnostic's property that says how failure shows: one of the values below. Absent when there is no fix.</summary>
    internal const string FailureProperty = "Failure";

    /// <summary>The call returns -1, and the last error is errno.</summary>
    internal const string LastError = "LastError";

    /// <summary>The call returns a negative errno.</summary>
    internal const string NegativeErrno = "NegativeErrno";

    /// <summary>The result throws by itself when asked: this value is followed by the method's name, and by a colon and the call's name where the method takes one.</summary>
    internal const string ThrowBy = "ThrowBy:";

    private static readonly ImmutableArray<string> ThrowMethods = ["ThrowIfError", "ThrowOnError"];

    /// <summary>Makes the rule.</summary>
    public ResultUncheckedAnalyzer()
        : base(Descriptors.ResultUnchecked)
    {
    }

    /// <summary>A P/Invoke of ioctl needs no facts.</summary>
    internal override bool NeedsFacts => false;

    private protected override void Check(RuleContext body)
    {
        foreach (var call in body.Calls)
        {
            if (call.HasResult)
            {
                Check(body, call);
            }
        }
    }

    private static void Check(RuleContext body, KernelCall call)
    {
        var use = ResultUse.Of(call.Operation);
        if (use.Fate == ResultFate.Dropped)
        {
            if (!use.IsDiscard || !MayFailUnseen(body, call))
            {
                ReportDropped(body, call);
            }
        }
        else if (use.Holder is { } holder && !IsShared(body, holder, call.Operation))
        {
            Follow(body, call, holder);
        }
    }

    /// <summary>True where a program cleans up and the request neither leaves anything undone that a second try would do, nor hands anything back.</summary>
    private static bool MayFailUnseen(RuleContext body, KernelCall call) => call.IsIoctl
        && call.Request(body.Root) is { MayInterrupt: false, ReturnsDescriptor: false }
        && CleaningUp.Surrounds(call.Operation);

    private static void Follow(RuleContext body, KernelCall call, ISymbol holder)
    {
        var flow = new ResultFlow(body.GraphOf(call.Operation.Syntax), body.Symbols, call.Operation, body.Root, holder, CallOutputs.Of(call, body.Root)).Follow();
        if (flow.IsDropped)
        {
            ReportDropped(body, call);
            return;
        }

        foreach (var read in flow.EarlyReads)
        {
            body.ReportEach(
                read.Syntax,
                [call.Operation.Syntax],
                ImmutableDictionary<string, string?>.Empty,
                $"'{read.Syntax}' is read before the result of '{call.Target.Name}' is tested, and holds an answer only on success; test the result first");
        }
    }

    /// <summary>True when another function sees the variable too: then it may be looked at there.</summary>
    private static bool IsShared(RuleContext body, ISymbol variable, IOperation call)
    {
        var function = FlowGraphs.FunctionOf(call);
        return body.Operations.Any(operation =>
            SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(operation), variable) && FlowGraphs.FunctionOf(operation) != function);
    }

    private static void ReportDropped(RuleContext body, KernelCall call)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (FailureOf(call) is { } failure)
        {
            properties = properties.Add(FailureProperty, failure);
        }

        body.ReportEach(call.Operation.Syntax, properties, $"the result of '{call.Target.Name}' is dropped, so that its failure goes unseen; test it");
    }

    /// <summary>How a call says that it has failed; null when that is not known.</summary>
    internal static string? FailureOf(KernelCall call)
    {
        var type = call.Operation.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 1 } task ? task.TypeArguments[0] : call.Operation.Type;
        if (type?.SpecialType is SpecialType.System_Int32)
        {
            return call.IsIoctl ? LastError : NegativeErrno;
        }

        return ThrowMethods.SelectMany(name => type?.GetMembers(name).OfType<IMethodSymbol>() ?? [])
            .Where(static method => method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal })
            .Select(method => method.Parameters.All(static parameter => parameter.IsOptional) ? ThrowBy + method.Name
                : method.Parameters[0].Type.SpecialType == SpecialType.System_String && method.Parameters.Skip(1).All(static parameter => parameter.IsOptional) ? $"{ThrowBy}{method.Name}:{call.Target.Name}"
                : null)
            .FirstOrDefault(static failure => failure is not null);
    }
}
