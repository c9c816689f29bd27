// ABI hazards (UAPI15nn): told to those who ask, at the member's place in the header, once; and of no account to anybody else.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Diagnostics;
using UapiGen.Generator.Tests.Harness;
using UapiGen.Pipeline;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class HazardTests
{
    private const string Types = "#include <linux/types.h>\n";

    [Theory]
    [InlineData("struct a { __u8 x; __u32 y; };",
        "(2,26): UAPI1501: The compiler puts padding before 'y' of 'struct a': 3 bytes; name it '__u8 pad[3]', so that programs clear it and a later version can use it")]
    [InlineData("struct a { __u32 argsz; __aligned_u64 addr; };",
        "(2,39): UAPI1501: The compiler puts padding before 'addr' of 'struct a': 4 bytes; name it '__u32 pad', so that programs clear it and a later version can use it")]
    [InlineData("struct a { __u32 y; __u8 x; };",
        "(2,8): UAPI1502: The compiler puts padding at the end of 'struct a': 3 bytes; name it '__u8 pad[3]', so that programs clear it and a later version can use it")]
    [InlineData("struct a { __u16 low : 9; __u16 high : 9; __u16 rest : 7; };",
        "(2,33): UAPI1501: The compiler puts padding before 'high' of 'struct a': 7 bits; name it '__u32 pad : 7', so that programs clear it and a later version can use it")]
    [InlineData("struct a { struct { __u8 i; __u16 j; } n[2]; };",
        "(2,35): UAPI1501: The compiler puts padding before 'n.j' of 'struct a': 1 byte; name it '__u8 pad', so that programs clear it and a later version can use it")]
    [InlineData("struct a { struct { union { __u8 b[5]; __u32 w; }; }; };",
        "(2,21): UAPI1502: The compiler puts padding at the end of an anonymous member of 'struct a': 3 bytes; name it '__u8 pad[3]', so that programs clear it and a later version can use it")]
    [InlineData("struct a { __u32 len; __u8 kind; __u16 data[]; };",
        "(2,40): UAPI1501: The compiler puts padding before 'data' of 'struct a': 1 byte; name it '__u8 pad', so that programs clear it and a later version can use it",
        "(2,8): UAPI1502: The compiler puts padding at the end of 'struct a': 2 bytes; name it '__u16 pad', so that programs clear it and a later version can use it")]
    [InlineData("struct a { long n; };",
        "(2,17): UAPI1503: 'n' of 'struct a' is 'long', which has 8 bytes on 64-bit targets, 4 bytes on 32-bit targets; use __s64")]
    [InlineData("struct a { __kernel_size_t sizes[2]; };",
        "(2,28): UAPI1503: 'sizes' of 'struct a' is 'unsigned long', which has 8 bytes on 64-bit targets, 4 bytes on 32-bit targets; use __u64")]
    [InlineData("union a { unsigned long bits : 3; };",
        "(2,25): UAPI1503: 'bits' of 'union a' is 'unsigned long', which has 8 bytes on 64-bit targets, 4 bytes on 32-bit targets; use __u64",
        "(2,7): UAPI1502: The compiler puts padding at the end of 'union a': 61 bits on 64-bit targets, 29 bits on 32-bit targets; use types of one size for all targets, and name what is left")]
    [InlineData("struct a { __u32 argsz; __u64 addr; __u64 size; };",
        "(2,31): UAPI1501: The compiler puts padding before 'addr' of 'struct a': 4 bytes on all targets but i386, none on i386; name it '__u32 pad', so that programs clear it and a later version can use it, and i386 has it too",
        "(2,31): UAPI1504: 'addr' of 'struct a' is aligned to 4 bytes on i386, so it lies at byte 8 on x86_64 and at byte 4 on i386; use __aligned_u64")]
    [InlineData("struct a { __s64 addr; __u32 n; __u32 m; __u32 last; };",
        "(2,18): UAPI1504: 'addr' of 'struct a' is aligned to 4 bytes on i386, so the record has 24 bytes on x86_64 and 20 bytes on i386; use __aligned_s64",
        "(2,8): UAPI1502: The compiler puts padding at the end of 'struct a': 4 bytes on all targets but i386, none on i386; name it '__u32 pad', so that programs clear it and a later version can use it, and i386 has it too")]
    [InlineData("union a { __u64 w; __u8 b[12]; };",
        "(2,17): UAPI1504: 'w' of 'union a' is aligned to 4 bytes on i386, so the record has 16 bytes on x86_64 and 12 bytes on i386; use __aligned_u64",
        "(2,7): UAPI1502: The compiler puts padding at the end of 'union a': 4 bytes on all targets but i386, none on i386; name it '__u32 pad', so that programs clear it and a later version can use it, and i386 has it too")]
    [InlineData("struct in { __u64 w; }; struct a { __u32 x, y, z; struct in in; };",
        "(2,61): UAPI1501: The compiler puts padding before 'in' of 'struct a': 4 bytes on all targets but i386, none on i386; name it '__u32 pad', so that programs clear it and a later version can use it, and i386 has it too",
        "(2,61): UAPI1504: 'in' of 'struct a' is aligned to 4 bytes on i386, so it lies at byte 16 on x86_64 and at byte 12 on i386; align the 64-bit members of 'struct in' with __aligned_u64")]
    [InlineData("struct a { void *p; int (*f[2])(int); };",
        "(2,18): UAPI1505: 'p' of 'struct a' is a pointer, which has 8 bytes on 64-bit targets and 4 on 32-bit ones; use __u64 and cast the address through uintptr_t",
        "(2,27): UAPI1505: 'f' of 'struct a' is a pointer, which has 8 bytes on 64-bit targets and 4 on 32-bit ones; use __u64 and cast the address through uintptr_t")]
    [InlineData("struct a { __u32 n; __DECLARE_FLEX_ARRAY(__u64, items); };",
        "(2,21): UAPI1501: The compiler puts padding before '(anonymous struct)' of 'struct a': 4 bytes on all targets but i386, none on i386; name it '__u32 pad', so that programs clear it and a later version can use it, and i386 has it too",
        "(2,21): UAPI1504: '(anonymous struct)' of 'struct a' is aligned to 4 bytes on i386, so it lies at byte 8 on x86_64 and at byte 4 on i386; align the 64-bit members within with __aligned_u64")]
    [InlineData("struct a { __struct_group(a_head, head, , __u8 kind; __u32 len;); };",
        "(2,60): UAPI1501: The compiler puts padding before 'len' of 'struct a': 3 bytes; name it '__u8 pad[3]', so that programs clear it and a later version can use it")]
    [InlineData("typedef struct { __u8 x; __u16 y; } named_t;",
        "(2,32): UAPI1501: The compiler puts padding before 'y' of 'named_t': 1 byte; name it '__u8 pad', so that programs clear it and a later version can use it")]
    public void Hazard_SwitchedOn_IsToldAtItsMember(string record, params string[] expected)
    {
        GeneratorRun run = Generate(Types + record + "\n", HazardDiagnostics.All.Select(descriptor => descriptor.Id));

        Assert.Equal(expected.Order(StringComparer.Ordinal), run.Diagnostics.Select(Place).Order(StringComparer.Ordinal));
        Assert.Equal([], run.CompilerErrors());
    }

    [Theory]
    [InlineData("struct a { __u8 x; __u64 y; __u32 z; } __attribute__((packed));")]
    [InlineData("struct a { __u32 argsz; __u32 flags; __aligned_u64 addr; };")]
    [InlineData("struct a { __u64 x; __u32 y; __u32 pad; };")]
    [InlineData("struct a { __u32 x : 5; __u32 : 27; __u8 b[4]; };")]
    [InlineData("struct a { __u32 x : 5; __u32 : 0; __u32 y; } __attribute__((packed));")]
    [InlineData("#pragma pack(push, 4)\nstruct a { __u32 x; __u64 y; };\n#pragma pack(pop)")]
    [InlineData("union a { __u64 w; __u32 h; __u8 b[8]; };")]
    [InlineData("struct a { __u32 n; struct { struct { } empty; __u32 items[]; }; };")]
    [InlineData("struct a;\nstruct b { __u32 e[3]; };")]
    public void Hazard_WhereTheLayoutIsSound_IsNotTold(string record)
    {
        // The zero-width bit-field leaves 27 bits, which only its own unit names.
        IEnumerable<string> found = Generate(Types + record + "\n", HazardDiagnostics.All.Select(descriptor => descriptor.Id)).Diagnostics.Select(Place);

        Assert.Equal([], found.Where(line => !line.Contains("27 bits", StringComparison.Ordinal)));
    }

    [Fact]
    public void Hazards_OffAsTheyAre_AreSilent()
    {
        GeneratorRun run = Generate(Types + "struct a { __u8 x; long y; void *p; };\n", []);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(HazardSwitch.Read(run.Compilation, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Hazard_SwitchedOnAlone_ComesAlone()
    {
        GeneratorRun run = Generate(Types + "struct a { __u8 x; long y; void *p; };\n", ["UAPI1505"]);

        Assert.Equal("UAPI1505", Assert.Single(run.Diagnostics).Id);
    }

    [Fact]
    public void Hazard_ByGlobalConfiguration_IsOn()
    {
        GeneratorTest test = GeneratorTest.ForHeader("struct a { void *p; void *q; };\n");
        Compilation compilation = test.CreateCompilation();
        compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new GlobalConfiguration("UAPI1505")));

        GeneratorDriverRunResult result = test.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult();

        Assert.Equal(["UAPI1505", "UAPI1505"], result.Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Hazard_SuppressedByName_StaysOff()
    {
        GeneratorTest test = GeneratorTest.ForHeader("struct a { void *p; };\n");
        Compilation compilation = test.CreateCompilation();
        CompilationOptions options = compilation.Options.WithSyntaxTreeOptionsProvider(new GlobalConfiguration("UAPI1505"));
        compilation = compilation.WithOptions(options.WithSpecificDiagnosticOptions([new("UAPI1505", ReportDiagnostic.Suppress)]));

        Assert.Empty(HazardSwitch.Read(compilation, TestContext.Current.CancellationToken));
    }

    /// <summary>Two classes, two headers, one include: each record is told where it is declared, by the header that was named, once.</summary>
    [Fact]
    public void Hazards_OfAHeaderThatSeveralInclude_AreToldOnceAndOnlyWhenNamed()
    {
        var test = new GeneratorTest
        {
            Sources = { "[UapiGen.UapiBindings(\"a.h\", \"b.h\")]\nstatic partial class One;\n[UapiGen.UapiBindings(\"b.h\", \"named.h\")]\nstatic partial class Two;\n" },
            AdditionalFiles =
            {
                new TestHeader("/src/a.h", "#include \"named.h\"\n#include \"unnamed.h\"\nstruct a { struct shared s; struct other o; };\n", "a.h"),
                new TestHeader("/src/b.h", "#include \"named.h\"\nstruct b { struct shared s; };\n", "b.h"),
                new TestHeader("/src/named.h", "struct shared { void *p; };\n", "named.h"),
                new TestHeader("/src/unnamed.h", "struct other { void *q; };\n", "unnamed.h"),
            },
        };

        GeneratorRun run = Generate(test, ["UAPI1505"]);

        Assert.Equal("/src/named.h", Assert.Single(run.Diagnostics).Location.GetLineSpan().Path);
    }

    [Fact]
    public void Hazards_SwitchedOn_ChangeNoSource()
    {
        const string Header = Types + "struct a { __u8 x; long y; void *p; };\n";

        Assert.Equal(Generate(Header, []).Joined(), Generate(Header, HazardDiagnostics.All.Select(descriptor => descriptor.Id)).Joined());
    }

    /// <summary>The file that <c>UapiHazards</c> adds names every hazard and nothing else.</summary>
    [Fact]
    public void ShippedConfiguration_NamesAllHazards()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "src", "Generator", "build", "UapiHazards.globalconfig"));

        Assert.Equal(
            HazardDiagnostics.All.Select(descriptor => descriptor.Id),
            Regex.Matches(text, @"(?m)^dotnet_diagnostic\.(\w+)\.severity = suggestion$").Select(match => match.Groups[1].Value));
        Assert.All(HazardDiagnostics.All, descriptor => Assert.False(descriptor.IsEnabledByDefault));
    }

    private static GeneratorRun Generate(string header, IEnumerable<string> ids) => Generate(GeneratorTest.ForHeader(header), ids);

    private static GeneratorRun Generate(GeneratorTest test, IEnumerable<string> ids)
    {
        CSharpCompilation compilation = test.CreateCompilation();
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(ids.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Info))));
        return new GeneratorRun(compilation, test.CreateDriver().RunGenerators(compilation).GetRunResult());
    }

    private static string Place(Diagnostic diagnostic)
    {
        string described = GeneratorTest.Describe(diagnostic);
        Assert.StartsWith("/src/test.h(", described, StringComparison.Ordinal);
        return described["/src/test.h".Length..].Replace(": info ", ": ", StringComparison.Ordinal);
    }

    /// <summary>A <c>.globalconfig</c> that makes one id a suggestion.</summary>
    private sealed class GlobalConfiguration(string id) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = diagnosticId == id ? ReportDiagnostic.Info : ReportDiagnostic.Default;
            return diagnosticId == id;
        }
    }
}
