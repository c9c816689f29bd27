// Stage: command line. Help that teaches: what System.CommandLine lists, and behind it examples to copy, and the exit codes.
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.Tool.Commands;

internal static class CommandHelp
{
    private static readonly Dictionary<string, Example[]> Examples = new()
    {
        ["uapigen"] =
        [
            new("uapigen layout linux/vfio.h --type vfio_region_info", "see how a struct lies in memory"),
            new("uapigen dump linux/vfio.h", "every fact of a header, as JSON"),
            new("uapigen diff old/vfio.h new/vfio.h", "what changed in the ABI; exit code 1 when something broke"),
            new("uapigen check my.h", "let gcc and clang prove what is read"),
            new("uapigen COMMAND --help", "more of one command, with examples"),
        ],
        ["dump"] =
        [
            new("uapigen dump linux/vfio.h", "a bundled header, as JSON"),
            new("uapigen dump linux/dma-buf.h --format text", "the same for people"),
            new("uapigen dump my.h -I include -D CONFIG_X=1 --target aarch64", "your own, as a 64-bit Arm compiler sees it"),
            new("uapigen dump 'linux/*.h' -I /usr/include -I /usr/include/x86_64-linux-gnu", "all of a directory, in one process"),
        ],
        ["layout"] =
        [
            new("uapigen layout linux/vfio.h", "each record of a header"),
            new("uapigen layout linux/vfio.h --type vfio_region_info", "one record"),
            new("uapigen layout linux/vfio.h --type 'vfio_*_info' --target i386", "several, as i386 lays them out"),
            new("uapigen layout linux/vfio.h --format html > vfio.html", "a page for the browser"),
            new("uapigen layout linux/vfio.h --format json | jq '.records[] | select(.holes != [])'", "records with holes"),
        ],
        ["completion"] =
        [
            new("source <(uapigen completion bash)", "in ~/.bashrc; zsh takes the same line with its name"),
            new("uapigen completion fish | source", "in config.fish"),
        ],
        ["check"] =
        [
            new("uapigen check my.h", "by gcc and clang, as far as they are installed"),
            new("uapigen check my.h -I include --cc clang --target aarch64 --target s390x --target i386", "by clang, for other machines"),
            new("uapigen check my.h --cc 'gcc -fshort-enums'", "with options that your project is built with"),
        ],
        ["diff"] =
        [
            new("uapigen diff old/vfio.h new/vfio.h", "two versions of one header"),
            new("uapigen diff v6.1/usr/include v7.3/usr/include --only 'linux/**' --least source", "two trees, only what may hurt"),
            new("uapigen diff old.h new.h --fail-on source", "a gate that also refuses renames"),
            new("uapigen diff old.h new.h --format json | jq '.changes[] | select(.class == \"breaking\")'", "for scripts"),
        ],
        ["generate"] =
        [
            new("uapigen generate linux/vfio.h -o Generated", "internal static partial class Uapi, in the global namespace"),
            new("uapigen generate linux/vfio.h linux/dma-buf.h -o Generated --namespace Acme.Kernel --class Vfio --public", "two headers in one public class"),
            new("uapigen generate my.h -I include -o Generated --naming pascal --include 'my_*'", "C# names, and only some of them"),
        ],
    };

    /// <summary>Replaces the help of a command and of those below it.</summary>
    public static void Install(Command command)
    {
        foreach (HelpOption help in command.Options.OfType<HelpOption>())
        {
            if (help.Action is HelpAction standard)
            {
                help.Action = new HelpWithExamples(standard);
            }
        }
    }

    /// <summary><c>uapigen layout</c>, without the path that it was started by.</summary>
    public static string NameOf(Command command) => command is RootCommand ? "uapigen" : "uapigen " + command.Name;

    private sealed record Example(string Command, string Meaning);

    private sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int result = standard.Invoke(parseResult);
            Command command = parseResult.CommandResult.Command;
            var output = parseResult.InvocationConfiguration.Output;
            if (Examples.TryGetValue(command is RootCommand ? "uapigen" : command.Name, out Example[]? examples))
            {
                output.WriteLine("Examples:");
                foreach (Example example in examples)
                {
                    output.WriteLine("  # " + example.Meaning);
                    output.WriteLine("  " + example.Command);
                }

                output.WriteLine();
            }

            output.WriteLine("Exit codes: 0 good, 1 findings, 2 usage or input that cannot be read.");
            return result;
        }
    }
}
