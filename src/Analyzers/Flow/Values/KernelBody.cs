// Flow: all that rules ask about one body, found once for all of them, and each part only when some rule asks.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>A method's body, an initialiser, with the functions nested in it. Lives while the rules look at it, on one thread.</summary>
internal sealed class KernelBody
{
    private ImmutableArray<KernelCall> _calls;
    private ImmutableArray<ControlFlowGraph> _graphs;
    private ImmutableArray<ValueFlow> _flows;
    private ImmutableArray<Handover> _handovers;
    private ImmutableArray<SettledRecord> _settled;
    private ImmutableArray<SettledRecord> _lent;
    private ImmutableArray<ElementsView> _views;
    private readonly Lazy<BufferCalls?> _buffers;
    private bool? _hasCorrelatedBranches;

    private KernelBody(IOperation root, ImmutableArray<IOperation> operations, Compilation compilation, UapiSymbols symbols, OwnMethods own, CancellationToken cancellation)
    {
        Root = root;
        Operations = operations;
        Compilation = compilation;
        Symbols = symbols;
        Own = own;
        Cancellation = cancellation;
        _buffers = new Lazy<BufferCalls?>(() => BufferCalls.Of(this), LazyThreadSafetyMode.None);
    }

    /// <summary>Gets the outermost operation.</summary>
    public IOperation Root { get; }

    /// <summary>Gets all operations of the body.</summary>
    public ImmutableArray<IOperation> Operations { get; }

    /// <summary>Gets how many operations stand one within the other.</summary>
    public int Depth => BodyOperations.Of(Root).Depth;

    public Compilation Compilation { get; }

    public UapiSymbols Symbols { get; }

    public OwnMethods Own { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Gets the calls of the body, nested functions included.</summary>
    public ImmutableArray<KernelCall> Calls => _calls.IsDefault
        ? _calls = [.. Operations
            .Where(static operation => operation.Kind is OperationKind.Invocation or OperationKind.FunctionPointerInvocation)
            .Select(operation => KernelCall.From(Symbols, operation, Root))
            .OfType<KernelCall>()]
        : _calls;

    /// <summary>Gets the graphs of the body and of each function nested in it, the outermost first.</summary>
    public ImmutableArray<ControlFlowGraph> Graphs => _graphs.IsDefault ? _graphs = FlowGraphs.Create(Root, Cancellation) is { } graph ? [.. Nested(graph, Cancellation)] : [] : _graphs;

    public ImmutableArray<Handover> Handovers => _handovers.IsDefault ? _handovers = [.. Flows.SelectMany(static flow => flow.Handovers)] : _handovers;

    public ImmutableArray<SettledRecord> Settled => _settled.IsDefault ? _settled = [.. Flows.SelectMany(static flow => flow.Settled)] : _settled;

    public ImmutableArray<SettledRecord> Lent => _lent.IsDefault ? _lent = [.. Flows.SelectMany(static flow => flow.Lent)] : _lent;

    public ImmutableArray<ElementsView> Views => _views.IsDefault ? _views = [.. Flows.SelectMany(static flow => flow.Views)] : _views;

    /// <summary>Gets the dma-bufs of the body; null when it does nothing with any.</summary>
    public BufferCalls? Buffers => _buffers.Value;

    /// <summary>Gets a value indicating whether two branches of the body ask about the same variable.</summary>
    public bool HasCorrelatedBranches => _hasCorrelatedBranches ??= Operations
        .Select(static operation => operation switch
        {
            IConditionalOperation conditional => conditional.Condition,
            IWhileLoopOperation loop => loop.Condition,
            IForLoopOperation loop => loop.Condition,
            ISwitchOperation choice => choice.Value,
            _ => null,
        })
        .OfType<IOperation>()
        .SelectMany(static condition => condition.DescendantsAndSelf().Select(CallOutputs.Symbol).OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default))
        .GroupBy(static symbol => symbol, SymbolEqualityComparer.Default)
        .Any(static group => group.Count() > 1);

    /// <summary>Gets what is known of values, a flow for each graph.</summary>
    private ImmutableArray<ValueFlow> Flows => !_flows.IsDefault ? _flows
        : _flows = Operations.Any(IsStep) ? [.. Graphs.Select(graph => new ValueFlow(graph, Symbols, Own, Root).Follow())] : [];

    /// <summary>The body; null when it neither names anything generated nor calls C directly.</summary>
    public static KernelBody? Of(IOperation root, Compilation compilation, UapiSymbols symbols, OwnMethods own, CancellationToken cancellation)
    {
        var operations = BodyOperations.Of(root).All;
        return operations.Any(operation => IsOfInterest(operation, symbols)) ? new KernelBody(root, operations, compilation, symbols, own, cancellation) : null;
    }

    /// <summary>The expression at some place of the body, before implicit conversions.</summary>
    public IOperation? ExpressionAt(SyntaxNode syntax) =>
        Operations.FirstOrDefault(operation => operation.Syntax == syntax && operation is not IConversionOperation { IsImplicit: true });

    private static IEnumerable<ControlFlowGraph> Nested(ControlFlowGraph graph, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var functions = graph.LocalFunctions.Select(function => graph.GetLocalFunctionControlFlowGraph(function, cancellation))
            .Concat(FlowGraphs.Operations(graph).OfType<IFlowAnonymousFunctionOperation>().Select(function => graph.GetAnonymousFunctionControlFlowGraph(function, cancellation)));
        return functions.SelectMany(function => Nested(function, cancellation)).Prepend(graph);
    }

    /// <summary>True for what a flow of values has something to say about: a body that only reads and compares has nothing of that.</summary>
    private static bool IsStep(IOperation operation) => operation is IAssignmentOperation or IIncrementOrDecrementOperation or IVariableInitializerOperation
        or IInvocationOperation or IFunctionPointerInvocationOperation or IObjectCreationOperation or IDeconstructionAssignmentOperation;

    private static bool IsOfInterest(IOperation operation, UapiSymbols symbols) => operation switch
    {
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference => symbols.RecordOf(reference.Member.ContainingType) is not null
            || symbols.IsBindings(reference.Member.ContainingType) || symbols.RequestOf(reference.Member) is not null || !symbols.RolesOf(reference.Member).IsEmpty,
        IInvocationOperation { TargetMethod: { } method } => symbols.FunctionOf(method) is not null || symbols.RecordOf(method.ContainingType) is not null || !symbols.RolesOf(method).IsEmpty,
        IParameterReferenceOperation reference => !symbols.RolesOf(reference.Parameter).IsEmpty,
        IArgumentOperation { Parameter: { } parameter } => !symbols.RolesOf(parameter).IsEmpty,
        IObjectCreationOperation or IDefaultValueOperation => symbols.RecordOf(operation.Type) is not null,
        _ => false,
    };
}
