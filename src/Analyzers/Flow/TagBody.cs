// Flow: what one body does with steering tags, gathered while its operations go by, and judged by flow when the body is complete.
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Analyzers.Flow;

/// <summary>Costs next to nothing in a body without steering tags: no graph is made there.</summary>
internal sealed class TagBody(UapiSymbols symbols, OwnMethods own)
{
    private readonly ConcurrentBag<IConversionOperation> _casts = [];
    private readonly ConcurrentBag<TagSet> _sets = [];
    private readonly ConcurrentBag<(KernelCall Call, IArgumentOperation Width)> _queries = [];
    private volatile bool _hasTags;

    public void AddReference(IOperation reference) => _hasTags |= TagRoles.BitsOf(symbols, reference) is not null;

    public void AddTaggedCall() => _hasTags = true;

    /// <summary>Takes note of an explicit cast that may lose bits and says nothing about it.</summary>
    public void AddCast(IConversionOperation cast)
    {
        if (cast is { IsImplicit: false, IsChecked: false, OperatorMethod: null, ConstantValue.HasValue: false }
            && IntegerType.Bits(cast.Type) == 8
            && IntegerType.Bits(cast.Operand.Type) > 8)
        {
            _casts.Add(cast);
        }
    }

    /// <summary>Takes note of a tag that is set: through the member <paramref name="target"/>, or by a call on it.</summary>
    public void AddSet(IOperation? target, IOperation value, SyntaxNode syntax) => _sets.Add(new TagSet(target, value, syntax));

    public void AddQuery(KernelCall call, IArgumentOperation width) => _queries.Add((call, width));

    public void Judge(OperationBlockAnalysisContext context)
    {
        // A constructor's initialiser and its body are blocks of their own, and have one root and one graph.
        foreach (var blocks in context.OperationBlocks.GroupBy(BodyRoot.Of))
        {
            var (root, block) = (blocks.Key, blocks.First());
            var casts = _hasTags ? _casts.Where(cast => BodyRoot.Of(cast) == root).Select(static cast => cast.Syntax).ToImmutableArray() : [];
            foreach (var (graph, inGraph) in ByGraph(context, block, casts))
            {
                JudgeCasts(context, root, graph, inGraph);
            }

            var queries = _queries.Where(query => BodyRoot.Of(query.Call.Operation) == root && SteeringTagQuery.WidthOf(query.Call, root) == 8).ToImmutableArray();
            var sets = _sets.Where(set => BodyRoot.Of(set.Value) == root).ToImmutableArray();
            if (!queries.IsEmpty && !sets.IsEmpty && sets.All(set => set.IsAlwaysWide(root)))
            {
                JudgeQueries(context, block, root, sets, queries);
            }
        }
    }

    private static IEnumerable<(ControlFlowGraph Graph, IEnumerable<SyntaxNode> Syntaxes)> ByGraph(
        OperationBlockAnalysisContext context, IOperation block, ImmutableArray<SyntaxNode> syntaxes)
    {
        if (syntaxes.IsEmpty)
        {
            return [];
        }

        var outermost = context.GetControlFlowGraph(block);
        return syntaxes
            .Select(syntax => (Graph: FlowGraphs.Containing(outermost, syntax, context.CancellationToken), Syntax: syntax))
            .GroupBy(static pair => pair.Graph, static pair => pair.Syntax)
            .Select(static group => (group.Key, group.AsEnumerable()));
    }

    private void JudgeCasts(OperationBlockAnalysisContext context, IOperation root, ControlFlowGraph graph, IEnumerable<SyntaxNode> casts)
    {
        foreach (var (cast, tag) in new TagFlow(graph, symbols, own, root, casts).Follow().Losses)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.SteeringTagWidth,
                cast.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(SteeringTagWidthAnalyzer.RepairProperty, SteeringTagWidthAnalyzer.Checked),
                $"steering tag '{tag.Syntax}' may have more than the 8 bits that this cast keeps; compare it with 0xFF first, or make the cast checked"));
        }
    }

    private void JudgeQueries(
        OperationBlockAnalysisContext context,
        IOperation block,
        IOperation root,
        ImmutableArray<TagSet> sets,
        ImmutableArray<(KernelCall Call, IArgumentOperation Width)> queries)
    {
        foreach (var (graph, inGraph) in ByGraph(context, block, [.. queries.Select(static query => query.Call.Operation.Syntax)]))
        {
            var flow = new TagSetFlow(graph, symbols, root, sets, inGraph).Follow();
            foreach (var (query, set) in flow.Refused)
            {
                var (call, width) = queries.First(candidate => candidate.Call.Operation.Syntax == query);
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.SteeringTagWidth,
                    width.Value.Syntax.GetLocation(),
                    [set.Syntax.GetLocation()],
                    ImmutableDictionary<string, string?>.Empty.Add(SteeringTagWidthAnalyzer.RepairProperty, "16"),
                    $"'{call.Target.Name}' is asked for 8 bits, but the tag that was set is {set.Value.Syntax}; ask for 16"));
            }
        }
    }
}
