// What all rules over bodies share: they run only where generated facts are in sight, and once a body.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>Base of the rules that ask what a body does with the kernel.</summary>
public abstract class BodyRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _rule;

    private protected BodyRule(DiagnosticDescriptor rule)
    {
        _rule = rule;
        SupportedDiagnostics = [rule];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var symbols = UapiSymbols.Of(start.Compilation);
            if (symbols.HasFacts)
            {
                start.RegisterOperationBlockAction(block => Check(block, symbols));
            }
        });
    }

    /// <summary>Looks at one body.</summary>
    private protected abstract void Check(RuleContext body);

    private void Check(OperationBlockAnalysisContext context, UapiSymbols symbols)
    {
        foreach (var (body, block) in KernelBody.Of(context, symbols))
        {
            Check(new RuleContext(context, body, block, _rule));
        }
    }
}

/// <summary>One body as one rule sees it. A place in the source is reported once.</summary>
internal sealed class RuleContext(OperationBlockAnalysisContext context, KernelBody body, IOperation block, DiagnosticDescriptor rule)
{
    /// <summary>Key of the diagnostic's property that is the text to put in the place of what is marked.</summary>
    public const string ReplacementProperty = "Replacement";

    private readonly HashSet<(SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan)> _reported = [];

    public UapiSymbols Symbols => body.Symbols;

    public OwnMethods Own => body.Own;

    public Compilation Compilation => context.Compilation;

    public IOperation Root => body.Root;

    public ImmutableArray<IOperation> Operations => body.Operations;

    public ImmutableArray<ControlFlowGraph> Graphs => body.Graphs(context, block);

    public IEnumerable<Handover> Handovers => body.Flows(context, block).SelectMany(static flow => flow.Handovers);

    public IEnumerable<SettledRecord> Settled => body.Flows(context, block).SelectMany(static flow => flow.Settled);

    public IEnumerable<ElementsView> Views => body.Flows(context, block).SelectMany(static flow => flow.Views);

    /// <summary>The calls of the body, nested functions included.</summary>
    public IEnumerable<KernelCall> Calls => Operations
        .Where(static operation => operation.Kind is OperationKind.Invocation or OperationKind.FunctionPointerInvocation)
        .Select(operation => KernelCall.From(Symbols, operation, Root))
        .OfType<KernelCall>();

    /// <summary>Each member with a role, of each record that some path leaves behind, where all of what it can hold meets a condition.</summary>
    public IEnumerable<(SettledRecord Record, RoleMember Member, Known Value)> Members(RoleKind kind) =>
        from record in Settled
        from member in record.Facts.Members
        where member.Role.Kind == kind && !(kind == RoleKind.Flags && Symbols.Find(member.Symbol, RoleKind.Output) is not null)
        let value = record[member.Symbol]
        where !value.Numbers.IsEmpty && !value.Writes.IsEmpty
        select (record, member, value);

    /// <summary>The expression at some place of the body, before implicit conversions.</summary>
    public IOperation? ExpressionAt(SyntaxNode syntax) =>
        Operations.FirstOrDefault(operation => operation.Syntax == syntax && operation is not IConversionOperation { IsImplicit: true });

    /// <summary>True when two branches of the body ask about the same variable, so that what one path leaves out another may not reach.</summary>
    public bool HasCorrelatedBranches => Operations
        .Select(static operation => operation switch
        {
            IConditionalOperation conditional => conditional.Condition,
            IWhileLoopOperation loop => loop.Condition,
            IForLoopOperation loop => loop.Condition,
            ISwitchOperation choice => choice.Value,
            _ => null,
        })
        .OfType<IOperation>()
        .SelectMany(static condition => condition.DescendantsAndSelf().Select(Flow.CallOutputs.Symbol).OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default))
        .GroupBy(static symbol => symbol, SymbolEqualityComparer.Default)
        .Any(static group => group.Count() > 1);

    /// <summary>Properties that hand the right text to a fix; none when it is not known.</summary>
    public static ImmutableDictionary<string, string?> Replacement(string? text) => text is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(ReplacementProperty, text);

    public void Report(SyntaxNode syntax, params object[] arguments) => Report(syntax, ImmutableDictionary<string, string?>.Empty, arguments);

    public void Report(SyntaxNode syntax, ImmutableDictionary<string, string?> properties, params object[] arguments)
    {
        if (_reported.Add((syntax.SyntaxTree, syntax.Span)))
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, syntax.GetLocation(), properties, arguments));
        }
    }
}
