// uapigen generate: the C# that the generator makes of headers, as files, for projects that want to keep it.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using UapiGen.Tool.Dump;
using UapiGen.Tool.Generate;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Commands;

internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var directory = new Option<string>("-o", "--output") { HelpName = "DIR", Description = "The directory to write to; made when it is not there.", Required = true };
        var @namespace = new Option<string>("--namespace") { HelpName = "NAME", Description = "The class's namespace; the global one without.", DefaultValueFactory = _ => "" };
        var @class = new Option<string>("--class") { HelpName = "NAME", Description = "The class that holds all of it.", DefaultValueFactory = _ => "Uapi" };
        var isPublic = new Option<bool>("--public") { Description = "Let other assemblies see the class." };
        var naming = new Option<string>("--naming") { Description = "kernel keeps the header's names, pascal makes C# ones.", DefaultValueFactory = _ => "kernel" };
        naming.AcceptOnlyFromAmong("kernel", "pascal");
        var include = new Option<string[]>("--include") { HelpName = "NAME", Description = "Emit only this and what it needs; * stands for any characters." };
        var exclude = new Option<string[]>("--exclude") { HelpName = "NAME", Description = "Leave this out; * stands for any characters." };
        var noUnsafe = new Option<bool>("--no-unsafe") { Description = "Write nint where C has pointers, for projects without unsafe code." };
        var format = new Option<string>("--format") { Description = "How the written files are told: text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        foreach (Option<string> name in (Option<string>[])[@namespace, @class])
        {
            name.Validators.Add(result =>
            {
                if (!IsName(result.GetValueOrDefault<string>(), mayHaveParts: name == @namespace))
                {
                    result.AddError($"{name.Name} {result.Tokens[0].Value}: is no C# name");
                }
            });
        }

        var command = new Command("generate", "Writes the C# that the generator emits for headers, a file a type.");
        input.AddTo(command, takesTarget: false);
        foreach (Option option in (Option[])[directory, @namespace, @class, isPublic, naming, include, exclude, noUnsafe, format])
        {
            command.Add(option);
        }

        command.SetAction((result, cancellationToken) =>
        {
            HeaderSearch search = input.Search(result);
            var options = new GenerationOptions(
                result.GetValue(@namespace)!, result.GetValue(@class)!, result.GetValue(isPublic), result.GetValue(naming) == "pascal",
                !result.GetValue(noUnsafe), result.GetValue(include) ?? [], result.GetValue(exclude) ?? [])
            {
                TellsHazards = input.AsksForHazards(result),
            };
            CSharpGeneration generation = CSharpGeneration.Of(
                input.Headers(result, search), search, target => input.Options(result, target), options, cancellationToken);
            List<(string Path, FileChange Change)> changes = Write(result.GetValue(directory)!, generation.Files);
            if (result.GetValue(format) == "json")
            {
                WriteJson(changes, result.GetValue(directory)!, terminal.Output);
            }
            else
            {
                WriteText(changes, result.GetValue(directory)!, result.InvocationConfiguration.Output);
            }

            return Task.FromResult(input.Report(generation.Findings, result, terminal));
        });
        return command;
    }

    private static List<(string Path, FileChange Change)> Write(string directory, IReadOnlyList<GeneratedFile> files)
    {
        try
        {
            return GeneratedFolder.Write(directory, files);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableInputException($"-o {directory}: cannot be written to: {problem.Message}");
        }
    }

    private static void WriteText(List<(string Path, FileChange Change)> changes, string directory, TextWriter output)
    {
        foreach ((string path, FileChange change) in changes.Where(change => change.Change != FileChange.Unchanged))
        {
            output.WriteLine($"{(change == FileChange.Written ? "written" : "removed")}  {path}");
        }

        int Count(FileChange change) => changes.Count(pair => pair.Change == change);
        output.WriteLine($"{directory}: {Count(FileChange.Written)} written, {Count(FileChange.Unchanged)} unchanged, {Count(FileChange.Removed)} removed");
    }

    private static void WriteJson(List<(string Path, FileChange Change)> changes, string directory, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonDump.Options))
        {
            json.WriteStartObject();
            json.WriteString("directory", directory);
            foreach (FileChange change in Enum.GetValues<FileChange>())
            {
                json.WriteStartArray(change switch { FileChange.Written => "written", FileChange.Unchanged => "unchanged", _ => "removed" });
                foreach ((string path, _) in changes.Where(pair => pair.Change == change))
                {
                    json.WriteStringValue(path);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>C# 6.4.3: a letter or underscore, then letters, digits and underscores; parts of a namespace have full stops between.</summary>
    private static bool IsName(string? name, bool mayHaveParts) =>
        string.IsNullOrEmpty(name)
            ? mayHaveParts
            : name.Split('.') is var parts && (mayHaveParts || parts.Length == 1)
                && parts.All(part => part.Length > 0 && (char.IsLetter(part[0]) || part[0] == '_') && part.All(c => char.IsLetterOrDigit(c) || c == '_'));
}
