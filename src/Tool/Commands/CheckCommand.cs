// uapigen check: lets the user's compilers judge all that is read from a header, target by target.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Text;
using UapiGen.Tool.Check;
using UapiGen.Tool.Dump;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Commands;

internal static class CheckCommand
{
    /// <summary>What one compiler said of one header on one target.</summary>
    private sealed record Verdict(string Header, string Compiler, Target Target, TranslationUnit? Unit, Judgement? Judgement, string? Reason);

    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var compilers = new Option<string[]>("--cc") { HelpName = "COMPILER", Description = "A gcc or clang, with options of its own if need be: 'gcc -fshort-enums'. gcc and clang without." };
        var targets = new Option<Target[]>("--target")
        {
            HelpName = "TRIPLE",
            Description = InputOptions.TargetDescription + " Several may be given.",
            CustomParser = result => [.. result.Tokens.Select(token => InputOptions.FindTarget(token.Value, result)).OfType<Target>()],
        };
        var all = new Option<bool>("--all") { Description = "Judge what the headers include as well." };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");

        var command = new Command("check", "Proves what is read from a header with the compilers that are installed.");
        input.AddTo(command, takesTarget: false);
        foreach (Option option in (Option[])[compilers, targets, all, format])
        {
            command.Add(option);
        }

        command.SetAction((result, cancellationToken) =>
        {
            HeaderSearch search = input.Search(result);
            List<IncludedHeader> headers = [.. input.Headers(result, search).Select(search.Open)];
            Target[] asked = result.GetValue(targets) is { Length: > 0 } some ? some : [Target.X86_64];
            string[] commands = result.GetValue(compilers) is { Length: > 0 } named ? named : ["gcc", "clang"];
            using var bundled = new BundledFolder(search.UsesBundled);
            var reports = new List<Reported>();
            var verdicts = new List<Verdict>();
            using (var progress = new Progress(terminal, "judging:"))
            {
                foreach (Target target in asked)
                {
                    var found = commands.Select(command => (Name: command, Found: JudgingCompiler.Find(command, target))).ToList();
                    verdicts.AddRange(found.Where(compiler => compiler.Found.Reason is not null).Select(compiler => new Verdict("", compiler.Name, target, null, null, compiler.Found.Reason)));
                    foreach (IncludedHeader header in headers)
                    {
                        FrontEndOptions options = input.Options(result, target);
                        TranslationUnit unit = FrontEnd.Read(header, search, options, cancellationToken);
                        if (target == asked[0] && input.HazardReader(result, search, cancellationToken) is { } addHazards)
                        {
                            addHazards(header, unit);
                        }

                        reports.AddRange(new HeaderUnits(target, [unit]).Reports);
                        verdicts.AddRange(found.Select(compiler => compiler.Found.Compiler).OfType<JudgingCompiler>()
                            .Select(compiler => new Verdict(header.Path, compiler.Name, target, unit, Judge(unit, header, options, search, bundled, compiler, result.GetValue(all)), null)));
                        progress.Report(verdicts.Count, asked.Length * headers.Count * commands.Length);
                    }
                }
            }

            if (result.GetValue(format) == "json")
            {
                WriteJson(verdicts, terminal.Output);
            }
            else
            {
                WriteText(verdicts, result.InvocationConfiguration.Output, new Palette(terminal.HasOutputColour));
            }

            int exitCode = input.Report(reports.Distinct(), result, terminal);
            return Task.FromResult(
                verdicts.TrueForAll(verdict => verdict.Judgement is null) ? ExitCode.Usage
                : verdicts.Exists(verdict => verdict.Judgement is { } judgement && (judgement.Denials.Count > 0 || judgement.Refusal is not null)) ? ExitCode.Findings
                : exitCode);
        });
        return command;
    }

    private static Judgement Judge(
        TranslationUnit unit, IncludedHeader header, FrontEndOptions options, HeaderSearch search, BundledFolder bundled, JudgingCompiler compiler, bool judgesIncludes)
    {
        bool IsAsked(Declaration declaration) => declaration.Location.File == 0 || (judgesIncludes && declaration.Location.File > 0);
        var facts = new CheckFacts(unit, IsAsked);
        List<string> macros = [.. unit.Constants.Cast<Declaration>().Concat(unit.Ioctls).Concat(unit.Macros).Select(macro => macro.Name!).Distinct()];
        string include = $"#include \"{bundled.Find(header.Path)}\"\n" + string.Concat(unit.Supplements.Select(name => $"#include <{name}>\n"));
        string[] arguments =
        [
            "-nostdinc", .. search.Directories.Concat(bundled.Directories).Select(directory => "-I" + directory),
            .. options.Undefines.Select(name => "-U" + name), .. options.Defines.Select(define => $"-D{define.Key}={define.Value}"),
            .. options.ForcedIncludes.SelectMany(file => new[] { "-include", file }),
        ];
        return Judgement.Of(include, macros, facts.All(), facts.Bits(), compiler, arguments, unit.Target.IsBigEndian);
    }

    private static void WriteText(List<Verdict> verdicts, TextWriter output, Palette palette)
    {
        foreach (Verdict verdict in verdicts.Where(verdict => verdict.Judgement is not null))
        {
            Judgement judgement = verdict.Judgement!;
            foreach (Denial denial in judgement.Denials)
            {
                (string file, LinePosition place) = PlaceOf(verdict, denial);
                output.WriteLine($"{file}({place.Line},{place.Column}): {palette.Bad("wrong")}: {denial.Subject}: {denial.Expected}, but {verdict.Compiler} says {denial.Actual}");
            }

            string who = $"{verdict.Header}: {verdict.Compiler} for {verdict.Target.Triple}";
            output.WriteLine(judgement.Refusal is { } refusal
                ? $"{who} {palette.Bad("does not take the header")}: {refusal}"
                : $"{who} judged {judgement.Facts} facts: {(judgement.Denials.Count == 0 ? palette.Good("all right") : palette.Bad($"{judgement.Denials.Count} wrong"))}");
        }

        foreach (string reason in verdicts.Select(verdict => verdict.Reason).OfType<string>().Distinct())
        {
            output.WriteLine(palette.Warning(reason));
        }
    }

    private static void WriteJson(List<Verdict> verdicts, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonDump.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteStartArray("judgements");
            foreach (Verdict verdict in verdicts.Where(verdict => verdict.Judgement is not null))
            {
                json.WriteStartObject();
                json.WriteString("header", verdict.Header);
                json.WriteString("compiler", verdict.Compiler);
                json.WriteString("target", verdict.Target.Triple);
                json.WriteNumber("facts", verdict.Judgement!.Facts);
                json.WriteString("refusal", verdict.Judgement.Refusal);
                json.WriteStartArray("wrong");
                foreach (Denial denial in verdict.Judgement.Denials)
                {
                    (string file, LinePosition place) = PlaceOf(verdict, denial);
                    json.WriteStartObject();
                    json.WriteString("fact", denial.Subject);
                    json.WriteString("file", file);
                    json.WriteNumber("line", place.Line);
                    json.WriteString("expected", denial.Expected);
                    json.WriteString("actual", denial.Actual);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("missing");
            foreach (string reason in verdicts.Select(verdict => verdict.Reason).OfType<string>().Distinct())
            {
                json.WriteStringValue(reason);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static (string File, LinePosition Place) PlaceOf(Verdict verdict, Denial denial)
    {
        SourceFile file = verdict.Unit!.Files[Math.Max(0, denial.Declaration.Location.File)];
        return (file.Path, file.GetLinePosition(Math.Max(0, denial.Declaration.Location.Start)));
    }
}
