// `uapigen layout`: what the picture of a record says, in each of its three formats.
using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class LayoutTests : IDisposable
{
    private readonly HeaderDirectory _headers = new();

    public void Dispose() => _headers.Dispose();

    [Fact]
    public void Text_StructWithHoleAndPadding_ShowsBothWithTheirBytes()
    {
        string text = Layout("struct a { unsigned char c; unsigned int i; unsigned char last; };");

        Assert.Equal(
            """
            struct a    FILE:1
              offset  size
                   0     1  █·······  c        unsigned char
                   1     3  ·░░░····  hole
                   4     4  ····████  i        unsigned int
                   8     1  █·······  last     unsigned char
                   9     3  ·░░░····  padding
              size 12, aligned to 4 · 3 members · 1 hole, 3 bytes in all · 3 bytes of padding at the end · 1 cache line
              hint: members sorted by alignment would take 8 bytes, not 12; an ABI that is in use has to stay as it is


            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Text_BitFields_AreShownByByteAndBit()
    {
        string text = Layout("struct a { unsigned int low : 3; unsigned int : 2; unsigned int high : 7; unsigned int next; };");

        Assert.Contains("     0:0   3 bits  ▄·······  low        unsigned int\n", text, StringComparison.Ordinal);
        Assert.Contains("     0:5   7 bits  ▄▄······  high       unsigned int\n", text, StringComparison.Ordinal);
        Assert.Contains("     1:4  20 bits  ·░░░····  hole\n", text, StringComparison.Ordinal);
        Assert.Contains("1 hole, 2 bytes and 4 bits in all", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_RecordOverTwoCacheLines_MarksTheBoundary()
    {
        string text = Layout("struct a { unsigned char head[60]; unsigned long long across; unsigned char end[60]; } __attribute__((packed));");

        Assert.Contains("cache line 1 begins inside across, at its byte 4", text, StringComparison.Ordinal);
        Assert.EndsWith(" · 2 cache lines\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cache line 2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_BoundaryBetweenMembers_StandsBeforeTheSecond()
    {
        string[] lines = Layout("struct a { unsigned char first[64]; int second; };").Split('\n');

        int mark = Array.FindIndex(lines, line => line.Contains("cache line 1 begins at byte 64", StringComparison.Ordinal));
        Assert.Contains("second", lines[mark + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_UnionWithStruct_ShowsAlternativesBelowIt()
    {
        string text = Layout("struct a { int kind; union { long long word; struct { int x; char y; } pair; }; };");

        Assert.Contains("8     8  ────────  (anonymous)  union\n", text, StringComparison.Ordinal);
        Assert.Contains("│ word       long long\n", text, StringComparison.Ordinal);
        Assert.Contains("│ pair       struct\n", text, StringComparison.Ordinal);
        Assert.Contains("│   y        char\n", text, StringComparison.Ordinal);
        Assert.Contains("│   padding\n", text, StringComparison.Ordinal);
        Assert.Contains("1 hole, 4 bytes in all", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_MemberWithHolesOfItsOwn_SaysSo()
    {
        string text = Layout("struct inner { char c; int i; }; struct a { struct inner two[2]; };");

        Assert.Contains("two  struct inner[2]  (holds holes of 6 bytes)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_Expanded_OpensNamedMembers()
    {
        string header = _headers.Add("a.h", "struct inner { char c; int i; }; struct a { struct inner in; };\n");

        Assert.DoesNotContain("hole, 3 bytes", ToolRun.Of("layout", header, "--type", "a").Output, StringComparison.Ordinal);
        Assert.Contains("1 hole, 3 bytes in all", ToolRun.Of("layout", header, "--type", "a", "--expand").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("struct a { char c; long long l; char d; } __attribute__((packed));")]
    [InlineData("struct a { long long l; int i; char c; };")]
    [InlineData("struct a { char c; unsigned int b : 4; long long l; char d; };")]
    [InlineData("#pragma pack(1)\nstruct a { char c; long long l; char d; };")]
    [InlineData("union a { char c; long long l; };")]
    [InlineData("struct a { int n; char flags; int data[]; };")]
    public void Hint_WhereSortingSavesNothingOrIsNotKnown_IsNotGiven(string header) =>
        Assert.DoesNotContain("hint", Layout(header), StringComparison.Ordinal);

    [Fact]
    public void Hint_SortedAsItSays_HasThatSize()
    {
        const string Members = "char a; long long b; short c; int d; char e[5]; void *f; char g;";
        string text = Layout($"struct a {{ {Members} }};");
        string sorted = Layout("struct a { long long b; void *f; int d; short c; char a; char e[5]; char g; };");

        Assert.Contains("would take 32 bytes, not 48", text, StringComparison.Ordinal);
        Assert.Contains("size 32,", sorted, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_RecordWithGaps_HasDumpsKeysAndThem()
    {
        string header = _headers.Add("a.h", "struct a { char c; int i; unsigned int bits : 5; };\n");
        JsonElement record = ToolRun.Of("layout", header, "--format", "json").Json.GetProperty("records")[0];

        Assert.Equal(
            ["name", "kind", "file", "line", "size", "align", "packed", "fields", "holes", "padding", "cacheLines"],
            record.EnumerateObject().Select(property => property.Name));
        Assert.Equal("""[{"offset":1,"size":3}]""", Compact(record.GetProperty("holes")));
        Assert.Equal("""{"bitOffset":69,"bitWidth":27}""", Compact(record.GetProperty("padding")));
    }

    [Fact]
    public void Json_BigEndianBitFields_CountFromTheMostSignificantBit()
    {
        string header = _headers.Add("a.h", "struct a { unsigned int bits : 5; };\n");
        JsonElement record = ToolRun.Of("layout", header, "--format", "json", "--target", "s390x").Json.GetProperty("records")[0];

        Assert.Equal("""{"bitOffset":5,"bitWidth":27}""", Compact(record.GetProperty("padding")));
    }

    [Fact]
    public void Html_AnyRecords_IsOnePageThatAsksForNothing()
    {
        string header = _headers.Add("a.h", "struct a { char c; union { int i; struct { unsigned b : 1; } s; }; char big[4096]; int tail[]; };\nunion u { int x; };\n");
        string page = ToolRun.Of("layout", header, "--format", "html").Output;

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.Equal(Count(page, "<div"), Count(page, "</div>"));
        Assert.Equal(2, Count(page, "<section"));
        Assert.Contains("more rows of big, in which cache lines", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_OfIncludedHeader_IsFound()
    {
        _headers.Add("base.h", "struct base { int x; };\n");
        string header = _headers.Add("a.h", "#include \"base.h\"\nstruct a { struct base b; };\n");

        Assert.DoesNotContain("struct base    ", ToolRun.Of("layout", header).Output, StringComparison.Ordinal);
        Assert.Contains("struct base    ", ToolRun.Of("layout", header, "--type", "struct base").Output, StringComparison.Ordinal);
        Assert.Contains("struct base    ", ToolRun.Of("layout", header, "--type", "b*").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_Misspelled_ExitsTwoAndTellsTheNearest()
    {
        ToolRun run = ToolRun.Of("layout", "linux/vfio.h", "--type", "vfio_regoin_info");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("did you mean vfio_region_info?", run.Error, StringComparison.Ordinal);
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private string Layout(string text)
    {
        string header = _headers.Add("a.h", text + "\n");
        ToolRun run = ToolRun.Of("layout", header, "--type", text.Contains("struct a ", StringComparison.Ordinal) ? "struct a" : "a");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output.Replace(header, "FILE", StringComparison.Ordinal);
    }
}
