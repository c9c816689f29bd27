// Flow: what one body does with steering tags, gathered while its operations go by, and judged by flow when the body is complete.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Analyzers.Flow;

/// <summary>Costs next to nothing in a body without steering tags: no graph is made there.</summary>
internal sealed class TagBody(RuleContext body)
{
    private readonly List<IConversionOperation> _casts = [];
    private readonly List<TagSet> _sets = [];
    private readonly List<(KernelCall Call, IArgumentOperation Width)> _queries = [];
    private bool _hasTags;

    public void AddReference(IOperation reference) => _hasTags |= TagRoles.BitsOf(body.Symbols, reference) is not null;

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

    public void Judge()
    {
        if (_hasTags)
        {
            foreach (var (graph, inGraph) in ByGraph(_casts.Select(static cast => cast.Syntax)))
            {
                JudgeCasts(graph, inGraph);
            }
        }

        var queries = _queries.Where(query => SteeringTagQuery.WidthOf(query.Call, body.Root) == 8).ToImmutableArray();
        if (!queries.IsEmpty && _sets.Count > 0 && _sets.All(set => set.IsAlwaysWide(body.Root)))
        {
            JudgeQueries([.. _sets], queries);
        }
    }

    private IEnumerable<(ControlFlowGraph Graph, IEnumerable<SyntaxNode> Syntaxes)> ByGraph(IEnumerable<SyntaxNode> syntaxes) => syntaxes
        .Select(syntax => (Graph: body.GraphOf(syntax), Syntax: syntax))
        .GroupBy(static pair => pair.Graph, static pair => pair.Syntax)
        .Select(static group => (group.Key, group.AsEnumerable()));

    private void JudgeCasts(ControlFlowGraph graph, IEnumerable<SyntaxNode> casts)
    {
        foreach (var (cast, tag) in new TagFlow(graph, body.Symbols, body.Own, body.Root, casts).Follow().Losses)
        {
            body.ReportEach(
                cast,
                ImmutableDictionary<string, string?>.Empty.Add(SteeringTagWidthAnalyzer.RepairProperty, SteeringTagWidthAnalyzer.Checked),
                $"steering tag '{tag.Syntax}' may have more than the 8 bits that this cast keeps; compare it with 0xFF first, or make the cast checked");
        }
    }

    private void JudgeQueries(ImmutableArray<TagSet> sets, ImmutableArray<(KernelCall Call, IArgumentOperation Width)> queries)
    {
        foreach (var (graph, inGraph) in ByGraph(queries.Select(static query => query.Call.Operation.Syntax)))
        {
            foreach (var (query, set) in new TagSetFlow(graph, body.Symbols, body.Root, sets, inGraph).Follow().Refused)
            {
                var (call, width) = queries.First(candidate => candidate.Call.Operation.Syntax == query);
                body.ReportEach(
                    width.Value.Syntax,
                    [set.Syntax],
                    ImmutableDictionary<string, string?>.Empty.Add(SteeringTagWidthAnalyzer.RepairProperty, "16"),
                    $"'{call.Target.Name}' is asked for 8 bits, but the tag that was set is {set.Value.Syntax}; ask for 16");
            }
        }
    }
}
