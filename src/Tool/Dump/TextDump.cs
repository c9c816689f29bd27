// uapigen dump --format text: the same model for people, a table a kind.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Dump;

internal static class TextDump
{
    public static void Write(HeaderUnits units, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine($"{string.Join(' ', units.Headers)} for {units.Target.Triple}");
        foreach (Located<RecordDeclaration> record in units.Records)
        {
            WriteRecord(text, record, units);
        }

        foreach ((EnumDeclaration @enum, string file, var position) in units.Enums)
        {
            text.WriteLine();
            text.WriteLine($"enum {@enum.Name ?? "<anonymous>"}: {(@enum.IsSigned ? "signed" : "unsigned")}, {@enum.Size} bytes    {file}:{position.Line}");
            WriteTable(text, @enum.Enumerators.Select(value => new[] { value.Name ?? "", ValueText.Of(value) }));
        }

        WriteSection(text, "typedefs", units.Typedefs.Select(typedef => new[] { typedef.Item.Name ?? "", typedef.Item.Type.ToString() }));
        WriteSection(text, "constants", units.Constants.Select(constant => new[]
        {
            constant.Item.Name ?? "", constant.Item.Kind == ConstantKind.String ? $"\"{ValueText.Of(constant.Item)}\"" : ValueText.Of(constant.Item), constant.Item.Type.ToString(),
        }));
        WriteSection(text, "ioctls", units.Ioctls.Select(ioctl => new[]
        {
            ioctl.Item.Name ?? "", $"0x{ioctl.Item.Value:x8}", JsonDump.DirectionName(ioctl.Item.Direction), $"{ioctl.Item.Size} bytes", ioctl.Item.Argument?.ToString() ?? "",
        }));
        WriteSection(text, "other macros", units.Macros.Select(macro => new[]
        {
            macro.Item.Name + (macro.Item.Parameters is { } parameters ? $"({string.Join(", ", parameters)})" : ""), macro.Item.Reason,
        }));
    }

    private static void WriteRecord(StreamWriter text, Located<RecordDeclaration> located, HeaderUnits units)
    {
        RecordDeclaration record = located.Item;
        text.WriteLine();
        text.WriteLine(
            $"{(record.IsUnion ? "union" : "struct")} {record.Name}: {record.Size} bytes, aligned to {record.Alignment}{(record.IsPacked ? ", packed" : "")}    {located.File}:{located.Position.Line}");
        WriteTable(text, FieldShape.Of(record, units.Target).SelectMany(field => RowsOf(field, "")));
    }

    private static IEnumerable<string[]> RowsOf(FieldShape shape, string indentation)
    {
        string place = shape.BitOffset is { } bitOffset ? $"bit {bitOffset}" : $"{shape.Offset}";
        string size = shape.Field.BitWidth is { } width ? $"{width} bits" : shape.Field.IsFlexibleArray ? "flexible" : $"{shape.Size}";
        yield return [place, size, indentation + (shape.Field.Name ?? "<anonymous>"), shape.Field.Type.ToString()];
        foreach (FieldShape member in shape.Members ?? [])
        {
            foreach (string[] row in RowsOf(member, indentation + "  "))
            {
                yield return row;
            }
        }
    }

    private static void WriteSection(StreamWriter text, string title, IEnumerable<string[]> rows)
    {
        text.WriteLine();
        text.WriteLine(title);
        WriteTable(text, rows);
    }

    private static void WriteTable(StreamWriter text, IEnumerable<string[]> rows)
    {
        List<string[]> table = [.. rows];
        int[] widths = [.. Enumerable.Range(0, table.Select(row => row.Length).FirstOrDefault()).Select(column => table.Max(row => row[column].Length))];
        foreach (string[] row in table)
        {
            text.WriteLine("    " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
