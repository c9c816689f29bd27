// Flow: finds the graph of the function that a piece of syntax stands in; a lambda and a local function have graphs of their own.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal static class FlowGraphs
{
    /// <summary>The graph of a whole body; null for one that the compiler cannot make a graph of.</summary>
    public static ControlFlowGraph? Create(IOperation root, CancellationToken cancellation) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IBlockOperation block => ControlFlowGraph.Create(block, cancellation),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IParameterInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IAttributeOperation attribute => ControlFlowGraph.Create(attribute, cancellation),
        _ => null,
    };

    /// <summary>The lambda or local function that an operation stands in; null for the body itself.</summary>
    public static IOperation? FunctionOf(IOperation operation)
    {
        var current = operation.Parent;
        while (current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = current.Parent;
        }

        return current;
    }

    /// <summary>The graph, <paramref name="graph"/> or one nested in it, whose own statements hold <paramref name="syntax"/>.</summary>
    public static ControlFlowGraph Containing(ControlFlowGraph graph, SyntaxNode syntax, CancellationToken cancellation)
    {
        foreach (var function in graph.LocalFunctions)
        {
            if (function.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == syntax.SyntaxTree && declaration.Span.Contains(syntax.Span)))
            {
                return Containing(graph.GetLocalFunctionControlFlowGraph(function, cancellation), syntax, cancellation);
            }
        }

        foreach (var function in Operations(graph).OfType<IFlowAnonymousFunctionOperation>())
        {
            if (function.Syntax.Span.Contains(syntax.Span))
            {
                return Containing(graph.GetAnonymousFunctionControlFlowGraph(function, cancellation), syntax, cancellation);
            }
        }

        return graph;
    }

    /// <summary>All operations of a graph, block by block; those of nested functions are not among them.</summary>
    public static ImmutableArray<IOperation> Operations(ControlFlowGraph graph) => BlockEffects.Of(graph).Operations;

    /// <summary>The statements of a block, and last the value that it branches on or returns.</summary>
    public static IEnumerable<IOperation> Statements(BasicBlock block) =>
        block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations;
}
