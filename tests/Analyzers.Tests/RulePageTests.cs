// Each page is proof: what it calls wrong gets its finding and no other, what it calls right gets none.
using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed partial class RulePageTests
{
    public static TheoryData<string> Ids => RuleInventoryTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Wrong_OfPage_GetsItsFindingAlone(string id)
    {
        var code = Snippet(id, "Wrong");
        var findings = await EveryRule.FindingsAsync(code, IsMembers(code), TestContext.Current.CancellationToken);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.StartsWith(id + ": ", finding, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Right_OfPage_GetsNoFinding(string id)
    {
        var code = Snippet(id, "Right");
        Assert.Empty(await EveryRule.FindingsAsync(code, IsMembers(code), TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"^(\[|struct |static |private )")]
    private static partial Regex MemberStart { get; }

    private static bool IsMembers(string code) => MemberStart.IsMatch(code);

    private static string Snippet(string id, string heading)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", id + ".md"));
        var match = Regex.Match(page, $@"^## {heading}\n\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline | RegexOptions.Multiline);
        Assert.True(match.Success, $"{id}.md has no snippet below '{heading}'");
        return match.Groups["code"].Value;
    }
}
