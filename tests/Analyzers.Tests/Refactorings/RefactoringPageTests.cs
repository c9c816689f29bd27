// The page of the refactorings is proof: each example is made, and gives what the page says.
using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Refactorings;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Analyzers.Tests.Refactorings;

public sealed partial class RefactoringPageTests
{
    public static TheoryData<string, string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (Match match in Example.Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "refactorings.md"))))
            {
                data.Add(match.Groups["key"].Value, match.Groups["before"].Value, match.Groups["after"].Value);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public Task Example_OfPage_GivesWhatThePageSays(string key, string before, string after) => key.Split(':')[0] switch
    {
        "CompleteCall" => RefactoringTest<CompleteCallRefactoring>.Body(key, before, after, isBroken: key.EndsWith(":argument", StringComparison.Ordinal)),
        "CheckResult" => RefactoringTest<CheckResultRefactoring>.Body(key, before, after),
        _ => RefactoringTest<AccessScopeRefactoring>.Body(key, before, after),
    };

    [Fact]
    public void Page_HasAnExample_OfEachRefactoring() => Assert.Equal(["AccessScope", "CheckResult", "CompleteCall"], Examples.Select(row => row.Data.Item1.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"Offer `(?<key>[\w:]+)`\.\n\n```\n(?<before>.*?)\n```\n\n```\n(?<after>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example { get; }
}
