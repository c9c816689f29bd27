// The command line as a whole. In: arguments. Out: one command's output and an exit code. A command is a file of Commands/.
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Text;
using UapiGen.Tool.Commands;
using UapiGen.Tool.Input;

namespace UapiGen.Tool;

internal static class CommandLine
{
    /// <summary>Runs the tool where no terminal is.</summary>
    /// <param name="arguments">The arguments, gcc-style short forms (<c>-Idir</c>) included.</param>
    /// <param name="output">Standard output, as bytes of UTF-8.</param>
    /// <param name="error">Standard error.</param>
    public static int Run(IReadOnlyList<string> arguments, Stream output, TextWriter error) => Run(arguments, new Terminal(output, error));

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The arguments, gcc-style short forms (<c>-Idir</c>) included.</param>
    /// <param name="terminal">Where it writes.</param>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        RootCommand root = Create(terminal);

        // gcc's -Idir is split before; @ and bundled letters mean nothing to gcc either.
        var configuration = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        ParseResult result = root.Parse(GccStyleArguments.Split(arguments).ToArray(), configuration);
        if (result.Errors.Count > 0)
        {
            foreach (ParseError problem in result.Errors)
            {
                terminal.Error.WriteLine("uapigen: " + problem.Message);
            }

            terminal.Error.WriteLine($"uapigen: see {CommandHelp.NameOf(result.CommandResult.Command)} --help");
            return ExitCode.Usage;
        }

        using var text = new StreamWriter(terminal.Output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        try
        {
            return result.Invoke(new InvocationConfiguration { Output = text, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (UnreadableInputException unreadable)
        {
            terminal.Error.WriteLine("uapigen: " + unreadable.Message);
            return ExitCode.Usage;
        }
    }

    private static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Reads Linux uAPI headers and tells what they declare.")
        {
            DumpCommand.Create(terminal),
            LayoutCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            CheckCommand.Create(terminal),
            DiffCommand.Create(terminal),
            CompletionCommand.Create(),
        };
        CommandHelp.Install(root);
        return root;
    }
}
