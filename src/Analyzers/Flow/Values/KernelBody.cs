// Flow: all that rules ask about one body, found once for all of them.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>A method's body, an initialiser, with the functions nested in it. Made by the first rule that asks, and kept as
/// long as its compilation; safe for many threads.</summary>
internal sealed class KernelBody
{
    private readonly object _lock = new();
    private ImmutableArray<IOperation> _operations;
    private ImmutableArray<ControlFlowGraph> _graphs;
    private ImmutableArray<ValueFlow> _flows;

    private KernelBody(IOperation root, UapiSymbols symbols, OwnMethods own)
    {
        Root = root;
        Symbols = symbols;
        Own = own;
    }

    /// <summary>Gets the outermost operation.</summary>
    public IOperation Root { get; }

    public UapiSymbols Symbols { get; }

    public OwnMethods Own { get; }

    /// <summary>Gets all operations of the body.</summary>
    public ImmutableArray<IOperation> Operations
    {
        get
        {
            lock (_lock)
            {
                return _operations.IsDefault ? _operations = [.. Root.DescendantsAndSelf()] : _operations;
            }
        }
    }

    /// <summary>The bodies of one callback: a constructor's initialiser and its block have one root.</summary>
    public static IEnumerable<(KernelBody Body, IOperation Block)> Of(OperationBlockAnalysisContext context, UapiSymbols symbols)
    {
        if (context.OperationBlocks.Length == 1)
        {
            var block = context.OperationBlocks[0];
            return Of(BodyRoot.Of(block), context, symbols) is { } body ? [(body, block)] : [];
        }

        return context.OperationBlocks.GroupBy(BodyRoot.Of)
            .Select(group => (Body: Of(group.Key, context, symbols), Block: group.First()))
            .Where(pair => pair.Body is not null)
            .Select(pair => (pair.Body!, pair.Block));
    }

    private static KernelBody? Of(IOperation root, OperationBlockAnalysisContext context, UapiSymbols symbols)
    {
        var place = Place(root);
        return symbols.Bodies.TryGetValue(place, out var known) ? known : symbols.Bodies.GetOrAdd(place, Create(root, symbols, context.Options));
    }

    /// <summary>What tells a body from the others of its compilation, without keeping its operations alive.</summary>
    private static (SyntaxTree Tree, TextSpan Span, OperationKind Kind) Place(IOperation root) => (root.Syntax.SyntaxTree, root.Syntax.Span, root.Kind);

    /// <summary>The body; null when it neither names anything generated nor calls C directly, which is true of nearly all.</summary>
    private static KernelBody? Create(IOperation root, UapiSymbols symbols, AnalyzerOptions options) =>
        root.DescendantsAndSelf().Any(operation => IsOfInterest(operation, symbols)) ? new KernelBody(root, symbols, OwnMethods.Of(options, root.Syntax.SyntaxTree)) : null;

    /// <summary>The graphs of the body and of each function nested in it.</summary>
    public ImmutableArray<ControlFlowGraph> Graphs(OperationBlockAnalysisContext context, IOperation block)
    {
        lock (_lock)
        {
            return _graphs.IsDefault ? _graphs = [.. Nested(context.GetControlFlowGraph(block), context.CancellationToken)] : _graphs;
        }
    }

    /// <summary>What is known of values, a flow for each graph.</summary>
    public ImmutableArray<ValueFlow> Flows(OperationBlockAnalysisContext context, IOperation block)
    {
        var graphs = Graphs(context, block);
        lock (_lock)
        {
            return _flows.IsDefault ? _flows = [.. graphs.Select(graph => new ValueFlow(graph, Symbols, Own, Root).Follow())] : _flows;
        }
    }

    private static IEnumerable<ControlFlowGraph> Nested(ControlFlowGraph graph, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var functions = graph.LocalFunctions.Select(function => graph.GetLocalFunctionControlFlowGraph(function, cancellation))
            .Concat(FlowGraphs.Operations(graph).OfType<IFlowAnonymousFunctionOperation>().Select(function => graph.GetAnonymousFunctionControlFlowGraph(function, cancellation)));
        return functions.SelectMany(function => Nested(function, cancellation)).Prepend(graph);
    }

    private static bool IsOfInterest(IOperation operation, UapiSymbols symbols) => operation switch
    {
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference => symbols.RecordOf(reference.Member.ContainingType) is not null
            || symbols.IsBindings(reference.Member.ContainingType) || symbols.RequestOf(reference.Member) is not null || !symbols.RolesOf(reference.Member).IsEmpty,
        IInvocationOperation { TargetMethod: { } method } => (method.IsStatic && UapiSymbols.EntryPoint(method) is not null) || symbols.RecordOf(method.ContainingType) is not null || !symbols.RolesOf(method).IsEmpty,
        IFunctionPointerInvocationOperation => true,
        IObjectCreationOperation or IDefaultValueOperation => symbols.RecordOf(operation.Type) is not null,
        _ => false,
    };
}
