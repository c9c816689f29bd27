// uapigen diff --format text: a paragraph a header, the worst first; names that came or went are gathered into one line.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace UapiGen.Tool.Diff;

internal static class DiffText
{
    private const int MostNames = 8;

    public static void Write(TreeDiff diff, ChangeClass least, TextWriter text, Palette palette)
    {
        foreach (IGrouping<string, Change> header in diff.Changes.Where(change => change.Class >= least).GroupBy(change => change.Header))
        {
            text.WriteLine(palette.Title(header.Key));
            foreach (Change change in header.Where(change => !IsGathered(change)).OrderByDescending(change => change.Class))
            {
                text.WriteLine($"  {Colour(change.Class, palette)}  {change.Kind} {change.Name} {change.Sentence}");
            }

            foreach (IGrouping<(ChangeClass Class, string Rule, string Kind), Change> group in header.Where(IsGathered)
                .GroupBy(change => (change.Class, change.Rule, change.Kind)).OrderByDescending(group => group.Key.Class))
            {
                List<string> names = [.. group.Select(change => change.Name)];
                string list = string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $", and {names.Count - MostNames} more" : "");
                string kind = names.Count == 1 ? group.Key.Kind : $"{names.Count} {group.Key.Kind}s";
                text.WriteLine($"  {Colour(group.Key.Class, palette)}  {kind} {group.Key.Rule}: {list}");
            }

            text.WriteLine();
        }

        text.WriteLine(Summary(diff));
    }

    public static string Summary(TreeDiff diff)
    {
        int changed = diff.Changes.Select(change => change.Header).Distinct().Count();
        string counts = string.Join(", ", Enum.GetValues<ChangeClass>().Reverse().Select(@class => $"{diff.Changes.Count(change => change.Class == @class)} {Change.NameOf(@class)}"));
        return diff.Changes.Count == 0
            ? $"no change in {diff.Headers} header{(diff.Headers == 1 ? "" : "s")}"
            : $"{counts}; {changed} header{(changed == 1 ? "" : "s")} changed, {diff.Headers} compared";
    }

    private static bool IsGathered(Change change) => change.Rule is "added" or "removed" && change.Kind != "header";

    private static string Colour(ChangeClass @class, Palette palette)
    {
        string name = Change.NameOf(@class).PadRight(9);
        return @class switch
        {
            ChangeClass.Breaking => palette.Bad(name),
            ChangeClass.Source => palette.Warning(name),
            ChangeClass.Extending => palette.Good(name),
            _ => palette.Faint(name),
        };
    }
}
