// uapigen dump: the whole model of the headers, as JSON for programs or as text for people.
using System.CommandLine;
using System.Threading.Tasks;
using UapiGen.Tool.Dump;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Commands;

internal static class DumpCommand
{
    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var format = new Option<string>("--format") { Description = "json or text.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json", "text");

        var command = new Command("dump", "Writes all that the headers and their includes declare.");
        input.AddTo(command);
        command.Add(format);
        command.SetAction((result, cancellationToken) =>
        {
            HeaderUnits units = input.Read(result, cancellationToken);
            if (result.GetValue(format) == "json")
            {
                JsonDump.Write(units, terminal.Output);
            }
            else
            {
                TextDump.Write(units, terminal.Output);
            }

            return Task.FromResult(input.Report(units, result, terminal));
        });
        return command;
    }
}
