// The documentation is followed to the letter: every file that it shows is compiled, every command is run, and prints what the page says.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig;
using Markdig.Syntax.Inlines;
using Markdig.Syntax;
using Xunit;

namespace UapiGen.Packages.Tests.Documentation;

public sealed class DocumentationTests(PackageFeed feed)
{
    /// <summary>All pages but those of rules, whose snippets the analyzers' tests compile and run.</summary>
    private static IEnumerable<string> Pages() => Directory
        .EnumerateFiles(Path.Combine(PackageFeed.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(PackageFeed.RepositoryRoot, path).Replace('\\', '/'))
        .Where(path => !path.StartsWith("docs/rules/", System.StringComparison.Ordinal))
        .Append("README.md")
        .Order(System.StringComparer.Ordinal);

    public static TheoryData<string> PagesWithSteps() => [.. Pages().Where(page => Page.Read(page).Steps.Any(step => step.Kind is StepKind.File or StepKind.Commands))];

    [Theory]
    [MemberData(nameof(PagesWithSteps))]
    public void Page_FollowedFromAnEmptyFolder_DoesWhatItSays(string page) =>
        new Reader(feed, page.Replace('/', '-')).Follow(Page.Read(page));

    [Fact]
    public void Tutorial_IsAmongThem() => Assert.Contains("docs/tutorial.md", Pages());

    /// <summary>A page that shows C# and never builds would prove nothing.</summary>
    [Fact]
    public void EveryPageThatShowsAFile_RunsACommandBehindIt()
    {
        foreach (string path in Pages())
        {
            IReadOnlyList<Step> steps = Page.Read(path).Steps;
            int lastFile = steps.ToList().FindLastIndex(step => step.Kind == StepKind.File);
            Assert.True(lastFile < 0 || steps.Skip(lastFile).Any(step => step.Kind is StepKind.Commands or StepKind.FailingCommands), path + " shows a file that no command of the page uses");
        }
    }

    [Fact]
    public void EveryLink_LeadsToAFile()
    {
        foreach (string path in Pages())
        {
            string full = Path.Combine(PackageFeed.RepositoryRoot, path);
            foreach (LinkInline link in Markdown.Parse(File.ReadAllText(full)).Descendants<LinkInline>())
            {
                string target = (link.Url ?? "").Split('#')[0];
                bool isElsewhere = target.Length == 0 || target.Contains("://", System.StringComparison.Ordinal);
                Assert.True(isElsewhere || Path.Exists(Path.Combine(Path.GetDirectoryName(full)!, target)), $"{path}: '{link.Url}' leads nowhere");
            }
        }
    }
}
