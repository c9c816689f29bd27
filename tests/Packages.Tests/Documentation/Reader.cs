// A newcomer: begins in an empty folder, and does what a page says, block by block.
using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace UapiGen.Packages.Tests.Documentation;

internal sealed class Reader
{
    private readonly string _home;
    private readonly string _variables;
    private string _folder;
    private string _output = "";

    /// <param name="feed">Where packages come from.</param>
    /// <param name="name">Of the reader's folder.</param>
    public Reader(PackageFeed feed, string name)
    {
        _home = Path.Combine(feed.Root, "readers", name);
        _folder = Path.Combine(_home, "work");
        Directory.CreateDirectory(_folder);
        string cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(_home, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{feed.Folder}" /></packageSources>
              <fallbackPackageFolders><add key="cache" value="{cache}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{Path.Combine(feed.Root, "restored")}" /></config>
            </configuration>
            """);
        // Templates and tools are installed for this reader alone.
        _variables = $"export DOTNET_CLI_HOME='{_home}' PATH=\"{_home}/.dotnet/tools:$PATH\"";
    }

    public void Follow(Page page)
    {
        foreach (Step step in page.Steps)
        {
            string place = $"{page.Path}({step.Line})";
            switch (step.Kind)
            {
                case StepKind.File:
                    string file = Path.Combine(_folder, step.Subject);
                    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                    File.WriteAllText(file, step.Text);
                    break;
                case StepKind.Commands or StepKind.FailingCommands:
                    Run(step, place);
                    break;
                case StepKind.Output:
                    Expect(step.Text, _output, place);
                    break;
                case StepKind.Excerpt:
                    string header = File.ReadAllText(Path.Combine(PackageFeed.RepositoryRoot, "headers", step.Subject));
                    Expect(WithoutComments(step.Text), WithoutComments(header), place);
                    break;
            }
        }
    }

    private void Run(Step step, string place)
    {
        string where = Path.Combine(_home, "where");
        string script = $"{_variables}\nset -euo pipefail\ntrap 'pwd > \"{where}\"' EXIT\n{step.Text}";
        CommandResult result = DotNet.RunProgram("bash", _folder, "-c", script);
        Assert.True(
            result.ExitCode == 0 == (step.Kind == StepKind.Commands),
            $"{place}: the commands exit with {result.ExitCode}{Environment.NewLine}{step.Text}{result.Output}");
        _folder = File.ReadAllText(where).Trim();
        _output = result.Output;
    }

    /// <summary>Each line of the page stands in the text, behind the one before it; <c>...</c> stands for anything within a line.</summary>
    private static void Expect(string page, string text, string place)
    {
        string[] lines = text.Split('\n');
        int from = 0;
        foreach (string line in page.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            int found = Array.FindIndex(lines, from, candidate => Holds(candidate, line));
            Assert.True(found >= 0, $"{place}: '{line}' does not come in its turn{Environment.NewLine}{text}");
            from = found + 1;
        }
    }

    private static string WithoutComments(string c) => Regex.Replace(Regex.Replace(c, @"/\*.*?\*/", "", RegexOptions.Singleline), @"[ \t]+", " ");

    private static bool Holds(string candidate, string line)
    {
        int from = 0;
        foreach (string part in line.Split("..."))
        {
            int found = candidate.IndexOf(part.Trim(), from, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            from = found + part.Trim().Length;
        }

        return true;
    }
}
