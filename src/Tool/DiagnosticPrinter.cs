// Stage: output. In: the front end's diagnostics. Out: a line each on standard error, as compilers and editors know it.
using System.IO;
using UapiGen.C;
using UapiGen.Tool.Input;

namespace UapiGen.Tool;

internal static class DiagnosticPrinter
{
    /// <summary>Prints <c>path(line,column): error UAPI1101: sentence</c> for each.</summary>
    /// <returns>The exit code that they call for.</returns>
    public static int Print(HeaderUnits units, TextWriter error)
    {
        int exitCode = ExitCode.Good;
        foreach (Located<CDiagnostic> found in units.Diagnostics)
        {
            CDiagnosticDescriptor descriptor = found.Item.Descriptor;
            error.WriteLine($"{found.File}({found.Position.Line},{found.Position.Column}): {SeverityName(descriptor.Severity)} {descriptor.Id}: {found.Item.Message}");
            if (descriptor.Severity == CSeverity.Error)
            {
                exitCode = ExitCode.Findings;
            }
        }

        return exitCode;
    }

    public static string SeverityName(CSeverity severity) => severity switch
    {
        CSeverity.Info => "info",
        CSeverity.Warning => "warning",
        _ => "error",
    };
}
