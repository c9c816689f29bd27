// Stage: Hazards. In: the compilation's options. Out: the ids of the ABI hazards that somebody switched on; none costs anything else.
// They are off by default, so the compiler itself asks for a severity given by name: in a .globalconfig (which <UapiHazards> adds), a
// ruleset or WarningsAsErrors. An .editorconfig's sections name C# files and do not reach a header.
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using UapiGen.Diagnostics;

namespace UapiGen.Pipeline;

internal static class HazardSwitch
{
    public static EquatableArray<string> Read(Compilation compilation, CancellationToken cancellationToken) => HazardDiagnostics.All
        .Select(descriptor => descriptor.Id)
        .Where(id => IsOn(compilation.Options, id, cancellationToken))
        .ToEquatableArray();

    /// <summary>As the compiler decides it for a finding without a syntax tree: NoWarn and the like first, then global configuration.</summary>
    private static bool IsOn(CompilationOptions options, string id, CancellationToken cancellationToken)
    {
        bool isNamed = options.SpecificDiagnosticOptions.TryGetValue(id, out ReportDiagnostic severity);
        if (isNamed && severity == ReportDiagnostic.Suppress)
        {
            return false;
        }

        isNamed |= options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(id, cancellationToken, out severity) == true;
        return isNamed && severity != ReportDiagnostic.Suppress;
    }
}
