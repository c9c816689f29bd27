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
    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The arguments, gcc-style short forms (<c>-Idir</c>) included.</param>
    /// <param name="output">Standard output, as bytes of UTF-8.</param>
    /// <param name="error">Standard error.</param>
    public static int Run(IReadOnlyList<string> arguments, Stream output, TextWriter error)
    {
        var root = new RootCommand("Reads Linux uAPI headers and tells what they declare.")
        {
            DumpCommand.Create(output, error),
        };

        // gcc's -Idir is split before; @ and bundled letters mean nothing to gcc either.
        var configuration = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        ParseResult result = root.Parse(GccStyleArguments.Split(arguments).ToArray(), configuration);
        if (result.Errors.Count > 0)
        {
            foreach (ParseError problem in result.Errors)
            {
                error.WriteLine("uapigen: " + problem.Message);
            }

            return ExitCode.Usage;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        try
        {
            return result.Invoke(new InvocationConfiguration { Output = text, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (UnreadableInputException unreadable)
        {
            error.WriteLine("uapigen: " + unreadable.Message);
            return ExitCode.Usage;
        }
    }
}
