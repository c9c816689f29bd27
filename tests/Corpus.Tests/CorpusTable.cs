// The tables that the corpus leaves behind, as Markdown: what was judged, a row a kernel and target; and what could not be, with reasons.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using UapiGen.C.Layout;
using UapiGen.Oracle;

namespace UapiGen.Corpus.Tests;

public sealed class CorpusTable : IDisposable
{
    private static readonly (string Title, Func<CorpusRow, object> Cell)[] Columns =
    [
        ("kernel", row => row.Kernel),
        ("target", row => row.Target.Triple),
        ("headers read", row => row.Read),
        ("records", row => row.Judged(FactKind.Record)),
        ("fields", row => row.Judged(FactKind.Field)),
        ("bit-fields", row => row.Judged(FactKind.BitField)),
        ("enum values", row => row.Judged(FactKind.Enumerator)),
        ("constants", row => row.Judged(FactKind.Constant)),
        ("ioctl numbers", row => row.Judged(FactKind.Ioctl)),
        ("wrong", row => row.Wrong),
        ("missing", row => row.Missing),
        ("too many", row => row.TooMany),
        ("judges", row => row.Judges),
    ];

    private readonly List<CorpusRow> _rows = [];

    internal void Add(CorpusRow row) => _rows.Add(row);

    public void Dispose() => File.WriteAllText(Repository.Table, Write());

    private string Write()
    {
        List<CorpusRow> rows = [.. _rows.OrderBy(row => row.Kernel, StringComparer.Ordinal).ThenBy(row => Target.All.ToList().IndexOf(row.Target))];
        var text = new StringBuilder("What the front end says of all kernel headers, and the compilers confirm (each thing once, in however many headers it is met):\n\n");
        WriteRow(text, Columns.Select(column => column.Title));
        WriteRow(text, Columns.Select(_ => "---"));
        foreach (CorpusRow row in rows)
        {
            WriteRow(text, Columns.Select(column => Convert.ToString(column.Cell(row), CultureInfo.InvariantCulture)!));
        }

        text.Append("\nNot judged:\n\n");
        WriteRow(text, ["kernel", "what", "targets", "reason"]);
        WriteRow(text, ["---", "---", "---", "---"]);
        foreach (var refused in rows.SelectMany(row => row.Refused.Select(header => (row.Kernel, header, row.Target))).GroupBy(entry => (entry.Kernel, entry.header)))
        {
            bool isEverywhere = refused.Count() == rows.Count(row => row.Kernel == refused.Key.Kernel);
            string targets = isEverywhere ? "all" : string.Join(", ", refused.Select(entry => entry.Target.Triple.Split('-')[0]));
            WriteRow(text, [refused.Key.Kernel, refused.Key.header.Header, targets, "the compiler refuses it: " + refused.Key.header.Reason]);
        }

        foreach (CorpusRow row in rows.Where(row => row.Judged(FactKind.OnlyFolded) > 0))
        {
            string count = row.Judged(FactKind.OnlyFolded).ToString(CultureInfo.InvariantCulture);
            WriteRow(text, [row.Kernel, count + " facts", row.Target.Triple.Split('-')[0], "the compiler tells the same value, but takes the assertion for no constant expression"]);
        }

        return text.ToString();
    }

    private static void WriteRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
