// uapigen dump --format json. Keys and their order are a contract: tests/Tool.Tests/DumpJsonTests.cs holds them.
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.Tool.Input;

namespace UapiGen.Tool.Dump;

/// <summary>Writes schema 1. Sizes and offsets are numbers; values, which may need 64 bits, are decimal strings.</summary>
internal static class JsonDump
{
    private const int Schema = 1;

    /// <summary>How every JSON of the tool is written.</summary>
    public static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(HeaderUnits units, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            WriteHead(json, units);
            WriteRecords(json, units);
            WriteEnums(json, units);
            WriteTypedefs(json, units);
            WriteConstants(json, units);
            WriteIoctls(json, units);
            WriteMacros(json, units);
            WriteDiagnostics(json, units);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Schema, target and headers.</summary>
    public static void WriteHead(Utf8JsonWriter json, HeaderUnits units)
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("target", units.Target.Triple);
        json.WriteStartArray("headers");
        foreach (string header in units.Headers)
        {
            json.WriteStringValue(header);
        }

        json.WriteEndArray();
    }

    private static void WriteRecords(Utf8JsonWriter json, HeaderUnits units)
    {
        json.WriteStartArray("records");
        foreach (Located<RecordDeclaration> record in units.Records)
        {
            json.WriteStartObject();
            WriteRecordKeys(json, record, units);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>All of a record; the object stays open.</summary>
    public static void WriteRecordKeys(Utf8JsonWriter json, Located<RecordDeclaration> located, HeaderUnits units)
    {
        (RecordDeclaration record, string file, var position) = located;
        json.WriteString("name", record.Name);
        json.WriteString("kind", record.IsUnion ? "union" : "struct");
        json.WriteString("file", file);
        json.WriteNumber("line", position.Line);
        json.WriteNumber("size", record.Size);
        json.WriteNumber("align", record.Alignment);
        json.WriteBoolean("packed", record.IsPacked);
        json.WriteStartArray("fields");
        foreach (FieldShape field in FieldShape.Of(record, units.Target))
        {
            WriteField(json, field);
        }

        json.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter json, FieldShape shape)
    {
        json.WriteStartObject();
        json.WriteString("name", shape.Field.Name);
        json.WriteString("type", shape.Field.Type.ToString());
        json.WriteNumber("offset", shape.Offset);
        json.WriteNumber("size", shape.Size);
        if (shape.Field.BitWidth is { } width && shape.BitOffset is { } bitOffset)
        {
            json.WriteNumber("bitOffset", bitOffset);
            json.WriteNumber("bitWidth", width);
        }

        if (shape.ArrayLengths.Count > 0)
        {
            json.WriteStartArray("arrayLengths");
            foreach (long length in shape.ArrayLengths)
            {
                json.WriteNumberValue(length);
            }

            json.WriteEndArray();
        }

        if (shape.Field.IsFlexibleArray)
        {
            json.WriteBoolean("flexible", true);
        }

        if (shape.Members is not null)
        {
            json.WriteStartArray("fields");
            foreach (FieldShape member in shape.Members)
            {
                WriteField(json, member);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteEnums(Utf8JsonWriter json, HeaderUnits units)
    {
        json.WriteStartArray("enums");
        foreach ((EnumDeclaration @enum, string file, var position) in units.Enums)
        {
            json.WriteStartObject();
            json.WriteString("name", @enum.Name);
            json.WriteString("file", file);
            json.WriteNumber("line", position.Line);
            json.WriteNumber("size", @enum.Size);
            json.WriteBoolean("signed", @enum.IsSigned);
            json.WriteStartArray("values");
            foreach (EnumeratorDeclaration enumerator in @enum.Enumerators)
            {
                json.WriteStartObject();
                json.WriteString("name", enumerator.Name);
                json.WriteString("value", ValueText.Of(enumerator));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTypedefs(Utf8JsonWriter json, HeaderUnits units)
    {
        json.WriteStartArray("typedefs");
        foreach ((TypedefDeclaration typedef, string file, _) in units.Typedefs)
        {
            json.WriteStartObject();
            json.WriteString("name", typedef.Name);
            json.WriteString("file", file);
            json.WriteString("type", typedef.Type.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteConstants(Utf8JsonWriter json, HeaderUnits units)
    {
        json.WriteStartArray("constants");
        foreach ((ConstantDeclaration constant, string file, var position) in units.Constants)
        {
            json.WriteStartObject();
            json.WriteString("name", constant.Name);
            json.WriteString("file", file);
            json.WriteNumber("line", position.Line);
            json.WriteString("kind", KindName(constant.Kind));
            json.WriteString("type", constant.Type.ToString());
            json.WriteString("value", ValueText.Of(constant));
            json.WriteNumber("size", constant.Size);
            json.WriteBoolean("signed", constant.IsSigned);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIoctls(Utf8JsonWriter json, HeaderUnits units)
    {
        json.WriteStartArray("ioctls");
        foreach ((IoctlDeclaration ioctl, string file, _) in units.Ioctls)
        {
            json.WriteStartObject();
            json.WriteString("name", ioctl.Name);
            json.WriteString("file", file);
            json.WriteString("dir", DirectionName(ioctl.Direction));
            json.WriteNumber("type", ioctl.Type);
            json.WriteNumber("nr", ioctl.Number);
            json.WriteNumber("size", ioctl.Size);
            json.WriteString("argument", ioctl.Argument?.ToString());
            json.WriteString("value", ioctl.Value.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMacros(Utf8JsonWriter json, HeaderUnits units)
    {
        json.WriteStartArray("macros");
        foreach ((MacroDeclaration macro, string file, var position) in units.Macros)
        {
            json.WriteStartObject();
            json.WriteString("name", macro.Name);
            json.WriteString("file", file);
            json.WriteNumber("line", position.Line);
            if (macro.Parameters is null)
            {
                json.WriteNull("parameters");
            }
            else
            {
                json.WriteStartArray("parameters");
                foreach (string parameter in macro.Parameters)
                {
                    json.WriteStringValue(parameter);
                }

                json.WriteEndArray();
            }

            json.WriteString("reason", macro.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, HeaderUnits units)
    {
        json.WriteStartArray("diagnostics");
        foreach ((CDiagnostic diagnostic, string file, var position) in units.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("id", diagnostic.Descriptor.Id);
            json.WriteString("severity", DiagnosticPrinter.SeverityName(diagnostic.Descriptor.Severity));
            json.WriteString("file", file);
            json.WriteNumber("line", position.Line);
            json.WriteNumber("column", position.Column);
            json.WriteString("message", diagnostic.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string KindName(ConstantKind kind) => kind switch
    {
        ConstantKind.Integer => "integer",
        ConstantKind.String => "string",
        _ => "float",
    };

    public static string DirectionName(IoctlDirection direction) => direction switch
    {
        IoctlDirection.None => "none",
        IoctlDirection.Read => "read",
        IoctlDirection.Write => "write",
        _ => "readwrite",
    };
}
