// Flow: whose errno the runtime keeps at each point of a function.
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>Finds reads of the last error that get the one of a call whose own result nobody looks at.</summary>
internal sealed class LastErrorFlow(ControlFlowGraph graph, UapiSymbols symbols, OwnMethods own, IOperation root) : ForwardFlow<LastErrorFlow.State>(graph)
{
    private static readonly State Unknown = new(null, null, null);

    private readonly List<LateRead> _late = [];

    /// <summary>Gets the late reads.</summary>
    public IReadOnlyList<LateRead> Late => _late;

    protected override State Start => Unknown;

    public LastErrorFlow Follow()
    {
        Run();
        return this;
    }

    protected override State Join(State left, State right) => left == right ? left
        : left with { Text = null } == right with { Text = null } ? left with { Text = null } : Unknown;

    protected override bool Same(State left, State right) => left == right;

    protected override State Apply(State state, Effect effect)
    {
        switch (effect)
        {
            case { Kind: EffectKind.Evaluate, Operation: IInvocationOperation invocation } when KernelCall.From(symbols, invocation, root) is { Target: IMethodSymbol method } call:
                if (IsErrorRead(method))
                {
                    Report(state, invocation);
                    return state;
                }

                if (call.IsIoctl || own.IsIoctl(method))
                {
                    return new State(method.Name, invocation.Syntax.ToString(), null);
                }

                return Replaces(method) ? IsDropped(invocation) ? state with { Other = state.Call is null ? null : method.Name } : Unknown : method.Name == "SetLastPInvokeError" ? Unknown : state;

            case { Kind: EffectKind.Evaluate, Operation: IObjectCreationOperation { Type.Name: "Win32Exception", Arguments.IsEmpty: true } creation }:
                Report(state, creation);
                return state;

            default:
                return state;
        }
    }

    private void Report(State state, IOperation read)
    {
        if (IsSettled && state is { Call: { } call, Other: { } other })
        {
            _late.Add(new LateRead(read, call, state.Text, other));
        }
    }

    /// <summary>True for an operation that reads the last error.</summary>
    public static bool IsErrorRead(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => IsErrorRead(invocation.TargetMethod),
        IObjectCreationOperation { Type.Name: "Win32Exception", Arguments.IsEmpty: true } => true,
        _ => false,
    };

    private static bool IsErrorRead(IMethodSymbol method) =>
        method is { ContainingType.Name: "Marshal", Name: "GetLastPInvokeError" or "GetLastWin32Error" or "GetLastSystemError" or "GetLastPInvokeErrorMessage" };

    /// <summary>P/Invokes that keep errno, and what surely makes some: the console, files, handles that are closed.</summary>
    private static bool Replaces(IMethodSymbol method) => UapiSymbols.EntryPoint(method) is not null
        ? UapiSymbols.KeepsError(method)
        : method.ContainingType is { Name: "Console" or "File" or "FileStream" or "Directory", ContainingNamespace: { Name: "System" or "IO" } };

    private static bool IsDropped(IInvocationOperation invocation) => invocation.Type?.SpecialType == SpecialType.System_Void
        || invocation.Parent is null or IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    /// <summary>What is known of the last error.</summary>
    /// <param name="Call">The function of the call into the kernel whose error is wanted.</param>
    /// <param name="Text">The call itself; null for several.</param>
    /// <param name="Other">The call that has replaced it.</param>
    internal sealed record State(string? Call, string? Text, string? Other);

    /// <summary>A read of the last error that comes too late.</summary>
    /// <param name="Read">The read.</param>
    /// <param name="Call">The function whose error is meant.</param>
    /// <param name="Text">The call itself; null for several.</param>
    /// <param name="Other">The function whose error is read.</param>
    internal sealed record LateRead(IOperation Read, string Call, string? Text, string Other);
}
