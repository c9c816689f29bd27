// UAPI2107: errno of a call into the kernel is not kept.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2107: reports P/Invokes of ioctl without SetLastError.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ErrorNotKeptAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.ErrorNotKept];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (UapiSymbols.Of(start.Compilation).HasFacts)
            {
                start.RegisterSymbolAction(Check, SymbolKind.Method);
            }
        });
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method is { IsStatic: true, ReturnsVoid: false, Locations.Length: > 0 } && UapiSymbols.EntryPoint(method) == "ioctl" && !UapiSymbols.KeepsError(method))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.ErrorNotKept, method.Locations[0], method.Name));
        }
    }
}
