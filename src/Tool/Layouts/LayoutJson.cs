// uapigen layout --format json: the records as `uapigen dump` writes them, and in each its holes, padding and cache lines.
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using UapiGen.C.Binding;
using UapiGen.Tool.Dump;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Layouts;

internal static class LayoutJson
{
    public static void Write(HeaderUnits units, IReadOnlyList<(Located<RecordDeclaration> Located, RecordPicture Picture)> records, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonDump.Options))
        {
            json.WriteStartObject();
            JsonDump.WriteHead(json, units);
            json.WriteStartArray("records");
            foreach ((Located<RecordDeclaration> located, RecordPicture picture) in records)
            {
                json.WriteStartObject();
                JsonDump.WriteRecordKeys(json, located, units);
                json.WriteStartArray("holes");
                foreach ((Part hole, long count) in picture.Holes)
                {
                    WriteGap(json, hole, count);
                }

                json.WriteEndArray();
                json.WritePropertyName("padding");
                if (picture.Padding is { } padding)
                {
                    WriteGap(json, padding, 1);
                }
                else
                {
                    json.WriteNullValue();
                }

                json.WriteNumber("cacheLines", picture.CacheLines);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>In bytes where it is whole bytes; else in bits, as bit-fields are.</summary>
    private static void WriteGap(Utf8JsonWriter json, Part gap, long count)
    {
        json.WriteStartObject();
        if (gap.Start % 8 == 0 && gap.Width % 8 == 0)
        {
            json.WriteNumber("offset", gap.Start / 8);
            json.WriteNumber("size", gap.Width / 8);
        }
        else
        {
            json.WriteNumber("bitOffset", gap.Start);
            json.WriteNumber("bitWidth", gap.Width);
        }

        if (count != 1)
        {
            json.WriteNumber("count", count);
        }

        json.WriteEndObject();
    }
}
