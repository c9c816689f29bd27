// Options, exit codes and messages, as gcc's users expect them.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly HeaderDirectory _headers = new();

    public void Dispose() => _headers.Dispose();

    [Fact]
    public void Dump_GoodHeader_ExitsZeroAndIsSilent()
    {
        ToolRun run = ToolRun.Of("dump", _headers.Add("a.h", "struct a { int x; };\n"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Dump_HeaderWithError_ExitsOneAndTellsPlace()
    {
        string path = _headers.Add("a.h", "int ok;\n  #include <no/such.h>\n");

        ToolRun run = ToolRun.Of("dump", path);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(path) + @"\(2,\d+\): error UAPI1\d\d\d: [^\n]+\n$", run.Error);
    }

    [Theory]
    [InlineData]
    [InlineData("dump")]
    [InlineData("dump", "linux/vfio.h", "--format", "yaml")]
    [InlineData("dump", "linux/vfio.h", "--target", "vax")]
    [InlineData("dump", "linux/vfio.h", "--no-such-option")]
    [InlineData("dump", "no/such/header.h")]
    [InlineData("dump", "/")]
    [InlineData("paint", "linux/vfio.h")]
    public void Arguments_ThatMakeNoSense_ExitTwoWithSentence(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("uapigen: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Dump_OneOfTwoHeadersMissing_ExitsTwoWithoutOutput()
    {
        ToolRun run = ToolRun.Of("dump", _headers.Add("a.h", "struct a { int x; };\n"), "no/such/header.h");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("no/such/header.h", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-I", "{0}/x")]
    [InlineData("-I{0}/x")]
    public void IncludeDirectory_JoinedOrApart_IsSearched(params string[] option)
    {
        _headers.Add("x/b.h", "struct b { int x; };\n");
        string main = _headers.Add("a.h", "#include <b.h>\n");

        ToolRun run = ToolRun.Of(["dump", main, .. option.Select(part => part.Replace("{0}", _headers.Root, StringComparison.Ordinal))]);

        Assert.Equal(["b"], Records(run));
    }

    [Fact]
    public void IncludeDirectories_BothWithHeader_FirstWins()
    {
        _headers.Add("x/b.h", "struct first { int x; };\n");
        _headers.Add("y/b.h", "struct second { int x; };\n");

        Assert.Equal(["first"], Records(ToolRun.Of("dump", "b.h", "-I" + _headers.Path("x"), "-I" + _headers.Path("y"))));
    }

    [Fact]
    public void QuotedInclude_HeaderBesideIncluder_WinsOverDirectory()
    {
        _headers.Add("x/b.h", "struct far { int x; };\n");
        _headers.Add("b.h", "struct beside { int x; };\n");

        Assert.Equal(["beside"], Records(ToolRun.Of("dump", _headers.Add("a.h", "#include \"b.h\"\n"), "-I" + _headers.Path("x"))));
    }

    [Fact]
    public void IncludeNext_HeaderInBothDirectories_GoesOnBehindTheFirst()
    {
        _headers.Add("x/b.h", "#include_next <b.h>\nstruct wrapper { int x; };\n");
        _headers.Add("y/b.h", "struct wrapped { int x; };\n");

        ToolRun run = ToolRun.Of("dump", _headers.Add("a.h", "#include <b.h>\n"), "-I" + _headers.Path("x"), "-I" + _headers.Path("y"));

        Assert.Equal(["wrapped", "wrapper"], Records(run));
    }

    [Theory]
    [InlineData("7", "-DVALUE=7")]
    [InlineData("7", "-D", "VALUE=7")]
    [InlineData("1", "-DVALUE")]
    public void Define_WithOrWithoutValue_IsSeenByTheHeader(string expected, params string[] option)
    {
        ToolRun run = ToolRun.Of(["dump", _headers.Add("a.h", "enum { RESULT = VALUE };\n"), .. option]);

        Assert.Equal(expected, run.Json.GetProperty("enums")[0].GetProperty("values")[0].GetProperty("value").GetString());
    }

    [Fact]
    public void Undefine_PredefinedMacro_IsGone()
    {
        string header = _headers.Add("a.h", "#ifdef __x86_64__\nstruct pc { int x; };\n#else\nstruct other { int x; };\n#endif\n");

        Assert.Equal(["pc"], Records(ToolRun.Of("dump", header)));
        Assert.Equal(["other"], Records(ToolRun.Of("dump", header, "-U__x86_64__")));
    }

    [Fact]
    public void ForcedInclude_BeforeHeader_IsReadFirst()
    {
        string first = _headers.Add("first.h", "typedef int number;\n");
        string header = _headers.Add("a.h", "struct a { number x; };\n");

        Assert.Equal(0, ToolRun.Of("dump", header, "-include", first).ExitCode);
    }

    [Fact]
    public void BundledHeader_NamedFromAnywhere_IsRead()
    {
        ToolRun run = ToolRun.Of("dump", "linux/vfio.h");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("vfio_device_info", Records(run));
    }

    [Fact]
    public void BundledHeader_WithNoBundled_IsNotThere() =>
        Assert.Equal(2, ToolRun.Of("dump", "linux/vfio.h", "--no-bundled").ExitCode);

    [Fact]
    public void Header_OfBinaryRubbish_IsReadWithoutThrowing()
    {
        byte[] rubbish = new byte[4096];
        new Random(1).NextBytes(rubbish);

        ToolRun run = ToolRun.Of("dump", _headers.Add("a.h", rubbish));

        Assert.InRange(run.ExitCode, 0, 1);
        Assert.Equal(JsonValueKind.Object, run.Json.ValueKind);
    }

    [Fact]
    public void Header_WithLatin1Bytes_KeepsItsDeclarations() =>
        Assert.Equal(["a"], Records(ToolRun.Of("dump", _headers.Add("a.h", Encoding.Latin1.GetBytes("/* J\xf6rg */ struct a { int x; };\n")))));

    [Fact]
    public void Text_GoodHeader_ShowsRecordsAndFields()
    {
        ToolRun run = ToolRun.Of("dump", "--format", "text", _headers.Add("a.h", "struct a { int x; };\n#define LIMIT 4\n"));

        Assert.Contains("struct a: 4 bytes, aligned to 4", run.Output, StringComparison.Ordinal);
        Assert.Contains("LIMIT  4  int", run.Output, StringComparison.Ordinal);
    }

    private static List<string?> Records(ToolRun run) => [.. run.Json.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("name").GetString())];
}
