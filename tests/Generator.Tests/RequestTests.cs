// What the attribute and the items ask for: filters, names, places, and which file an include means.
using System;
using System.Linq;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class RequestTests
{
    private const string Header = "struct one { int x; };\nstruct two { struct one o; };\nstruct three { int y; };\n#define CASE_ONE 1\n#define CASE_TWO 2\n#define OTHER 3\n";

    [Fact]
    public void Include_WithWildcard_BringsWhatIsNeededByValue()
    {
        GeneratorRun run = GeneratorTest.ForHeader(Header, ", Include = new[] { \"tw*\", \"CASE_*\" }, Exclude = new[] { \"*_TWO\" }").Run();

        Assert.Equal(["Constants.g.cs", "one.g.cs", "two.g.cs"], run.Sources.Keys.Select(key => key[(key.LastIndexOf('/') + 1)..]).Order(StringComparer.Ordinal));
        Assert.Contains("CASE_ONE", run.Source("Constants.g.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("CASE_TWO", run.Source("Constants.g.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("OTHER", run.Source("Constants.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void PascalCase_OfTypesAndMembers_LeavesConstants()
    {
        GeneratorRun run = GeneratorTest.ForHeader(
            "/** struct region_info - see &struct info_head */\nstruct region_info { int cap_offset; struct info_head *first; };\nstruct info_head { int id; };\n#define REGION_MAX 4\n",
            ", Naming = UapiGen.UapiNaming.PascalCase").Run();

        string record = run.Source("RegionInfo.g.cs");
        Assert.Contains("public unsafe partial struct RegionInfo", record, StringComparison.Ordinal);
        Assert.Contains("public int CapOffset;", record, StringComparison.Ordinal);
        Assert.Contains("public InfoHead* First;", record, StringComparison.Ordinal);
        Assert.Contains("<see cref=\"InfoHead\"/>", record, StringComparison.Ordinal);
        Assert.Contains("REGION_MAX = 4", run.Source("Constants.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void PascalCase_ThatMakesTwoMembersAlike_TellsThemApart()
    {
        GeneratorRun run = GeneratorTest.ForHeader("struct s { int a_b; int aB; struct { int x; } c; int c_struct; };\n", ", Naming = UapiGen.UapiNaming.PascalCase").Run();

        Assert.Contains("public int AB_;", run.Source("S.g.cs"), StringComparison.Ordinal);
        Assert.Contains("public int CStruct_;", run.Source("S.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_WithoutMetadata_AreFoundByTheEndOfTheirPaths()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"linux/one.h\")] internal static partial class Uapi;" },
            AdditionalFiles =
            {
                new TestHeader("/somewhere/include/linux/one.h", "#include <linux/base.h>\n#include \"two.h\"\nstruct one { base_t x; struct two y; };\n"),
                new TestHeader("/somewhere/include/linux/two.h", "struct two { int z; };\n"),
                new TestHeader("/elsewhere/include/linux/base.h", "typedef unsigned short base_t;\n"),
            },
        };

        GeneratorRun run = test.Run();

        Assert.Contains("public ushort x;", run.Sources["Uapi/linux.one/one.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Header = \"linux/two.h\"", run.Source("two.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Class_NestedInOthersWithoutNamespace_IsExtendedWhereItStands()
    {
        var test = new GeneratorTest
        {
            Sources = { "internal partial record Outer<T> { private partial struct Middle { [UapiGen.UapiBindings(\"test.h\")] internal partial class Uapi { public static one Value() => default; } } }" },
            AdditionalFiles = { new TestHeader("/src/test.h", Header, "test.h") },
        };

        GeneratorRun run = test.Run();

        Assert.Contains("Outer_1.Middle.Uapi/test/one.g.cs", run.Sources.Keys);
        Assert.Contains("partial record Outer<T>", run.Source("one.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_WhoseNamesDifferByCaseAlone_HaveFilesOfTheirOwn()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"test.h\")] static partial class Uapi;\n[UapiGen.UapiBindings(\"test.h\")] static partial class UAPI;\n" },
            AdditionalFiles = { new TestHeader("/src/test.h", Header, "test.h") },
        };

        GeneratorRun run = test.Run();

        Assert.Contains("Uapi/test/one.g.cs", run.Sources.Keys);
        Assert.Contains("UAPI.2/test/one.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void Class_WithTheAttributeOnTwoParts_IsLeftToTheCompiler()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"test.h\")] static partial class Uapi;\n[UapiGen.UapiBindings(\"test.h\")] static partial class Uapi;\n" },
            AdditionalFiles = { new TestHeader("/src/test.h", Header, "test.h") },
        };

        GeneratorRun run = test.Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Contains("CS0579", Assert.Single(run.CompilerErrors()), StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_InASharedInclude_IsReportedOnce()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"a.h\", \"b.h\")] static partial class Uapi;\n" },
            AdditionalFiles =
            {
                new TestHeader("/src/a.h", "#include \"shared.h\"\n", "a.h"),
                new TestHeader("/src/b.h", "#include \"shared.h\"\n", "b.h"),
                new TestHeader("/src/shared.h", "#include <absent.h>\n", "shared.h"),
            },
        };

        Assert.Equal("/src/shared.h", Assert.Single(test.Generate().Diagnostics).Location.GetLineSpan().Path);
    }

    [Fact]
    public void PublicClass_WithRequests_HasConsistentAccessibility()
    {
        GeneratorTest.ForBundled("\"linux/dma-buf.h\"").Run();
    }

    [Fact]
    public void SeveralHeaders_SharingATypeWithFacts_EmitItOnceWithThem()
    {
        GeneratorRun run = GeneratorTest.ForBundled("\"linux/vfio_zdev.h\", \"linux/vfio.h\"").Run();

        Assert.Single(run.Sources.Keys, key => key.EndsWith("/vfio_info_cap_header.g.cs", StringComparison.Ordinal));
        Assert.Contains("Argument = typeof(vfio_device_info)", run.Sources.Single(source => source.Key.EndsWith("linux.vfio/Ioctls.g.cs", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void UsersHeader_OfABundledName_Wins()
    {
        GeneratorTest test = GeneratorTest.ForBundled("\"linux/dma-heap.h\"");
        test.AdditionalFiles.Add(new TestHeader("/kernel/dma-heap.h", "#define MINE 1\n", "linux/dma-heap.h"));

        Assert.Contains("MINE", test.Run().Source("Constants.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void IncludeDirectories_InOrder_AreSearchedBeforeTheBundledHeaders()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"test.h\")]\nstatic partial class Uapi;\n" },
            AdditionalFiles =
            {
                new TestHeader("/bundled/linux/x.h", "#define FROM 3\n", "linux/x.h", "bundled"),
                new TestHeader("/first/linux/x.h", "#include_next <linux/x.h>\n#define FIRST FROM\n", "linux/x.h", "/first"),
                new TestHeader("/second/linux/x.h", "#define FROM 2\n", "linux/x.h", "/second"),
                new TestHeader("/src/beside.h", "#define BESIDE 4\n", "sub/beside.h"),
                new TestHeader("/src/test.h", "#include <linux/x.h>\n#include \"beside.h\"\n#define RESULT (FIRST * 10 + BESIDE)\n", "test.h"),
            },
        };

        Assert.Contains("RESULT = 24;", test.Run().Source("Constants.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Defines_OfAHeader_ReachItsConditions()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"test.h\")]\nstatic partial class Uapi;\n" },
            AdditionalFiles = { new TestHeader("/src/test.h", "#ifdef WITH_ONE\n#define COUNT (WITH_ONE + LEVEL)\n#endif\n", "test.h", defines: "WITH_ONE|LEVEL=4") },
        };

        Assert.Contains("COUNT = 5;", test.Run().Source("Constants.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectedSources_OfOneStruct_AreHeldToTheLetter()
    {
        GeneratorTest test = GeneratorTest.ForHeader("struct small { unsigned short x; };\n");
        test.GeneratedSources["Demo.Uapi/test/small.g.cs"] = """
            // <auto-generated/>
            #nullable enable
            #pragma warning disable

            namespace Demo;

            partial class Uapi
            {
                /// <remarks><c>struct small</c>: 2 bytes, aligned to 2; <c>test.h</c></remarks>
                [global::System.CodeDom.Compiler.GeneratedCode("UapiGen", "0.1")]
                [global::UapiGen.UapiRecord("struct small", Header = "test.h", Size = 2, Alignment = 2)]
                [global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Explicit, Size = 2)]
                public partial struct small
                {
                    /// <remarks>offset 0, 2 bytes, <c>unsigned short</c> in C</remarks>
                    [global::System.Runtime.InteropServices.FieldOffset(0)]
                    public ushort x;
                }
            }

            """;

        test.Run();
    }
}
