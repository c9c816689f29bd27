// One opened body as one rule sees it, and where its findings go.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Text;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>One body as one rule sees it.</summary>
internal sealed class RuleContext(KernelBody body, DiagnosticDescriptor rule, Action<Diagnostic> report)
{
    /// <summary>Key of the diagnostic's property that is the text to put in the place of what is marked.</summary>
    public const string ReplacementProperty = "Replacement";

    private HashSet<(SyntaxTree, TextSpan)>? _reported;

    public UapiSymbols Symbols => body.Symbols;

    public OwnMethods Own => body.Own;

    public Compilation Compilation => body.Compilation;

    public IOperation Root => body.Root;

    public CancellationToken Cancellation => body.Cancellation;

    public ImmutableArray<IOperation> Operations => body.Operations;

    public ImmutableArray<ControlFlowGraph> Graphs => body.Graphs;

    public ImmutableArray<Handover> Handovers => body.Handovers;

    public ImmutableArray<SettledRecord> Settled => body.Settled;

    public ImmutableArray<SettledRecord> Lent => body.Lent;

    public ImmutableArray<ElementsView> Views => body.Views;

    public BufferCalls? Buffers => body.Buffers;

    /// <summary>The calls of the body, nested functions included.</summary>
    public ImmutableArray<KernelCall> Calls => body.Calls;

    /// <summary>The graph of the function, nested ones included, that a piece of syntax stands in.</summary>
    public ControlFlowGraph GraphOf(SyntaxNode syntax) => FlowGraphs.Containing(Graphs[0], syntax, body.Cancellation);

    /// <summary>Each member with a role, of each record that some path leaves behind, where all of what it can hold meets a condition.</summary>
    public IEnumerable<(SettledRecord Record, RoleMember Member, Known Value)> Members(RoleKind kind) =>
        from record in Settled
        from member in record.Facts.Members
        where member.Role.Kind == kind && !(kind == RoleKind.Flags && Symbols.Find(member.Symbol, RoleKind.Output) is not null)
        let value = record[member.Symbol]
        where !value.Numbers.IsEmpty && !value.Writes.IsEmpty
        select (record, member, value);

    /// <summary>The expression at some place of the body, before implicit conversions.</summary>
    public IOperation? ExpressionAt(SyntaxNode syntax) => body.ExpressionAt(syntax);

    /// <summary>True when two branches of the body ask about the same variable, so that what one path leaves out another may not reach.</summary>
    public bool HasCorrelatedBranches => body.HasCorrelatedBranches;

    /// <summary>Properties that hand the right text to a fix; none when it is not known.</summary>
    public static ImmutableDictionary<string, string?> Replacement(string? text) => text is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(ReplacementProperty, text);

    public void Report(SyntaxNode syntax, params object[] arguments) => Report(syntax, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>Reports a place once, however many paths lead to it.</summary>
    public void Report(SyntaxNode syntax, ImmutableDictionary<string, string?> properties, params object[] arguments)
    {
        if ((_reported ??= []).Add((syntax.SyntaxTree, syntax.Span)))
        {
            ReportEach(syntax, properties, arguments);
        }
    }

    /// <summary>Reports without regard to what was reported at the same place before.</summary>
    public void ReportEach(SyntaxNode syntax, ImmutableDictionary<string, string?> properties, params object[] arguments) => ReportEach(syntax, [], properties, arguments);

    /// <summary>Reports without regard to what was reported at the same place before, with other places that have to do with it.</summary>
    public void ReportEach(SyntaxNode syntax, IEnumerable<SyntaxNode> others, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        report(Diagnostic.Create(rule, syntax.GetLocation(), others.Select(static other => other.GetLocation()), properties, arguments));
}
