// uapigen completion: a script that lets a shell ask this program for what may come next (System.CommandLine's [suggest] directive).
using System.CommandLine;
using System.Threading.Tasks;

namespace UapiGen.Tool.Commands;

internal static class CompletionCommand
{
    private const string Bash = """
        # uapigen completion for bash: source <(uapigen completion bash)
        _uapigen() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(uapigen "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _uapigen uapigen
        """;

    private const string Zsh = """
        # uapigen completion for zsh: source <(uapigen completion zsh)
        _uapigen() {
            local -a candidates
            candidates=("${(@f)$(uapigen "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a candidates
            _files
        }
        compdef _uapigen uapigen
        """;

    private const string Fish = """
        # uapigen completion for fish: uapigen completion fish | source
        complete -c uapigen -a '(uapigen "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Writes a script that completes this program's command lines.") { shell };
        command.SetAction((result, _) =>
        {
            string script = result.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish };
            result.InvocationConfiguration.Output.WriteLine(script.ReplaceLineEndings("\n"));
            return Task.FromResult(ExitCode.Good);
        });
        return command;
    }
}
