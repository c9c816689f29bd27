// `dotnet new uapigen-console`, from the packed template to a program that runs.
using System.IO;
using Xunit;

namespace UapiGen.Packages.Tests;

public sealed class TemplateTests(PackageFeed feed)
{
    [Fact]
    public void NewConsole_FromThePackedTemplate_BuildsAndRuns()
    {
        string hive = Path.Combine(feed.Root, "templates");
        DotNet.Run(feed.Root, "new", "install", feed.Package("UapiGen.Templates"), "--debug:custom-hive", hive).MustSucceed();
        DotNet.Run(feed.Root, "new", "uapigen-console", "--name", "FromTemplate", "--output", Path.Combine(feed.Root, "FromTemplate"), "--debug:custom-hive", hive).MustSucceed();

        var consumer = new Consumer(feed, "FromTemplate");
        consumer.Build("-warnaserror").MustSucceed();
        Assert.Equal("an importer writes with steering tag 0xF0 and processing hint 2", consumer.Run("net10.0").MustSucceed().Output.Trim());
    }
}
