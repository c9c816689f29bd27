// Test harness: a header as an additional file, with the metadata that build/UapiGen.targets gives it.
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace UapiGen.Generator.Tests.Harness;

/// <summary>An additional file in memory; a null text is one that the compiler could not read.</summary>
internal sealed class TestHeader(string path, string? text, string logicalPath = "", string includeRoot = "", string defines = "") : AdditionalText
{
    public override string Path { get; } = path;

    public string LogicalPath { get; } = logicalPath;

    public string IncludeRoot { get; } = includeRoot;

    public string Defines { get; } = defines;

    /// <summary>How often the generator asked for the text.</summary>
    public int ReadCount { get; private set; }

    public override SourceText? GetText(CancellationToken cancellationToken = default)
    {
        ReadCount++;
        return text is null ? null : SourceText.From(text, System.Text.Encoding.UTF8);
    }
}

/// <summary>The metadata of <see cref="TestHeader"/>s, as the compiler hands it to generators.</summary>
internal sealed class TestOptions : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values([]);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is not TestHeader header
        ? GlobalOptions
        : new Values(new()
        {
            ["build_metadata.AdditionalFiles.UapiGen_LogicalPath"] = header.LogicalPath,
            ["build_metadata.AdditionalFiles.UapiGen_IncludeRoot"] = header.IncludeRoot,
            ["build_metadata.AdditionalFiles.UapiGen_Defines"] = header.Defines,
        });

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
