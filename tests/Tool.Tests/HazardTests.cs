// --hazards: what it adds, where it prints, and that nothing of it is there without it.
using System;
using System.Text.Json;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class HazardTests : IDisposable
{
    private readonly HeaderDirectory _headers = new();

    public void Dispose() => _headers.Dispose();

    [Theory]
    [InlineData("dump")]
    [InlineData("layout")]
    [InlineData("check", "--target", "x86_64", "--target", "aarch64", "--cc", "clang")]
    public void Hazards_AskedFor_ArePrintedOnceAndAreNoError(string command, params string[] options)
    {
        string path = _headers.Add("a.h", "struct a { char x; int y; };\n");

        ToolRun run = ToolRun.Of([command, path, "--hazards", .. options]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"{path}(1,24): info UAPI1501: The compiler puts padding before 'y' of 'struct a': 3 bytes; name it '__u8 pad[3]', so that programs clear it and a later version can use it\n", run.Error);
    }

    [Fact]
    public void Hazards_WhenGenerating_AreTold()
    {
        string path = _headers.Add("a.h", "struct a { void *p; };\n");

        Assert.Contains("(1,18): info UAPI1505: ", ToolRun.Of("generate", path, "-o", _headers.Path("out"), "--hazards").Error, StringComparison.Ordinal);
        Assert.Equal("", ToolRun.Of("generate", path, "-o", _headers.Path("out")).Error);
    }

    /// <summary>Two headers share an include: it is told only when it is named, and then once.</summary>
    [Fact]
    public void Hazards_OfASharedHeader_AreInJsonOnce()
    {
        string shared = _headers.Add("shared.h", "struct shared { void *p; };\n");
        string first = _headers.Add("first.h", "#include \"shared.h\"\nstruct first { struct shared s; };\n");
        string second = _headers.Add("second.h", "#include \"shared.h\"\nstruct second { struct shared s; };\n");

        Assert.Equal(0, Diagnostics("dump", first, second, "--hazards", "--target", "s390x").GetArrayLength());
        JsonElement told = Assert.Single(Diagnostics("dump", first, second, shared, "--hazards", "--target", "s390x").EnumerateArray());
        Assert.Equal(("UAPI1505", "info", shared, 1, 23), (
            told.GetProperty("id").GetString(), told.GetProperty("severity").GetString(), told.GetProperty("file").GetString(),
            told.GetProperty("line").GetInt32(), told.GetProperty("column").GetInt32()));
    }

    [Fact]
    public void Dump_WithoutHazards_IsTheSameDump()
    {
        string path = _headers.Add("a.h", "struct a { char x; long y; };\n");
        ToolRun without = ToolRun.Of("dump", path);
        ToolRun with = ToolRun.Of("dump", path, "--hazards");

        Assert.Equal("", without.Error);
        Assert.NotEqual("", with.Error);
        Assert.Equal(without.Output[..without.Output.IndexOf("\"diagnostics\"", StringComparison.Ordinal)], with.Output[..with.Output.IndexOf("\"diagnostics\"", StringComparison.Ordinal)]);
    }

    private static JsonElement Diagnostics(params string[] arguments) => ToolRun.Of(arguments).Json.GetProperty("diagnostics");
}
