// One mistake to plant into a correct program: which lines go, which come, and where a rule has to speak.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace UapiGen.Analyzers.Tests.Verification;

/// <summary>
/// A block of a program's <c>mistakes.txt</c>. Its head is <c>---- UAPI2004 what is wrong</c>; a line that begins with <c>-</c> goes, one with <c>+</c> comes instead of
/// it, and one with <c>@</c> stays, and is given for its marks. White space at both ends of a line does not count.
/// </summary>
/// <param name="Id">The rule of marks that name none.</param>
/// <param name="Title">The head without its dashes.</param>
/// <param name="Lines">The lines below it.</param>
internal sealed record PlantedMistake(string Id, string Title, IReadOnlyList<string> Lines)
{
    private const string Head = "---- ";

    public static IEnumerable<PlantedMistake> In(string program)
    {
        var path = Path.Combine(UserProgram.Root, program, "mistakes.txt");
        if (!File.Exists(path))
        {
            yield break;
        }

        foreach (var block in File.ReadAllText(path).Split("\n" + Head, StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var title = lines[0].Replace(Head, "", StringComparison.Ordinal);
            yield return new PlantedMistake(title.Split(' ')[0], title, lines[1..]);
        }
    }

    /// <summary>The one file that has the lines, changed, with the marks.</summary>
    public (string File, Markup Text) PlantInto(UserProgram program)
    {
        var first = Lines.First(static line => line[0] != '+')[1..].Trim();
        var (name, text) = program.Files.Single(file => file.Text.Split('\n').Any(line => line.Trim() == Markup.Parse(first).Source));
        var old = new Queue<string>(text.Split('\n'));
        var changed = new StringBuilder();
        var indentation = "";
        foreach (var line in Lines)
        {
            var content = line[1..].Trim();
            if (line[0] != '+')
            {
                var wanted = Markup.Parse(content).Source;
                while (old.TryPeek(out var next) && next.Trim() != wanted)
                {
                    changed.Append(old.Dequeue()).Append('\n');
                }

                Assert.True(old.Count > 0, $"{Title}: {name} has no line (below the ones before it): {wanted}");
                var found = old.Dequeue();
                indentation = found[..(found.Length - found.TrimStart().Length)];
            }

            if (line[0] != '-')
            {
                changed.Append(indentation).Append(content).Append('\n');
            }
        }

        return (name, Markup.Parse(changed + string.Join('\n', old)));
    }
}
