// Stage: facts. In: the text of a .facts file, one fact a line, '#' beginning a comment. Out: facts, and findings in that file.
// Grammar:  ioctl NAME [fd=KIND] [argument=TYPE|none|value] [returns=zero|fd|value] [text=BYTES] [interruptible]
//           feature NAME ops=get|set|get,set|none payload=STRUCT|none min=BYTES returns=zero|fd
//           field STRUCT.FIELD role [mask=..] [of=FIELD] [count=FIELD] [width=BITS] [any|one|end|wanted|index|get|set|probe=..] [min|max|multiple=..]
//           result STRUCT.MEMBER  and  parameter STRUCT.MEMBER INDEX role
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.C.Text;
using UapiGen.Diagnostics;

namespace UapiGen.Model.Facts;

internal static class FactsParser
{
    private static readonly string[] s_fieldRoles =
        ["reserved", "self-size", "fd", "flags", "must-be-zero", "user-pointer", "count", "steering-tag", "processing-hint", "output", "index",
            "limits", "announced", "interval-start", "interval-length"];

    private static readonly string[] s_parameterRoles = ["output", "steering-tag", "steering-tag-width", "processing-hint"];

    public static IReadOnlyList<Fact> Parse(SourceFile file, List<Finding> findings)
    {
        var facts = new List<Fact>();
        int start = 0;
        foreach (string line in file.Text.Split('\n'))
        {
            List<SourceSpan> words = Words(line, start, file.Id);
            if (words.Count > 0 && ParseLine(file, words, findings) is { } fact)
            {
                facts.Add(fact);
            }

            start += line.Length + 1;
        }

        return facts;
    }

    private static List<SourceSpan> Words(string line, int lineStart, int fileId)
    {
        var words = new List<SourceSpan>();
        int end = line.IndexOf('#') is >= 0 and var comment ? comment : line.Length;
        for (int i = 0; i < end;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
                continue;
            }

            int wordStart = i;
            while (i < end && !char.IsWhiteSpace(line[i]))
            {
                i++;
            }

            words.Add(new SourceSpan(fileId, lineStart + wordStart, i - wordStart));
        }

        return words;
    }

    private static Fact? ParseLine(SourceFile file, List<SourceSpan> words, List<Finding> findings)
    {
        string kind = TextOf(file, words[0]);
        bool isMember = kind is "field" or "result" or "parameter";
        bool isKnown = isMember || kind is "ioctl" or "feature";
        if (!isKnown || words.Count < 2 || (isMember && TextOf(file, words[1]).IndexOf('.') <= 0))
        {
            var whole = new SourceSpan(file.Id, words[0].Start, words[words.Count - 1].End - words[0].Start);
            findings.Add(new Finding(EmitDiagnostics.FactNotUnderstood, file, whole, TextOf(file, whole)));
            return null;
        }

        var properties = new List<FactProperty>();
        foreach (SourceSpan word in words.Skip(2))
        {
            string text = TextOf(file, word);
            int equals = text.IndexOf('=');
            var property = new FactProperty(equals < 0 ? text : text.Substring(0, equals), equals < 0 ? "" : text.Substring(equals + 1), word);
            if (IsUnderstood(kind, property, properties.Count))
            {
                properties.Add(property);
            }
            else
            {
                findings.Add(new Finding(EmitDiagnostics.FactPropertyNotUnderstood, file, word, text, kind));
            }
        }

        return new Fact(kind, TextOf(file, words[1]), words[1], properties);
    }

    private static bool IsUnderstood(string kind, FactProperty property, int position) => kind switch
    {
        "ioctl" => property.Key switch
        {
            "fd" or "argument" => property.Value.Length > 0,
            "returns" => property.Value is "zero" or "fd" or "value",
            "text" => IsNumber(property.Value),
            "interruptible" => property.Value.Length == 0,
            _ => false,
        },
        "feature" => property.Key switch
        {
            "ops" => property.Value.Split(',').All(operation => operation is "get" or "set" or "none"),
            "payload" => property.Value.Length > 0,
            "min" => IsNumber(property.Value),
            "returns" => property.Value is "zero" or "fd",
            _ => false,
        },
        "field" when position == 0 => property.Value.Length == 0 && s_fieldRoles.Contains(property.Key),
        "field" => property.Key switch
        {
            "mask" or "of" or "count" or "any" or "one" or "end" or "wanted" or "index" or "get" or "set" or "probe" or "min" or "max" or "multiple" => property.Value.Length > 0,
            "width" => IsNumber(property.Value),
            _ => false,
        },
        "parameter" when position == 0 => property.Value.Length == 0 && IsNumber(property.Key),
        "parameter" => property.Value.Length == 0 && s_parameterRoles.Contains(property.Key),
        _ => false,
    };

    /// <summary>A decimal number that is small enough to count bytes, bits or parameters.</summary>
    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string TextOf(SourceFile file, SourceSpan span) => file.Text.Substring(span.Start, span.Length);
}
