// uapigen diff --format json: every change by itself, in the order of the headers.
using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using UapiGen.Tool.Dump;

namespace UapiGen.Tool.Diff;

internal static class DiffJson
{
    public static void Write(TreeDiff diff, ChangeClass least, string old, string @new, string target, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonDump.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("target", target);
            json.WriteString("old", old);
            json.WriteString("new", @new);
            json.WriteNumber("headers", diff.Headers);
            json.WriteStartObject("summary");
            foreach (ChangeClass @class in Enum.GetValues<ChangeClass>().Reverse())
            {
                json.WriteNumber(Change.NameOf(@class), diff.Changes.Count(change => change.Class == @class));
            }

            json.WriteEndObject();
            json.WriteStartArray("changes");
            foreach (Change change in diff.Changes.Where(change => change.Class >= least))
            {
                json.WriteStartObject();
                json.WriteString("class", Change.NameOf(change.Class));
                json.WriteString("rule", change.Rule);
                json.WriteString("kind", change.Kind);
                json.WriteString("header", change.Header);
                json.WriteString("name", change.Name);
                json.WriteString("message", change.Sentence);
                json.WriteString("old", change.OldPlace);
                json.WriteString("new", change.NewPlace);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
