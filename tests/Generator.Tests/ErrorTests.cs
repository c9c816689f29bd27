// What goes wrong in a header costs the declaration that needs it, with a place, and nothing else.
using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void HeaderNotFound_NamedByAttribute_ReportsTheItemToAdd()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"linux/absent.h\")]\nstatic partial class Uapi;\n" },
            ExpectedDiagnostics =
            {
                "/src/Source0.cs(1,2): error UAPI1401: Header 'linux/absent.h' is neither bundled nor given to the project; add <UapiHeader Include=\"path/to/the/file.h\" LogicalPath=\"linux/absent.h\" /> or a <UapiIncludeDirectory> that holds it",
            },
        };

        test.Run();
    }

    [Theory]
    [InlineData("struct good { int x; };\nstruct bad { int x[; };\nstruct also_good { int y; };\n", 2)]
    [InlineData("struct good { int x; };\n#include <linux/absent.h>\nstruct also_good { int y; };\n", 2)]
    [InlineData("struct good { int x; };\nstruct bad { unknown_t x; };\nstruct also_good { int y; };\n", 2)]
    [InlineData("struct good { int x; };\n#define BAD(\nstruct also_good { int y; };\n", 2)]
    [InlineData("struct good { int x; };\n<<<<<<< HEAD\nstruct also_good { int y; };\n>>>>>>> theirs\n", 2)]
    [InlineData("struct good { int x; };\n@ ` ;\nstruct also_good { int y; };\n", 2)]
    public void BrokenDeclaration_AmongGoodOnes_IsTheOnlyLoss(string header, int line)
    {
        GeneratorRun run = GeneratorTest.ForHeader(header).Generate();

        Diagnostic first = Assert.IsType<Diagnostic>(run.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning), exactMatch: false);
        Assert.StartsWith("UAPI1", first.Id, StringComparison.Ordinal);
        Assert.NotEqual("UAPI1999", first.Id);
        Assert.Equal("/src/test.h", first.Location.GetLineSpan().Path);
        Assert.Equal(line, first.Location.GetLineSpan().StartLinePosition.Line + 1);
        Assert.Contains("struct good", run.Source("good.g.cs"), StringComparison.Ordinal);
        Assert.Contains("struct also_good", run.Source("also_good.g.cs"), StringComparison.Ordinal);
        Assert.Equal([], run.CompilerErrors());
    }

    [Fact]
    public void MissingInclude_InHeader_IsMarkedAtLineAndColumn()
    {
        GeneratorRun run = GeneratorTest.ForHeader("\n#include <linux/absent.h>\n").Generate();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        Assert.Equal(("/src/test.h", 1), (span.Path, span.StartLinePosition.Line));
        Assert.True(span.EndLinePosition.Character > span.StartLinePosition.Character);
        Assert.Contains("linux/absent.h", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void NullText_OfHeader_IsReportedAtIt()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"test.h\")]\nstatic partial class Uapi;\n" },
            AdditionalFiles = { new TestHeader("/src/test.h", null, "test.h") },
            ExpectedDiagnostics = { "/src/test.h(1,1): error UAPI1405: '/src/test.h' holds no text; give a header saved as text" },
        };

        test.Run();
    }

    [Fact]
    public void BinaryRubbish_AsHeader_IsDiagnosedInBoundedTime()
    {
        var random = new Random(1);
        string rubbish = string.Concat(Enumerable.Range(0, 20_000).Select(_ => (char)random.Next(0, 256)));

        GeneratorRun run = GeneratorTest.ForHeader(rubbish).Generate();

        Assert.NotEmpty(run.Diagnostics);
        Assert.All(run.Diagnostics, diagnostic => Assert.StartsWith("UAPI1", diagnostic.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id == "UAPI1999");
    }

    [Fact]
    public void UnsafeOff_WithPointers_ReportsOnceAndStillCompiles()
    {
        var test = new GeneratorTest
        {
            AllowUnsafe = false,
            Sources = { "[UapiGen.UapiBindings(\"test.h\")]\nstatic partial class Uapi;\n" },
            AdditionalFiles = { new TestHeader("/src/test.h", "struct a { void *p; };\nstruct b { struct a *q; int (*f)(void); };\n", "test.h") },
            ExpectedDiagnostics =
            {
                "/src/Source0.cs(1,2): warning UAPI1402: Bindings of 'Uapi' hold pointers, which C# takes only with unsafe code; set <AllowUnsafeBlocks>true</AllowUnsafeBlocks>, or use them as the nint that stands in their place",
            },
        };

        Assert.Contains("public nint f;", test.Run().Source("b.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void OldLanguage_ForBindings_ReportsOnceAndEmitsNothing()
    {
        var test = new GeneratorTest
        {
            LanguageVersion = LanguageVersion.CSharp11,
            Sources = { "[UapiGen.UapiBindings(\"test.h\")]\nstatic partial class Uapi { }\n" },
            AdditionalFiles = { new TestHeader("/src/test.h", "struct a { int x[3]; };\n", "test.h") },
            ExpectedDiagnostics =
            {
                "/src/Source0.cs(1,2): error UAPI1403: Bindings of 'Uapi' need C# 12 and .NET 8 for inline arrays; raise <LangVersion> and <TargetFramework>, or remove the older pins",
            },
        };

        Assert.Empty(test.Run().Sources);
    }

    [Fact]
    public void TwoHeaders_ThatDisagree_EmitTheFirst()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"a.h\", \"b.h\")]\nstatic partial class Uapi;\n" },
            AdditionalFiles = { new TestHeader("/src/a.h", "struct s { int x; };\n#define ONE 1\n", "a.h"), new TestHeader("/src/b.h", "struct s { long long x; };\n#define ONE 1\n", "b.h") },
            ExpectedDiagnostics =
            {
                "/src/Source0.cs(1,2): warning UAPI1404: 'struct s' is declared differently by a.h and b.h; the first one is emitted, so give one of them a bindings class of its own",
            },
        };

        Assert.Contains("public int x;", test.Run().Source("s.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Constant_OfPointerWidth_IsAPropertyOfTheAbi()
    {
        GeneratorTest test = GeneratorTest.ForHeader("#define WORDS (64 / sizeof(long))\n#define ALL (~0UL)\n#define SAME (1UL)\n");

        string constants = test.Run().Source("Constants.g.cs");

        Assert.Contains("public static ulong WORDS => (global::System.IntPtr.Size == 8 ? 8 : unchecked((ulong)0x10));", constants, StringComparison.Ordinal);
        Assert.Contains("public static ulong ALL => (global::System.IntPtr.Size == 8 ? 0xFFFFFFFFFFFFFFFF : unchecked((ulong)0xFFFFFFFF));", constants, StringComparison.Ordinal);
        Assert.Contains("public const ulong SAME = 1;", constants, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enum widths { WORD = sizeof(long), BYTE = 1 };\n", "i386-linux-gnu", "WORD = 8,")]
    [InlineData("enum widths { WORD = (char)0x80 };\n", "aarch64-linux-gnu", "WORD = -128,")]
    public void Enumerator_OfAnotherValueElsewhere_IsToldOnce(string header, string target, string emitted)
    {
        GeneratorTest test = GeneratorTest.ForHeader(header);
        test.ExpectedDiagnostics.Add($"/src/test.h(1,15): info UAPI1304: The value of enumerator 'WORD' is another one on {target}; a C# enumerator has one value only, and it is that of 64-bit targets, so compute it where {target} matters");

        Assert.Contains(emitted, test.Run().Source("widths.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void MacroMethod_OverLong_ComputesWithTheLongOfTheProcess()
    {
        GeneratorTest test = GeneratorTest.ForHeader("#define BIT_OF_LONG(n) (1UL << (n))\n#define BIT_OF_INT(n) (1U << (n))\n");

        string macros = test.Run().Source("Macros.g.cs");

        Assert.Contains("public static ulong BIT_OF_LONG(int n) => unchecked((global::System.IntPtr.Size == 8 ? (1UL << n) : ((ulong)(1U << n))));", macros, StringComparison.Ordinal);
        Assert.Contains("public static uint BIT_OF_INT(int n) => unchecked(1U << n);", macros, StringComparison.Ordinal);
    }

    [Fact]
    public void MacroOfAnEnumeratorsName_WithAnotherValue_WinsAndIsTold()
    {
        GeneratorTest test = GeneratorTest.ForHeader("enum e { MAXIMUM = 2 };\n#define MAXIMUM 1\n");
        test.ExpectedDiagnostics.Add("/src/test.h(2,9): info UAPI1406: Macro 'MAXIMUM' bears the name of an enumerator with another value; the constant has the macro's value, as C has it after the #define, and the enum keeps the enumerator's");

        GeneratorRun run = test.Run();

        Assert.Contains("public const int MAXIMUM = 1;", run.Source("Constants.g.cs"), StringComparison.Ordinal);
        Assert.Contains("MAXIMUM = 2,", run.Source("e.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Request_OfAnotherNumberElsewhere_FollowsTheArchitecture()
    {
        GeneratorTest test = GeneratorTest.ForHeader("#include <linux/ioctl.h>\n#ifdef __s390x__\n#define GET _IOR('s', 2, int)\n#else\n#define GET _IO('q', 1)\n#endif\n#define SAME _IO('q', 3)\n");

        string ioctls = test.Run().Source("Ioctls.g.cs");

        // powerpc encodes the direction "none" as 1.
        Assert.Contains("public static uint GET => (global::System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch { "
            + "global::System.Runtime.InteropServices.Architecture.Ppc64le => 0x20007101U, global::System.Runtime.InteropServices.Architecture.S390x => 0x80047302U, _ => 0x00007101U });", ioctls, StringComparison.Ordinal);
        Assert.Contains("public static uint SAME => EncodeIoctl(IoctlDirection.None, 'q', 3, 0);", ioctls, StringComparison.Ordinal);
    }

    /// <summary>What x86-64 declares is not silently what others have: the finding names the header and those for which it stands in.</summary>
    [Theory]
    [InlineData("/inc/x86_64-linux-gnu", "/src/test.h(1,1): info UAPI1407: asm/own.h of x86_64-linux-gnu is taken for aarch64-linux-gnu, riscv64-linux-gnu, loongarch64-linux-gnu, powerpc64le-linux-gnu, s390x-linux-gnu, i386-linux-gnu, arm-linux-gnueabihf, whose own is not given; what it declares may be wrong there, so add a <UapiIncludeDirectory> with their headers, or do not use it on them")]
    [InlineData("/inc")]
    public void HeaderOfOneArchitecture_ForAllOthers_IsTold(string root, params string[] expected)
    {
        GeneratorTest test = GeneratorTest.ForHeader("#include <asm/own.h>\nstruct a { struct own o; };\n");
        test.AdditionalFiles.Add(new TestHeader(root + "/asm/own.h", "struct own { int x; };\n", "asm/own.h", root));
        test.ExpectedDiagnostics.AddRange(expected);

        Assert.Contains("public own o;", test.Run().Source("a.g.cs"), StringComparison.Ordinal);
    }
}
