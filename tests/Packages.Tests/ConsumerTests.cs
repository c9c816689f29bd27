// Users' projects, built and run from the packed files alone.
using System.IO;
using Xunit;

namespace UapiGen.Packages.Tests;

public sealed class ConsumerTests(PackageFeed feed)
{
    [Fact]
    public void Console_OnNet8AndNet10_SteersADmaBuf()
    {
        var consumer = new Consumer(
            feed, "Console", Consumer.Project("<OutputType>Exe</OutputType><TargetFrameworks>net8.0;net10.0</TargetFrameworks>"),
            ("Uapi.cs", Programs.Bindings), ("Program.cs", Programs.Steering));
        consumer.Build().MustSucceed();
        Assert.Equal(Programs.SteeringOutput, consumer.Run("net8.0").MustSucceed().Output.Trim());
        Assert.Equal(Programs.SteeringOutput, consumer.Run("net10.0").MustSucceed().Output.Trim());
    }

    [Theory]
    [InlineData("12.0")]
    [InlineData("preview")]
    public void Console_OnALanguageVersion_Builds(string version)
    {
        var consumer = new Consumer(
            feed, "Language" + version.Replace(".", "", System.StringComparison.Ordinal),
            Consumer.Project("<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><PlatformTarget>AnyCPU</PlatformTarget><LangVersion>" + version + "</LangVersion>"),
            ("Uapi.cs", Programs.Bindings), ("Program.cs", Programs.Steering));
        consumer.Build().MustSucceed();
        Assert.Equal(Programs.SteeringOutput, consumer.Run("net10.0").MustSucceed().Output.Trim());
    }

    /// <summary>The library's bindings are public: a second project uses them beside bindings of its own, and hovers over their documentation.</summary>
    [Fact]
    public void LibraryWithPublicBindings_InASecondProject_HasOneSetOfTypesAndItsDocs()
    {
        var library = new Consumer(
            feed, "Library",
            Consumer.Project("<TargetFramework>net8.0</TargetFramework><GenerateDocumentationFile>true</GenerateDocumentationFile><NoWarn>CS1591</NoWarn>"),
            ("Kernel.cs", """
                using UapiGen;

                namespace Shared;

                [UapiBindings("linux/vfio.h")]
                public static partial class Kernel;
                """));
        var program = new Consumer(
            feed, "UsesLibrary",
            Consumer.Project(
                "<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>",
                """<ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>"""),
            ("Uapi.cs", """
                using UapiGen;

                namespace Consumer;

                [UapiBindings("linux/dma-buf.h")]
                internal static partial class Uapi;
                """),
            ("Program.cs", """
                using System;
                using System.Runtime.CompilerServices;
                using Shared;

                Kernel.vfio_region_info region = Kernel.vfio_region_info.Create();
                Console.WriteLine($"{region.argsz} {Unsafe.SizeOf<Consumer.Uapi.dma_buf_sync>()}");
                """));
        program.Build().MustSucceed();
        Assert.Equal("32 8", program.Run("net10.0").MustSucceed().Output.Trim());

        string docs = File.ReadAllText(Path.Combine(program.Folder, "..", "Library", "bin", "Debug", "net8.0", "Library.xml"));
        Assert.Contains("T:Shared.Kernel.vfio_region_info", docs, System.StringComparison.Ordinal);
        Assert.Contains("F:Shared.Kernel.vfio_region_info.cap_offset", docs, System.StringComparison.Ordinal);
    }

    /// <summary>A header under a bundled one's name wins; an edit of it reaches the next build; a build without one compiles nothing.</summary>
    [Fact]
    public void OwnHeader_EditedBetweenBuilds_IsWhatTheNextOneReads()
    {
        var consumer = new Consumer(
            feed, "OwnHeader",
            Consumer.Project(
                "<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>",
                """<ItemGroup><UapiHeader Include="kernel/vfio.h" LogicalPath="linux/vfio.h" /></ItemGroup>"""),
            ("kernel/vfio.h", Programs.OwnHeader(41)), ("Uapi.cs", Programs.OwnHeaderBindings), ("Program.cs", Programs.OwnHeaderProgram));
        consumer.Build().MustSucceed();
        Assert.Equal("8 41 0xc0086f01", consumer.Run("net10.0").MustSucceed().Output.Trim());

        const string skipped = "Skipping target \"CoreCompile\" because all output files are up-to-date";
        Assert.Contains(skipped, consumer.Build("-v:detailed").MustSucceed().Output, System.StringComparison.Ordinal);

        consumer.Write("kernel/vfio.h", Programs.OwnHeader(42));
        Assert.DoesNotContain(skipped, consumer.Build("-v:detailed").MustSucceed().Output, System.StringComparison.Ordinal);
        Assert.Equal("8 42 0xc0086f01", consumer.Run("net10.0").MustSucceed().Output.Trim());
    }

    [Fact]
    public void OwnHeader_WithAnError_FailsTheBuildAtItsLine()
    {
        var consumer = new Consumer(
            feed, "BrokenHeader",
            Consumer.Project(
                "<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>",
                """<ItemGroup><UapiHeader Include="kernel/vfio.h" LogicalPath="linux/vfio.h" /></ItemGroup>"""),
            ("kernel/vfio.h", Programs.OwnHeader(41).Replace("struct own_record {", "struct lost { __u33 x; };\nstruct own_record {", System.StringComparison.Ordinal)),
            ("Uapi.cs", Programs.OwnHeaderBindings), ("Program.cs", Programs.OwnHeaderProgram));
        var build = consumer.Build();
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("vfio.h(10,15): error UAPI1202", build.Output, System.StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", build.Output, System.StringComparison.Ordinal);
    }

    [Fact]
    public void SystemHeaders_ByIncludeDirectory_AreFound()
    {
        Assert.True(File.Exists("/usr/include/linux/if_link.h"), "the kernel's headers are missing: apt-get install -y linux-libc-dev");
        var consumer = new Consumer(
            feed, "SystemHeaders",
            Consumer.Project(
                "<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>",
                """<ItemGroup><UapiIncludeDirectory Include="/usr/include" /><UapiIncludeDirectory Include="/usr/include/x86_64-linux-gnu" /></ItemGroup>"""),
            ("Uapi.cs", """
                using UapiGen;

                namespace Consumer;

                [UapiBindings("linux/if_link.h", "linux/fuse.h")]
                internal static partial class Uapi;
                """),
            ("Program.cs", """
                using System;
                using System.Runtime.CompilerServices;
                using static Consumer.Uapi;

                Console.WriteLine($"{Unsafe.SizeOf<rtnl_link_stats64>() >= 192} {Unsafe.SizeOf<fuse_in_header>()}");
                """));
        consumer.Build().MustSucceed();
        Assert.Equal("True 40", consumer.Run("net10.0").MustSucceed().Output.Trim());
    }

    [Fact]
    public void Trimmed_SelfContainedProgram_Runs()
    {
        var consumer = new Consumer(
            feed, "Trimmed",
            Consumer.Project("<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><RuntimeIdentifier>linux-x64</RuntimeIdentifier><SelfContained>true</SelfContained><PublishTrimmed>true</PublishTrimmed><InvariantGlobalization>true</InvariantGlobalization>"),
            ("Uapi.cs", Programs.Bindings), ("Program.cs", Programs.Steering));
        consumer.Publish("-o", Path.Combine(consumer.Folder, "published")).MustSucceed();
        var run = DotNet.RunProgram(Path.Combine(consumer.Folder, "published", "Trimmed"), consumer.Folder);
        Assert.Equal(Programs.SteeringOutput, run.MustSucceed().Output.Trim());
    }
}
