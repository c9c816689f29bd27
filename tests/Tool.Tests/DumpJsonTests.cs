// The JSON of `uapigen dump` is a contract: its keys, their order and their meaning.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class DumpJsonTests : IDisposable
{
    private const string Small = """
        #include <linux/ioctl.h>

        typedef unsigned char octet;
        enum color { RED, BLUE = -2 };
        enum { WIDE = 0xffffffffffffffffULL };
        struct small {
            octet tag;
            union {
                struct { unsigned short x, y; } point;
                unsigned int word;
            };
            unsigned int low : 3, high : 5;
            struct { unsigned char kind; octet bytes[2][3]; } items[2];
            void *pointer;
            octet tail[];
        };
        #define BIG 0xfffffffffffffff0ULL
        #define NEGATIVE (-1L)
        #define NAME "tab\t\"quoted\""
        #define HALF 0.5
        #define SMALL_GET _IOWR('s', 7, struct small)
        #define TWICE(x, ...) ((x) * 2)
        #define GUARD
        """;

    private readonly HeaderDirectory _headers = new();

    public void Dispose() => _headers.Dispose();

    [Fact]
    public void Json_AnyHeader_HasTopLevelKeysInOrder()
    {
        Assert.Equal(
            ["schema", "target", "headers", "records", "enums", "typedefs", "constants", "ioctls", "macros", "diagnostics"],
            Keys(Dump()));
    }

    [Fact]
    public void Json_AnyHeader_NamesSchemaTargetAndHeaders()
    {
        JsonElement json = Dump("--target", "aarch64");

        Assert.Equal(1, json.GetProperty("schema").GetInt32());
        Assert.Equal("aarch64-linux-gnu", json.GetProperty("target").GetString());
        Assert.Equal([_headers.Path("small.h")], Strings(json.GetProperty("headers")));
    }

    [Fact]
    public void Record_WithMembersOfAllKinds_IsMeasuredFromItsStart()
    {
        JsonElement record = Named(Dump(), "records", "small");

        Assert.Equal(
            """
            {"name":"small","kind":"struct","file":"FILE","line":6,"size":32,"align":8,"packed":false,"fields":[
            {"name":"tag","type":"unsigned char","offset":0,"size":1},
            {"name":null,"type":"union <anonymous>","offset":4,"size":4,"fields":[
            {"name":"point","type":"struct <anonymous>","offset":4,"size":4,"fields":[
            {"name":"x","type":"unsigned short","offset":4,"size":2},
            {"name":"y","type":"unsigned short","offset":6,"size":2}]},
            {"name":"word","type":"unsigned int","offset":4,"size":4}]},
            {"name":"low","type":"unsigned int","offset":8,"size":4,"bitOffset":64,"bitWidth":3},
            {"name":"high","type":"unsigned int","offset":8,"size":4,"bitOffset":67,"bitWidth":5},
            {"name":"items","type":"struct <anonymous>[2]","offset":9,"size":14,"arrayLengths":[2],"fields":[
            {"name":"kind","type":"unsigned char","offset":9,"size":1},
            {"name":"bytes","type":"unsigned char[2][3]","offset":10,"size":6,"arrayLengths":[2,3]}]},
            {"name":"pointer","type":"void *","offset":24,"size":8},
            {"name":"tail","type":"unsigned char[]","offset":32,"size":0,"arrayLengths":[0],"flexible":true}]}
            """.ReplaceLineEndings(""),
            Compact(record));
    }

    [Fact]
    public void Enum_NamedOrNot_HasDecimalStringsAsValues()
    {
        JsonElement[] enums = [.. Dump().GetProperty("enums").EnumerateArray().Where(IsOfHeader)];

        Assert.Equal(
            [
                """{"name":"color","file":"FILE","line":4,"size":4,"signed":true,"values":[{"name":"RED","value":"0"},{"name":"BLUE","value":"-2"}]}""",
                """{"name":null,"file":"FILE","line":5,"size":8,"signed":false,"values":[{"name":"WIDE","value":"18446744073709551615"}]}""",
            ],
            enums.Select(Compact));
    }

    [Fact]
    public void Typedef_OfBuiltin_HasCanonicalType() =>
        Assert.Equal("""{"name":"octet","file":"FILE","type":"unsigned char"}""", Compact(Named(Dump(), "typedefs", "octet")));

    [Theory]
    [InlineData("BIG", """{"name":"BIG","file":"FILE","line":17,"kind":"integer","type":"unsigned long long","value":"18446744073709551600","size":8,"signed":false}""")]
    [InlineData("NEGATIVE", """{"name":"NEGATIVE","file":"FILE","line":18,"kind":"integer","type":"long","value":"-1","size":8,"signed":true}""")]
    [InlineData("NAME", """{"name":"NAME","file":"FILE","line":19,"kind":"string","type":"char[13]","value":"tab\t\"quoted\"","size":13,"signed":false}""")]
    [InlineData("HALF", """{"name":"HALF","file":"FILE","line":20,"kind":"float","type":"double","value":"0.5","size":8,"signed":true}""")]
    public void Constant_OfEachKind_HasTypeValueAndSize(string name, string expected) =>
        Assert.Equal(expected, Compact(Named(Dump(), "constants", name)));

    [Fact]
    public void Ioctl_WithStruct_HasItsParts() =>
        Assert.Equal(
            """{"name":"SMALL_GET","file":"FILE","dir":"readwrite","type":115,"nr":7,"size":32,"argument":"struct small","value":"3223352071"}""",
            Compact(Named(Dump(), "ioctls", "SMALL_GET")));

    [Fact]
    public void Macro_ThatIsNoConstant_HasParametersAndReason()
    {
        JsonElement functionLike = Named(Dump(), "macros", "TWICE");
        JsonElement empty = Named(Dump(), "macros", "GUARD");

        Assert.Equal(["name", "file", "line", "parameters", "reason"], Keys(functionLike));
        Assert.StartsWith("x", Strings(functionLike.GetProperty("parameters"))[0], StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, empty.GetProperty("parameters").ValueKind);
        Assert.NotEqual("", empty.GetProperty("reason").GetString());
    }

    [Fact]
    public void Diagnostic_OfMissingInclude_HasAllKeys()
    {
        JsonElement json = ToolRun.Of("dump", _headers.Add("lost.h", "\n #include <no/such.h>\n")).Json;
        JsonElement diagnostic = Assert.Single(json.GetProperty("diagnostics").EnumerateArray());

        Assert.Equal(["id", "severity", "file", "line", "column", "message"], Keys(diagnostic));
        Assert.Equal("error", diagnostic.GetProperty("severity").GetString());
        Assert.Equal(2, diagnostic.GetProperty("line").GetInt32());
    }

    [Fact]
    public void Json_TwoHeadersWithOneInclude_HasNoDuplicates()
    {
        _headers.Add("base.h", "struct base { int x; };\n#define BASE 1\n");
        string first = _headers.Add("first.h", "#include \"base.h\"\nstruct first { struct base b; };\n");
        string second = _headers.Add("second.h", "#include \"base.h\"\nstruct second { struct base b; };\n");

        JsonElement json = ToolRun.Of("dump", first, second).Json;

        Assert.Equal([first, second], Strings(json.GetProperty("headers")));
        Assert.Equal(["base", "first", "second"], json.GetProperty("records").EnumerateArray().Select(Name));
        Assert.Equal(["BASE"], json.GetProperty("constants").EnumerateArray().Select(Name));
    }

    [Fact]
    public void Json_MacroThatIsConstantBehindAnotherHeader_IsListedOnce()
    {
        _headers.Add("use.h", "#define USE (VALUE + 1)\n");
        string alone = _headers.Path("use.h");
        string both = _headers.Add("both.h", "#define VALUE 4\n#include \"use.h\"\n");

        JsonElement json = ToolRun.Of("dump", alone, both).Json;

        Assert.Equal("5", Named(json, "constants", "USE").GetProperty("value").GetString());
        Assert.DoesNotContain("USE", json.GetProperty("macros").EnumerateArray().Select(Name));
    }

    private JsonElement Dump(params string[] options)
    {
        ToolRun run = ToolRun.Of(["dump", _headers.Add("small.h", Small + "\n"), .. options]);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return run.Json;
    }

    private string Compact(JsonElement element) =>
        JsonSerializer.Serialize(element, CompactOptions).Replace(_headers.Path("small.h"), "FILE", StringComparison.Ordinal);

    private static readonly JsonSerializerOptions CompactOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool IsOfHeader(JsonElement element) => element.GetProperty("file").GetString() == _headers.Path("small.h");

    private static JsonElement Named(JsonElement json, string section, string name) =>
        json.GetProperty(section).EnumerateArray().Single(element => Name(element) == name);

    private static string? Name(JsonElement element) => element.GetProperty("name").GetString();

    private static List<string> Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private static List<string?> Strings(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetString())];
}
