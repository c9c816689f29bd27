// Runs the SDK as a user would, and keeps what it says.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using Xunit;

namespace UapiGen.Packages.Tests;

/// <summary>What a command printed, and its exit code.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>Fails the test with the output when the exit code is not 0.</summary>
    public CommandResult MustSucceed()
    {
        Assert.True(ExitCode == 0, Command + " exits with " + ExitCode + Environment.NewLine + Output);
        return this;
    }
}

internal static class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static CommandResult Run(string directory, params string[] arguments) => RunProgram("dotnet", directory, arguments);

    public static CommandResult RunProgram(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail(program + " " + string.Join(' ', arguments) + " takes more than " + Patience);
        }

        process.WaitForExit();
        lock (output)
        {
            return new CommandResult(program + " " + string.Join(' ', arguments), process.ExitCode, output.ToString());
        }
    }

    /// <summary>No servers stay behind, and a program for an older runtime starts on the newest that is installed.</summary>
    private static IEnumerable<(string Name, string? Value)> Environment()
    {
        yield return ("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
        yield return ("DOTNET_NOLOGO", "1");
        yield return ("DOTNET_ROLL_FORWARD", "Major");
        yield return ("DOTNET_CLI_UI_LANGUAGE", "en");
        yield return ("MSBUILDDISABLENODEREUSE", "1");
        yield return ("UseSharedCompilation", "false");
        yield return ("MSBuildSDKsPath", null);
        yield return ("MSBuildExtensionsPath", null);
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }
}
