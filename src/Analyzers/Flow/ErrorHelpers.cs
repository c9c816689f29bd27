// Flow: what methods of the program's own do to the last error that is kept when they are called, as far as their source shows.
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>What a call of a method does to the last error.</summary>
/// <param name="Reads">The method reads the error that was kept when it was called.</param>
/// <param name="Late">The function whose error the method reads in its place; null when it reads none too late.</param>
/// <param name="Replaced">The function whose error is kept when the method returns; null when that is not sure.</param>
/// <param name="Left">What is known when the method returns, should nothing be known when it is called.</param>
internal sealed record ErrorSummary(bool Reads, string? Late, string? Replaced, LastErrorFlow.State Left);

/// <summary>Each method is bound once a compilation, and only when a call into the kernel stands before its call. Safe for many threads.</summary>
internal sealed class ErrorHelpers(UapiSymbols symbols, OwnMethods own, Compilation compilation)
{
    private const int MaximumDepth = 3;

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<(OwnMethods Own, IMethodSymbol Method, int Depth), ErrorSummary?>> Known = new();

    /// <summary>The summary of a method that is not overridden; null when it has no source, or stands too deep in calls of others.</summary>
    /// <param name="method">The method that is called.</param>
    /// <param name="caller">The graph that calls it, where a local function is found.</param>
    /// <param name="depth">How many calls lead here.</param>
    /// <param name="cancellation">Ends the search.</param>
    public ErrorSummary? Of(IMethodSymbol method, ControlFlowGraph caller, int depth, CancellationToken cancellation)
    {
        var called = method.OriginalDefinition;
        if (depth >= MaximumDepth || called is { IsAsync: true } or { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true } || called.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        return Known.GetOrCreateValue(compilation).GetOrAdd((own, called, depth), _ => Summarize(called, caller, depth, cancellation));
    }

    private ErrorSummary? Summarize(IMethodSymbol method, ControlFlowGraph caller, int depth, CancellationToken cancellation)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return Follow(caller.GetLocalFunctionControlFlowGraphInScope(method, cancellation), depth, cancellation);
        }

        ErrorSummary? summary = null;
        if (method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is BaseMethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null }
            && Bind(method.DeclaringSyntaxReferences[0].GetSyntax(cancellation), cancellation) is { } root)
        {
            DeepStack.Run(BodyOperations.Of(root).Depth, () => summary = FlowGraphs.Create(root, cancellation) is { } graph ? Follow(graph, depth, cancellation) : null);
        }

        return summary;
    }

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030:Do not invoke Compilation.GetSemanticModel() method within a diagnostic analyzer", Justification = "A helper may stand in another file; it is bound once a compilation.")]
    private IOperation? Bind(SyntaxNode syntax, CancellationToken cancellation) => compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation);

    private ErrorSummary Follow(ControlFlowGraph graph, int depth, CancellationToken cancellation)
    {
        var root = graph.OriginalOperation;
        var pending = new LastErrorFlow(graph, symbols, own, root, this, cancellation, depth + 1, LastErrorFlow.State.Pending).Follow();
        var unknown = new LastErrorFlow(graph, symbols, own, root, this, cancellation, depth + 1).Follow();
        return new(
            pending.Reads,
            pending.Late.FirstOrDefault(static late => late.Call == LastErrorFlow.State.Pending.Call)?.Other,
            pending.Exit is { Other: { } other } left && left.Call == LastErrorFlow.State.Pending.Call ? other : null,
            unknown.Reads ? LastErrorFlow.State.Unknown : unknown.Exit ?? LastErrorFlow.State.Unknown);
    }
}
