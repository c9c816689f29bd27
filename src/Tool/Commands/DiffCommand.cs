// uapigen diff: what changed in the ABI between two versions of a header, or of a directory of headers.
using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using UapiGen.C;
using UapiGen.C.Layout;
using UapiGen.Tool.Diff;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Commands;

internal static class DiffCommand
{
    private static readonly string[] ClassNames = [.. Enum.GetValues<ChangeClass>().Select(Change.NameOf)];

    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var old = new Argument<string>("OLD") { Description = "The old header, or a directory of headers." };
        var @new = new Argument<string>("NEW") { Description = "The new one." };
        var only = new Option<string[]>("--only") { HelpName = "PATTERN", Description = "Of directories, compare only headers such as 'linux/**'." };
        var oldIncludes = new Option<string[]>("--old-include") { HelpName = "DIR", Description = "A directory in which #include looks for the old version, before -I." };
        var newIncludes = new Option<string[]>("--new-include") { HelpName = "DIR", Description = "The same for the new version." };
        var least = new Option<string>("--least") { HelpName = "CLASS", Description = "Leave out changes below this class: harmless, extending, source or breaking.", DefaultValueFactory = _ => "harmless" };
        least.AcceptOnlyFromAmong(ClassNames);
        var fail = new Option<string>("--fail-on") { HelpName = "CLASS", Description = "Exit with 1 from this class on.", DefaultValueFactory = _ => "breaking" };
        fail.AcceptOnlyFromAmong(ClassNames);
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");

        var command = new Command("diff", "Tells what changed in the ABI between two versions: breaking, source, extending or harmless.") { old, @new };
        input.AddOptionsTo(command);
        foreach (Option option in (Option[])[only, oldIncludes, newIncludes, least, fail, format])
        {
            command.Add(option);
        }

        command.SetAction((result, cancellationToken) =>
        {
            FrontEndOptions options = input.Options(result);
            DiffSide before = Side(result.GetValue(old)!, result.GetValue(oldIncludes) ?? [], options.Target);
            DiffSide after = Side(result.GetValue(@new)!, result.GetValue(newIncludes) ?? [], options.Target);
            TreeDiff diff;
            using (var progress = new Progress(terminal, "reading headers:"))
            {
                diff = TreeDiff.Compare(before, after, options, result.GetValue(only) ?? [], progress.Report, cancellationToken);
            }

            ChangeClass shown = (ChangeClass)Array.IndexOf(ClassNames, result.GetValue(least));
            if (result.GetValue(format) == "json")
            {
                DiffJson.Write(diff, shown, before.Path, after.Path, options.Target.Triple, terminal.Output);
            }
            else
            {
                using var text = new StreamWriter(terminal.Output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
                DiffText.Write(diff, shown, text, new Palette(terminal.HasOutputColour));
            }

            ChangeClass worst = (ChangeClass)Array.IndexOf(ClassNames, result.GetValue(fail));
            int unread = Report(diff, before, input, result, terminal);
            return Task.FromResult(diff.Changes.Any(change => change.Class >= worst) ? ExitCode.Findings : unread);

            // A directory is searched first, and in it the target's own, as Debian lays them out.
            DiffSide Side(string path, string[] includes, Target target) => new(
                path, input.Search(result, [.. includes, .. Directory.Exists(path) ? (string[])[path, Path.Combine(path, target.Triple)] : []]));
        });
        return command;
    }

    /// <summary>The findings of two headers; of two directories, whose headers are not the user's own, only how many have some.</summary>
    private static int Report(TreeDiff diff, DiffSide old, InputOptions input, ParseResult result, Terminal terminal)
    {
        if (!old.IsDirectory)
        {
            return input.Report(diff.Incomplete.SelectMany(unit => new HeaderUnits(unit.Target, [unit]).Reports), result, terminal);
        }

        if (diff.Incomplete.Count > 0)
        {
            string names = string.Join(", ", diff.Incomplete.Take(3).Select(unit => unit.Files[0].Path));
            terminal.Error.WriteLine($"uapigen: {diff.Incomplete.Count} headers could not be read as a whole alone, so changes in them may be missed: {names}{(diff.Incomplete.Count > 3 ? ", ..." : "")}");
        }

        return ExitCode.Good;
    }
}
