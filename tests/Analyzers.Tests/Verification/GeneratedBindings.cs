// The generator's own output for the headers that ship, made once.
using System;
using System.Linq;
using UapiGen.Generator.Tests.Harness;

namespace UapiGen.Analyzers.Tests.Verification;

internal static class GeneratedBindings
{
    private const string Headers = "\"linux/vfio.h\", \"linux/dma-buf.h\", \"kernel/dma-buf.h\"";

    private static readonly Lazy<(string Path, string Text)[]> s_sources = new(Generate);

    /// <summary>Path and text of each file: the marked class and all that is generated into it.</summary>
    public static (string Path, string Text)[] Sources => s_sources.Value;

    private static (string Path, string Text)[] Generate()
    {
        var test = GeneratorTest.ForBundled(Headers);
        var generated = test.Generate().Result.GeneratedSources
            .Select(source => ("/0/" + source.HintName, source.SourceText.ToString()));
        return [.. generated, .. test.Sources.Select((source, i) => ($"/0/Marker{i}.cs", source)), ("/0/GlobalUsings.cs", GlobalUsings)];
    }

    private const string GlobalUsings = """
        global using System;
        global using System.Runtime.InteropServices;
        global using static Demo.Uapi;
        """;
}
