// Flow: whose errno the runtime keeps at each point of a function.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>Finds reads of the last error that get the one of a call whose own result nobody looks at.</summary>
internal sealed class LastErrorFlow(
    ControlFlowGraph graph, UapiSymbols symbols, OwnMethods own, IOperation root, ErrorHelpers helpers, CancellationToken cancellation, int depth = 0, LastErrorFlow.State? start = null)
    : ForwardFlow<LastErrorFlow.State>(graph)
{
    private readonly List<LateRead> _late = [];

    /// <summary>Gets the late reads.</summary>
    public IReadOnlyList<LateRead> Late => _late;

    /// <summary>Gets a value indicating whether the error of a call into the kernel is read while it is still kept.</summary>
    public bool Reads { get; private set; }

    /// <summary>Gets what is known where the function returns; null when it never does.</summary>
    public State? Exit { get; private set; }

    protected override State Start => start ?? State.Unknown;

    public LastErrorFlow Follow()
    {
        Run();
        return this;
    }

    protected override State Join(State left, State right) => left == right ? left
        : left with { Text = null, Syntax = null } == right with { Text = null, Syntax = null } ? left with { Text = null, Syntax = null } : State.Unknown;

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
                    return new State(method.Name, invocation.Syntax.ToString(), null, invocation.Syntax);
                }

                return Replaces(method) ? IsDropped(invocation) ? state with { Other = state.Call is null ? null : method.Name } : State.Unknown
                    : method.Name == "SetLastPInvokeError" ? State.Unknown
                    : helpers.Of(method, Graph, depth, cancellation) is { } summary ? Behind(state, summary, invocation)
                    : state;

            case { Kind: EffectKind.Evaluate, Operation: IObjectCreationOperation { Type.Name: "Win32Exception", Arguments.IsEmpty: true } creation }:
                Report(state, creation);
                return state;

            default:
                return state;
        }
    }

    protected override void Leave(State state, BasicBlock block, ControlFlowBranch branch)
    {
        if (branch is { Destination.Kind: BasicBlockKind.Exit, Semantics: ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return })
        {
            Exit = Exit is null ? state : Join(Exit, state);
        }
    }

    /// <summary>What is known behind the call of a method of the program's own.</summary>
    private State Behind(State state, ErrorSummary helper, IInvocationOperation invocation)
    {
        if (state.Call is null)
        {
            return helper.Left is { Call: not null } left ? left with { Text = left.Other is null ? invocation.Syntax.ToString() : null, Syntax = invocation.Syntax } : state;
        }

        if ((helper.Late ?? (helper.Reads ? state.Other : null)) is { } other && IsAbout(state, invocation) && IsSettled)
        {
            _late.Add(new LateRead(invocation, state.Call, null, other));
        }

        Reads |= helper.Reads && state.Other is null && (start is null || state.Call == start.Call);
        return helper.Replaced is { } replaced ? state with { Other = replaced } : helper.Left.Call is null ? state : State.Unknown;
    }

    /// <summary>True when a call is given the result of the call into the kernel, or is made because of it.</summary>
    private bool IsAbout(State state, IInvocationOperation helper)
    {
        if (state.Syntax is not { } call)
        {
            return start is not null && state.Call == start.Call;
        }

        var variable = call.FirstAncestorOrSelf<SyntaxNode>(static node => node is VariableDeclaratorSyntax or AssignmentExpressionSyntax or StatementSyntax) switch
        {
            VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } => target.Identifier.ValueText,
            _ => null,
        };
        return helper.Syntax is InvocationExpressionSyntax { ArgumentList: var arguments }
            && (Mentions(arguments) || helper.Syntax.Ancestors().TakeWhile(static node => node is not MemberDeclarationSyntax).OfType<IfStatementSyntax>().Any(test => Mentions(test.Condition)));

        bool Mentions(SyntaxNode node) => node.Span.Contains(call.Span)
            || (variable is not null && node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable));
    }

    private void Report(State state, IOperation read)
    {
        Reads |= state is { Call: not null, Other: null } && (start is null || state.Call == start.Call);
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
    /// <param name="Syntax">Where the call stands; null for several, and for one that the caller has made.</param>
    internal sealed record State(string? Call, string? Text, string? Other, SyntaxNode? Syntax)
    {
        public static readonly State Unknown = new(null, null, null, null);

        /// <summary>The error of a call that the caller has made is kept.</summary>
        public static readonly State Pending = new(string.Empty, null, null, null);
    }

    /// <summary>A read of the last error that comes too late.</summary>
    /// <param name="Read">The read, or the call of the method that reads.</param>
    /// <param name="Call">The function whose error is meant.</param>
    /// <param name="Text">The call itself; null for several.</param>
    /// <param name="Other">The function whose error is read.</param>
    internal sealed record LateRead(IOperation Read, string Call, string? Text, string Other);
}
