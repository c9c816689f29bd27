// uapigen layout: a picture of each record, for people as text or as a page, for programs as JSON.
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using UapiGen.C.Binding;
using UapiGen.Tool.Input;
using UapiGen.Tool.Layouts;

namespace UapiGen.Tool.Commands;

internal static class LayoutCommand
{
    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var types = new Option<string[]>("--type", "-t") { HelpName = "NAME", Description = "Only this record; * and ? stand for many. Looked for in included headers, too." };
        var opensNamed = new Option<bool>("--expand") { Description = "Open members whose type has a name, too; untagged structs and unions always are." };
        var format = new Option<string>("--format") { Description = "text, html or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "html", "json");

        var command = new Command("layout", "Draws how records lie in memory: offsets, sizes, holes, padding, bit-fields and cache lines.");
        input.AddTo(command);
        command.Add(types);
        command.Add(opensNamed);
        command.Add(format);
        command.SetAction((result, cancellationToken) =>
        {
            HeaderUnits units = input.Read(result, cancellationToken);
            IEnumerable<Located<RecordDeclaration>> chosen = Choose(units, result.GetValue(types) ?? []);
            var builder = new PictureBuilder(units.Target, result.GetValue(opensNamed));
            List<(Located<RecordDeclaration> Located, RecordPicture Picture)> records = [.. chosen.Select(located => (located, builder.Build(located.Item)))];
            switch (result.GetValue(format))
            {
                case "json":
                    LayoutJson.Write(units, records, terminal.Output);
                    break;
                case "html":
                    LayoutHtml.Write(units, records, terminal.Output);
                    break;
                default:
                    using (var text = new StreamWriter(terminal.Output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
                    {
                        var picture = new LayoutText(text, new Palette(terminal.HasOutputColour), units.Target);
                        records.ForEach(record => picture.Write(record.Picture, record.Located));
                    }

                    break;
            }

            return Task.FromResult(input.Report(units, result, terminal));
        });
        return command;
    }

    /// <summary>The records of the headers themselves; or those of a name, wherever they are declared.</summary>
    /// <exception cref="UnreadableInputException">No record has such a name.</exception>
    private static IEnumerable<Located<RecordDeclaration>> Choose(HeaderUnits units, string[] names)
    {
        if (names.Length == 0)
        {
            HashSet<string> headers = [.. units.Headers];
            return units.Records.Where(record => headers.Contains(record.File));
        }

        var chosen = new List<Located<RecordDeclaration>>();
        foreach (string name in names)
        {
            Regex pattern = HeaderGlob.ToRegex(Regex.Replace(name.Trim(), @"^(struct|union)\s+", ""));
            List<Located<RecordDeclaration>> found = [.. units.Records.Where(record => pattern.IsMatch(record.Item.Name!))];
            if (found.Count == 0)
            {
                string? nearest = NearestName.Of(name, units.Records.Select(record => record.Item.Name!));
                throw new UnreadableInputException($"--type {name}: the headers declare no such record{(nearest is null ? "" : $"; did you mean {nearest}?")}");
            }

            chosen.AddRange(found);
        }

        return chosen.Distinct();
    }
}
