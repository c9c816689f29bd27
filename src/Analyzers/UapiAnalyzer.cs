// The analyzer: the one that the compiler runs. It finds by their text the bodies that name something of interest, opens each of these once, and lets every rule look at it.
// A body that names nothing of interest is not bound: the compiler does not share what it binds with analyzers, so that to open a body costs as much as to compile it.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;
using UapiGen.Analyzers.Names;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Analyzers;

/// <summary>Runs the rules about the kernel's contract.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UapiAnalyzer : DiagnosticAnalyzer
{
    private readonly ImmutableArray<Rule> _rules;
    private readonly IAnalysisObserver? _observer;

    /// <summary>Makes the analyzer with all of its rules.</summary>
    public UapiAnalyzer()
        : this(AllRules.Create())
    {
    }

    internal UapiAnalyzer(ImmutableArray<Rule> rules, IAnalysisObserver? observer = null)
    {
        _rules = rules;
        _observer = observer;
        SupportedDiagnostics = [.. rules.Select(static rule => rule.SupportedDiagnostic)];
    }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        using var measurement = _observer?.Measure(AnalysisParts.All);
        var symbols = UapiSymbols.Of(context.Compilation);
        var rules = _rules.Where(rule => symbols.HasFacts || !rule.NeedsFacts).ToImmutableArray();
        if (rules.IsEmpty)
        {
            return;
        }

        Interest interest;
        using (_observer?.Measure(AnalysisParts.Names))
        {
            interest = Interest.Of(context.Compilation, symbols.HasFacts, context.CancellationToken);
        }

        if (!interest.IsEmpty)
        {
            context.RegisterSemanticModelAction(model => Analyze(model, symbols, interest, rules));
        }
    }

    private void Analyze(SemanticModelAnalysisContext context, UapiSymbols symbols, Interest interest, ImmutableArray<Rule> all)
    {
        using var measurement = _observer?.Measure(AnalysisParts.All);
        var tree = context.SemanticModel.SyntaxTree;
        var imports = interest.ImportsIn(tree);
        List<SyntaxNode> owners;
        using (_observer?.Measure(AnalysisParts.Names))
        {
            owners = [.. Openings.Of(tree, interest, context.CancellationToken).Where(owner => IsAskedFor(context, owner.Span))];
        }

        if (imports.Count == 0 && owners.Count == 0)
        {
            return;
        }

        var rules = Severities.Enabled(all, context);
        var failures = new Failures();
        foreach (var import in imports.Where(import => IsAskedFor(context, import.Span)))
        {
            if (context.SemanticModel.GetDeclaredSymbol(import, context.CancellationToken) is IMethodSymbol method)
            {
                Run<ImportRule>(rules, failures, rule => rule.Run(method, context.ReportDiagnostic));
            }
        }

        if (!rules.Any(static rule => rule is BodyRule))
        {
            failures.Throw();
            return;
        }

        var own = OwnMethods.Of(context.Options, tree);
        Action<Diagnostic> report = context.ReportDiagnostic;
        foreach (var root in owners.SelectMany(Openings.Roots))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            _observer?.Opened(root);
            if (Open(root, context, symbols, own) is { } body)
            {
                DeepStack.Run(body.Depth, () => Run<BodyRule>(rules, failures, rule => rule.Run(new RuleContext(body, rule.SupportedDiagnostic, report))));
            }
        }

        failures.Throw();
    }

    private KernelBody? Open(SyntaxNode root, SemanticModelAnalysisContext context, UapiSymbols symbols, OwnMethods own)
    {
        using var measurement = _observer?.Measure(AnalysisParts.Binding);
        return context.SemanticModel.GetOperation(root, context.CancellationToken) is { } operation
            ? KernelBody.Of(BodyRoot.Of(operation), context.SemanticModel.Compilation, symbols, own, context.CancellationToken)
            : null;
    }

    /// <summary>An editor may ask for a part of a document.</summary>
    private static bool IsAskedFor(SemanticModelAnalysisContext context, TextSpan span) => context.FilterSpan is not { } asked || asked.IntersectsWith(span);

    /// <summary>Runs the rules of one kind. One that throws does not keep the others from what they have to say.</summary>
    private void Run<TRule>(ImmutableArray<Rule> rules, Failures failures, Action<TRule> run)
        where TRule : Rule
    {
        foreach (var rule in rules)
        {
            if (rule is not TRule one)
            {
                continue;
            }

            using (_observer?.Measure(rule.SupportedDiagnostic.Id))
            {
                try
                {
                    run(one);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    failures.Add(exception);
                }
            }
        }
    }

    /// <summary>The first exception of a tree, which the compiler reports as AD0001.</summary>
    private sealed class Failures
    {
        private ExceptionDispatchInfo? _first;

        public void Add(Exception exception) => _first ??= ExceptionDispatchInfo.Capture(exception);

        public void Throw() => _first?.Throw();
    }
}
