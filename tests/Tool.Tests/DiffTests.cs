// `uapigen diff`: the rules that the sample of real changes does not reach, directories, formats and exit codes.
using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class DiffTests : IDisposable
{
    private const string Argument = "#include <linux/ioctl.h>\nstruct arg { unsigned int a; };\n#define GET _IOR('x', 1, struct arg)\n";

    private readonly HeaderDirectory _headers = new();

    public void Dispose() => _headers.Dispose();

    [Theory]
    [InlineData("struct s { int a, b; };", "struct s { int c, a, b; };", "breaking member-moved s.a", "breaking record-resized s")]
    [InlineData("struct s { int a; short b; };", "struct s { int a; int b; };", "breaking member-resized s.b")]
    [InlineData("struct s { int a, b; };", "struct s { int a; };", "source member-removed s.b", "breaking record-shrunk s")]
    [InlineData("struct s { int a; int b; };", "struct s { int a; short lo; short hi; };", "breaking member-replaced s.b")]
    [InlineData("struct s { int n; int data[1]; };", "struct s { int n; int data[]; };", "source tail-array s.data")]
    [InlineData("struct s { int n; char name[16]; };", "struct s { int n; char name[32]; };", "extending array-grown s.name", "extending grown s")]
    [InlineData("struct s { int n; char name[16]; int end; };", "struct s { int n; char name[32]; int end; };", "breaking member-resized s.name", "breaking member-moved s.end", "breaking record-resized s")]
    [InlineData("struct s { void *p; };", "struct s { unsigned long long p; };", "source type-shape s.p")]
    [InlineData("enum e { A };", "enum e { A, B = 0x100000000 };", "breaking enum-resized e", "extending added B")]
    [InlineData("typedef int t;", "typedef long t;", "breaking type-resized t")]
    [InlineData("typedef int t;", "typedef unsigned int t;", "source type-sign t")]
    [InlineData("#define A 1", "#define A 2", "breaking value-changed A")]
    [InlineData("enum { A, B };", "enum { A, C, B };", "breaking value-changed B", "extending added C")]
    [InlineData("enum { A, A_MAX = A, AUTO };", "enum { A, B, A_MAX = B, AUTO };", "extending limit-grown A_MAX", "extending limit-grown AUTO", "extending added B")]
    [InlineData("enum { A, A__SUPPORTED };", "enum { A, B, A__SUPPORTED };", "extending limit-grown A__SUPPORTED", "extending added B")]
    [InlineData("#define A 1", "#define C 1\n#define A 2", "breaking value-changed A", "extending added C")]
    [InlineData("#define A_MASK 7", "#define A_MASK 5", "breaking value-changed A_MASK")]
    [InlineData("#define A_MAX 7", "#define A_MAX 5", "breaking value-changed A_MAX")]
    [InlineData("#define A \"/dev/a\"", "#define A \"/dev/b\"", "breaking value-changed A")]
    [InlineData("#define A (1 << 31)", "#define A (1U << 31)", "harmless value-type A")]
    [InlineData("#define F(x) (x)", "#define F(x, y) (x)", "source macro-parameters F")]
    [InlineData("#define F(x) (x)", "#define F(x) (x + 1)", "harmless macro-body F")]
    [InlineData("#define A 1", "enum { A = 1 };")]
    [InlineData("#ifndef GUARD_H\n#define GUARD_H\nstruct s { int a; };\n#endif", "#ifndef OTHER_H\n#define OTHER_H\nstruct s { int a; };\n#endif")]
    public void Change_OfOneDeclaration_HasItsClass(string old, string @new, params string[] expected)
    {
        ToolRun run = Diff(old, @new);

        Assert.Equal(expected.Order(StringComparer.Ordinal), run.Json.GetProperty("changes").EnumerateArray().Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Any(change => change.StartsWith("breaking", StringComparison.Ordinal)) ? 1 : 0, run.ExitCode);
    }

    [Fact]
    public void Ioctl_WhoseArgumentGrew_BreaksThoughTheRecordExtends()
    {
        ToolRun run = Diff(Argument, Argument.Replace("a; }", "a, b; }", StringComparison.Ordinal));

        Assert.Equal(["extending grown arg", "breaking ioctl-number GET"], run.Json.GetProperty("changes").EnumerateArray().Select(Describe));
    }

    [Fact]
    public void Ioctl_WhoseOldNumberStays_IsNoBreak()
    {
        ToolRun run = Diff(Argument, "#include <linux/ioctl.h>\nstruct arg_v1 { unsigned int a; };\nstruct arg { unsigned int a, b; };\n#define GET _IOR('x', 1, struct arg)\n#define GET_V1 _IOR('x', 1, struct arg_v1)\n");

        Assert.Contains("source ioctl-kept GET", run.Json.GetProperty("changes").EnumerateArray().Select(Describe));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Ioctl_OfDrmWithGrownArgument_Extends()
    {
        const string Old = "#include <linux/ioctl.h>\nstruct arg { unsigned int a; };\n#define DRM_IOCTL_X _IOWR('d', 1, struct arg)\n";

        Assert.Contains("extending ioctl-drm DRM_IOCTL_X", Diff(Old, Old.Replace("a; }", "a, b; }", StringComparison.Ordinal)).Json.GetProperty("changes").EnumerateArray().Select(Describe));
    }

    [Fact]
    public void Directories_WithHeadersOnOneSide_TellThemOnce()
    {
        _headers.Add("old/linux/gone.h", "#define GONE 1\n");
        _headers.Add("old/linux/both.h", "#define MOVED 1\n#define STAYS 1\n");
        _headers.Add("new/linux/both.h", "#define STAYS 1\n");
        _headers.Add("new/linux/came.h", "#define CAME 1\n#define MOVED 1\n");
        ToolRun run = ToolRun.Of("diff", _headers.Path("old"), _headers.Path("new"), "--format", "json");

        Assert.Equal(
            ["source moved MOVED", "extending header-added linux/came.h", "source header-removed linux/gone.h"],
            run.Json.GetProperty("changes").EnumerateArray().Select(Describe));
        Assert.Equal(1, run.Json.GetProperty("headers").GetInt32());
    }

    [Fact]
    public void Directories_WithPattern_CompareThoseHeadersOnly()
    {
        foreach (string name in (string[])["linux/a.h", "linux/sub/b.h", "sound/c.h"])
        {
            _headers.Add("old/" + name, "#define V 1\n");
            _headers.Add("new/" + name, "#define V 2\n");
        }

        ToolRun run = ToolRun.Of("diff", _headers.Path("old"), _headers.Path("new"), "--only", "linux/**", "--format", "json");

        Assert.Equal(["linux/a.h", "linux/sub/b.h"], run.Json.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("header").GetString()));
    }

    [Fact]
    public void Directory_WhoseIncludeChanged_ComparesTheIncluderToo()
    {
        foreach ((string side, string type) in (ReadOnlySpan<(string, string)>)[("old", "int"), ("new", "long")])
        {
            _headers.Add(side + "/linux/base.h", $"typedef {type} word;\n");
            _headers.Add(side + "/linux/a.h", "#include <linux/base.h>\nstruct a { char c; word w; };\n");
        }

        ToolRun run = ToolRun.Of("diff", _headers.Path("old"), _headers.Path("new"), "--format", "json");

        Assert.Contains("breaking member-moved a.w", run.Json.GetProperty("changes").EnumerateArray().Select(Describe));
    }

    [Fact]
    public void Header_ThatCannotBeReadAsAWhole_IsNotSaidToHaveLostNames()
    {
        ToolRun run = Diff("struct kept { int x; };", "struct kept { unknown_t x; };");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("new/a.h(1,15): error UAPI1202", run.Error, StringComparison.Ordinal);
        Assert.Equal(["harmless unread kept"], run.Json.GetProperty("changes").EnumerateArray().Select(Describe));
    }

    [Fact]
    public void Header_ThatCannotBeReadAsAWhole_StillTellsWhatCameAndWent()
    {
        ToolRun run = Diff("struct lost { unknown_t x; };\n#define GONE 1", "struct lost { unknown_t x; };\n#define CAME 1");

        Assert.Equal(["source removed GONE", "extending added CAME"], run.Json.GetProperty("changes").EnumerateArray().Select(Describe));
    }

    [Fact]
    public void Documentation_OfTheTool_NamesEveryRule()
    {
        string root = typeof(DiffTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        string page = File.ReadAllText(Path.Combine(root, "docs", "tool.md"));
        string[] rules =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "src", "Tool", "Diff"), "*.cs").SelectMany(File.ReadLines)
                .Where(line => line.Contains("ChangeClass.", StringComparison.Ordinal))
                .SelectMany(line => Regex.Matches(line, "\"([a-z]+(?:-[a-z]+)+)\"").Select(match => match.Groups[1].Value)),
        ];

        Assert.True(rules.Length > 30);
        Assert.All(rules, rule => Assert.Contains($"`{rule}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_NamesThatCame_StandInOneLine()
    {
        string text = ToolRun.Of("diff", _headers.Add("old/a.h", "#define A 1\n"), _headers.Add("new/a.h", "#define A 2\n#define B 1\n#define C 1\n")).Output;

        Assert.Equal("a.h\n  breaking   constant A was 1, and is 2\n  extending  2 constants added: B, C\n\n1 breaking, 0 source, 2 extending, 0 harmless; 1 header changed, 1 compared\n", text);
    }

    [Theory]
    [InlineData("breaking", 0)]
    [InlineData("source", 1)]
    [InlineData("extending", 1)]
    public void FailOn_ClassOfTheWorstChange_DecidesTheExitCode(string @class, int expected) =>
        Assert.Equal(expected, ToolRun.Of("diff", _headers.Add("old/a.h", "#define A 1\n"), _headers.Add("new/a.h", "\n"), "--fail-on", @class).ExitCode);

    [Fact]
    public void Least_Class_LeavesOutWhatIsBelow()
    {
        string text = ToolRun.Of("diff", _headers.Add("old/a.h", "#define A 1\n"), _headers.Add("new/a.h", "#define B 1\n"), "--least", "source").Output;

        Assert.DoesNotContain("added", text, StringComparison.Ordinal);
        Assert.Contains("source     constant removed: A", text, StringComparison.Ordinal);
    }

    [Fact]
    public void SameTree_AgainstItself_HasNoChange()
    {
        ToolRun run = ToolRun.Of("diff", "/usr/include", "/usr/include", "--only", "linux/v*.h");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("no change in ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diff", "linux/vfio.h")]
    [InlineData("diff", "linux/vfio.h", "/usr/include")]
    [InlineData("diff", "no/such.h", "linux/vfio.h")]
    [InlineData("diff", "linux/vfio.h", "linux/vfio.h", "--fail-on", "never")]
    public void Arguments_ThatMakeNoSense_ExitTwo(params string[] arguments) =>
        Assert.Equal((2, ""), ToolRun.Of(arguments) is var run ? (run.ExitCode, run.Output) : default);

    private static string Describe(JsonElement change) =>
        $"{change.GetProperty("class").GetString()} {change.GetProperty("rule").GetString()} {change.GetProperty("name").GetString()}";

    private ToolRun Diff(string old, string @new) =>
        ToolRun.Of("diff", _headers.Add("old/a.h", old + "\n"), _headers.Add("new/a.h", @new + "\n"), "--format", "json");
}
