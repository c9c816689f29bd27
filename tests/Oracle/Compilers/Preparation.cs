// Stage: compilers. What tests judge by, made ready by the scripts below eng/: each runs again only for what is missing.
using System.IO;

namespace UapiGen.Oracle.Compilers;

internal static class Preparation
{
    /// <summary>Runs a script; null when it succeeded, else the sentence that says what to run.</summary>
    /// <param name="root">Of the repository.</param>
    /// <param name="script">From there.</param>
    public static string? Run(string root, string script)
    {
        CommandOutput output = CommandOutput.Of("bash", [Path.Combine(root, script)]);
        return output.ExitCode == 0 ? null : $"run {script} as root: it failed with: {output.Error.Trim()}";
    }
}
