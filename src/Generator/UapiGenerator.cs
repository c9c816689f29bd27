// The pipeline and nothing else: [UapiBindings("linux/vfio.h")] and headers among the additional files in, C# out.
// Each row is a step of Pipeline/StepNames.cs; what a step does stands in its own file.
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using UapiGen.Emit;
using UapiGen.Model;
using UapiGen.Pipeline;

namespace UapiGen;

/// <summary>Turns Linux uAPI headers into C#.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class UapiGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output =>
        {
            output.AddEmbeddedAttributeDefinition();
            output.AddSource(FactAttributes.HintName, SourceText.From(FactAttributes.Source.Replace("\r", ""), Encoding.UTF8));
        });

        IncrementalValuesProvider<PlacedRequest> placed = context.SyntaxProvider.ForAttributeWithMetadataName(
            FactAttributes.BindingsMetadataName, static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax, RequestReader.Read);
        IncrementalValuesProvider<BindingsRequest> requests = placed
            .Select(static (request, _) => request.Request)
            .Collect()
            .SelectMany(static (all, _) => RequestReader.OnePerClass(all))
            .WithTrackingName(StepNames.Requests);
        IncrementalValueProvider<HeaderIndex> index = context.AdditionalTextsProvider
            .Where(HeaderFile.IsHeader)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => HeaderFile.Create(pair.Left, pair.Right))
            .WithTrackingName(StepNames.HeaderFiles)
            .Collect()
            .Select(static (files, _) => new HeaderIndex(files));
        IncrementalValueProvider<EquatableArray<string>> hazards = context.CompilationProvider
            .Select(static (compilation, cancellationToken) => HazardSwitch.Read(compilation, cancellationToken))
            .WithTrackingName(StepNames.Hazards);
        IncrementalValuesProvider<HeaderResult> headers = requests
            .SelectMany(static (request, _) => request.Headers)
            .Collect()
            .SelectMany(static (names, _) => names.Distinct())
            .Combine(index)
            .Select(static (pair, cancellationToken) => pair.Right.Read(pair.Left, cancellationToken))
            .WithTrackingName(StepNames.HeaderSet)
            .Combine(hazards)
            .Select(static (pair, cancellationToken) => HeaderReader.Read(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(StepNames.HeaderModel);
        IncrementalValueProvider<ImmutableArray<HeaderResult>> models = headers
            .Select(static (header, _) => header with { Diagnostics = EquatableArray<DiagnosticInfo>.Empty })
            .Collect();
        IncrementalValuesProvider<BindingsResult> bindings = requests
            .Combine(models)
            .Select(static (pair, _) => BindingsResult.Build(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Bindings);
        IncrementalValueProvider<TargetInfo> target = context.CompilationProvider
            .Select(static (compilation, _) => TargetInfo.Create(compilation))
            .WithTrackingName(StepNames.Target);

        IncrementalValuesProvider<GeneratedSource> sources = bindings
            .SelectMany(static (result, _) => result.Files)
            .WithTrackingName(StepNames.Types)
            .Combine(target)
            .Where(static pair => pair.Right.HasInlineArrays)
            .Select(static (pair, _) => GeneratedSource.Write(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Source);
        context.RegisterSourceOutput(sources, static (output, source) => source.AddTo(output));

        IncrementalValuesProvider<DiagnosticInfo> atAttributes = placed
            .Combine(models)
            .Combine(bindings.Collect())
            .Combine(target)
            .SelectMany(static (all, _) =>
            {
                (((PlacedRequest request, ImmutableArray<HeaderResult> results), ImmutableArray<BindingsResult> classes), TargetInfo allowed) = all;
                return RequestDiagnostics.Create(request, results, classes.FirstOrDefault(result => result.ClassName == request.Request.Class.FullName), allowed);
            })
            .WithTrackingName(StepNames.Diagnostics);
        context.RegisterSourceOutput(atAttributes, static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
        context.RegisterSourceOutput(
            headers
                .SelectMany(static (header, _) => header.Diagnostics)
                .Collect()
                .SelectMany(static (all, _) => all.Distinct()) // Headers share includes, and so the findings in them.
                .WithTrackingName(StepNames.Diagnostics),
            static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
    }
}
