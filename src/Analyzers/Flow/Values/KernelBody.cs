// Flow: all that rules ask about one body, found once for all of them.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>A method's body, an initialiser, with the functions nested in it. Made by the first rule that asks; safe for many threads.</summary>
internal sealed class KernelBody
{
    private static readonly ConditionalWeakTable<IOperation, KernelBody> Known = new();

    private readonly object _lock = new();
    private ImmutableArray<IOperation> _operations;
    private ImmutableArray<ControlFlowGraph> _graphs;
    private ImmutableArray<ValueFlow> _flows;

    private KernelBody(IOperation root, UapiSymbols symbols, OwnMethods own)
    {
        Root = root;
        Symbols = symbols;
        Own = own;
        IsRelevant = root.DescendantsAndSelf().Any(IsOfInterest);
    }

    /// <summary>Gets the outermost operation.</summary>
    public IOperation Root { get; }

    public UapiSymbols Symbols { get; }

    public OwnMethods Own { get; }

    /// <summary>Gets a value indicating whether the body names anything generated, or calls C directly.</summary>
    public bool IsRelevant { get; }

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
        foreach (var group in context.OperationBlocks.GroupBy(BodyRoot.Of))
        {
            var body = Known.GetValue(group.Key, root => new KernelBody(root, symbols, OwnMethods.Of(context.Options, root.Syntax.SyntaxTree)));
            if (body.IsRelevant)
            {
                yield return (body, group.First());
            }
        }
    }

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

    private bool IsOfInterest(IOperation operation) => operation switch
    {
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference => Symbols.RecordOf(reference.Member.ContainingType) is not null
            || Symbols.IsBindings(reference.Member.ContainingType) || Symbols.RequestOf(reference.Member) is not null || !Symbols.RolesOf(reference.Member).IsEmpty,
        IInvocationOperation { TargetMethod: { } method } => (method.IsStatic && UapiSymbols.EntryPoint(method) is not null) || Symbols.RecordOf(method.ContainingType) is not null || !Symbols.RolesOf(method).IsEmpty,
        IFunctionPointerInvocationOperation => true,
        IObjectCreationOperation or IDefaultValueOperation => Symbols.RecordOf(operation.Type) is not null,
        _ => false,
    };
}
