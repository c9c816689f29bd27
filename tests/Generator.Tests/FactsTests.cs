// The overlay: what C cannot say, stated beside the header, with findings in that file.
using System;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class FactsTests
{
    private const string Header = """
        #include <linux/types.h>
        #include <linux/ioctl.h>
        struct info { __u32 argsz; __u32 flags; __s32 where; __u16 tag; };
        struct calls { int (*get)(__u16 *tag, __u8 *hint, __u8 width); };
        #define GET_INFO _IO(';', 1)
        #define FEATURE_INFO 3
        #define FLAG_ONE 1
        """;

    [Fact]
    public void Facts_BesideAHeader_ReachTheAttributes()
    {
        GeneratorTest test = WithFacts("""
            # a comment
            ioctl GET_INFO fd=device argument=info returns=fd interruptible
            feature FEATURE_INFO ops=get,set payload=info min=8 returns=zero
            field info.flags flags mask=FLAG_ONE|0x10   # another
            field info.where fd
            field info.where output
            field info.tag steering-tag width=8
            result calls.get
            parameter calls.get 0 output
            parameter calls.get 0 steering-tag
            parameter calls.get 2 steering-tag-width
            """);

        GeneratorRun run = test.Run();

        Assert.Contains("Argument = typeof(info), FileKind = \"device\", Returns = global::UapiGen.UapiReturns.FileDescriptor, MayInterrupt = true)]", run.Source("Ioctls.g.cs"), StringComparison.Ordinal);
        Assert.Contains("UapiFeature(Operations = global::UapiGen.UapiOperations.Get | global::UapiGen.UapiOperations.Set, Payload = typeof(info), MinimumSize = 8", run.Source("Constants.g.cs"), StringComparison.Ordinal);
        string info = run.Source("info.g.cs");
        Assert.Contains("UapiRole.Flags, Mask = 0x11)]", info, StringComparison.Ordinal);
        Assert.Contains("UapiRole.FileDescriptor)]\n        [global::UapiGen.UapiRole(global::UapiGen.UapiRole.Output)]\n        public int where;", info, StringComparison.Ordinal);
        Assert.Contains("UapiRole.SteeringTag, Width = 8)]", info, StringComparison.Ordinal);
        string calls = run.Source("calls.g.cs");
        Assert.Contains("UapiRole.Result)]", calls, StringComparison.Ordinal);
        Assert.Contains("UapiRole.SteeringTag, Parameter = 0, Width = 16)]", calls, StringComparison.Ordinal);
        Assert.Contains("UapiRole.SteeringTagWidth, Parameter = 2)]", calls, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\nnonsense x\n", "/src/test.h.facts(2,1): warning UAPI1450: 'nonsense x' is no fact; expected 'ioctl', 'feature', 'field', 'result' or 'parameter' with a name and its properties")]
    [InlineData("field info.absent fd\n", "/src/test.h.facts(1,7): warning UAPI1451: The header declares no 'info.absent'; correct the name in this fact or remove it")]
    [InlineData("ioctl GET_INFO argument=absent\n", "/src/test.h.facts(1,16): warning UAPI1451: The header declares no 'absent'; correct the name in this fact or remove it")]
    [InlineData("field info.flags flags mask=ABSENT\n", "/src/test.h.facts(1,24): warning UAPI1451: The header declares no 'ABSENT'; correct the name in this fact or remove it")]
    [InlineData("ioctl GET_INFO returns=maybe\n", "/src/test.h.facts(1,16): warning UAPI1452: 'returns=maybe' is no property of 'ioctl' facts, or its value is malformed; correct or remove it")]
    [InlineData("feature FEATURE_INFO min=99999999999\n", "/src/test.h.facts(1,22): warning UAPI1452: 'min=99999999999' is no property of 'feature' facts, or its value is malformed; correct or remove it")]
    public void Fact_Wrong_IsReportedInItsFile(string facts, string expected)
    {
        GeneratorTest test = WithFacts(facts);
        test.ExpectedDiagnostics.Add(expected);

        test.Run();
    }

    [Fact]
    public void BundledFacts_ForAnotherEditionOfTheHeader_AreSilentAboutAbsentNames()
    {
        GeneratorTest test = GeneratorTest.ForBundled("\"linux/vfio.h\"");
        test.AdditionalFiles.Insert(0, new TestHeader("/kernel/vfio.h", "#include <linux/types.h>\nstruct vfio_region_info { __u32 argsz; __u32 flags; __u32 index; };\n", "linux/vfio.h"));

        GeneratorRun run = test.Run();

        Assert.Contains("UapiRole.Index", run.Source("vfio_region_info.g.cs"), StringComparison.Ordinal);
    }

    private static GeneratorTest WithFacts(string facts)
    {
        GeneratorTest test = GeneratorTest.ForHeader(Header);
        test.AdditionalFiles.Add(new TestHeader("/src/test.h.facts", facts, "test.h.facts"));
        return test;
    }
}
