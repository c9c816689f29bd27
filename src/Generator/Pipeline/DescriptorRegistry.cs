// Stage: diagnostics. In: a descriptor of the front end, which knows no Roslyn type. Out: the Roslyn descriptor of the same id.
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using UapiGen.C;

namespace UapiGen.Pipeline;

internal static class DescriptorRegistry
{
    /// <summary>A page for each id below the repository's docs folder.</summary>
    private const string HelpLink = "https://github.com/uapigen/uapigen/blob/main/docs/rules/";

    private static readonly ConcurrentDictionary<CDiagnosticDescriptor, DiagnosticDescriptor> s_descriptors = new();

    public static DiagnosticDescriptor Get(CDiagnosticDescriptor descriptor) => s_descriptors.GetOrAdd(descriptor, Convert);

    private static DiagnosticDescriptor Convert(CDiagnosticDescriptor descriptor) => new(
        descriptor.Id, descriptor.Title, descriptor.Message, "UapiGen.Headers", Severity(descriptor.Severity), descriptor.IsEnabledByDefault,
        helpLinkUri: HelpLink + descriptor.Id + ".md");

    private static DiagnosticSeverity Severity(CSeverity severity) => severity switch
    {
        CSeverity.Error => DiagnosticSeverity.Error,
        CSeverity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
