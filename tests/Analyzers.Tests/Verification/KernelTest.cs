// A rule's test over what the generator really makes of the bundled headers, compiled once and referred to.
using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Analyzers.Rules;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Analyzers.Tests.Verification;

/// <summary>For rules without a fix.</summary>
internal sealed class NoFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [];

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;
}

/// <summary>The generated bindings as an assembly, and the code around a snippet.</summary>
internal static class KernelSample
{
    private const string Headers = "\"linux/vfio.h\", \"linux/dma-buf.h\", \"linux/udmabuf.h\", \"linux/dma-heap.h\", \"kernel/dma-buf.h\", \"both-tags.h\", \"lines.h\"";

    /// <summary>What the later versions of the series declare: both tags, each in its own field.</summary>
    private const string BothTags = """
        #include <linux/types.h>

        struct tph_both_tags {
        	__s32 dmabuf_fd;
        	__u32 flags;
        	__u16 steering_tag_ext;
        	__u8  steering_tag;
        	__u8  ph;
        };

        """;

    /// <summary>
    /// What other headers do: a descriptor that is the answer of a request which goes both ways, one that only a flag makes the kernel look at, and a constant
    /// with the value of a flag that belongs to another header.
    /// </summary>
    private const string Lines = """
        #include <linux/types.h>
        #include <linux/ioctl.h>

        #define LINES_WITH_DATA 0x80000

        struct line_request {
        	__u32 offset;
        	__s32 fd;
        };

        struct line_event {
        	__u32 fd;
        	__u32 flags;
        	__s32 again_fd;
        };

        #define LINE_GET _IOWR('L', 7, struct line_request)
        #define LINE_WATCH _IOW('L', 8, struct line_event)

        """;

    private static readonly Lazy<PortableExecutableReference> s_bindings = new(Compile);

    public static MetadataReference Bindings => s_bindings.Value;

    public const string Surroundings = """
        global using System;
        global using System.Buffers;
        global using System.Collections.Generic;
        global using System.ComponentModel;
        global using System.IO;
        global using System.Runtime.CompilerServices;
        global using System.Runtime.InteropServices;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Demo;
        global using static Demo.Uapi;
        global using static Libc;
        global using UapiGen;

        namespace UapiGen
        {
            [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
            internal sealed class UapiRoleAttribute(UapiRole role) : Attribute
            {
                public UapiRole Role { get; } = role;
                public int Parameter { get; set; } = -1;
            }

            internal enum UapiRole { Result, ProcessingHint, SteeringTag, FileDescriptor, Exports, Imports, Hints }
        }

        internal static unsafe class Libc
        {
            public const int EINTR = 4;
            public const int EAGAIN = 11;
            [DllImport("libc", SetLastError = true)] public static extern int ioctl(int fd, nuint request, void* argument);
            [DllImport("libc", SetLastError = true)] public static extern int close(int fd);
            [DllImport("libc", SetLastError = true)] public static extern int dup(int fd);
            [DllImport("libc", SetLastError = true)] public static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
            [DllImport("libc", SetLastError = true)] public static extern void* mmap(void* address, nuint length, int protection, int flags, int fd, long offset);
            [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)] public static extern int RefIoctl(int fd, nuint request, ref dma_buf_sync argument);
            public static int RetryIoctl(int fd, uint request, void* argument) { int r; do { r = ioctl(fd, request, argument); } while (r < 0 && Marshal.GetLastPInvokeError() is EINTR or EAGAIN); return r; }
            public static void Log(string text) { }
            public static void Check(int result) { if (result < 0) throw new Win32Exception(Marshal.GetLastPInvokeError()); }
        }

        internal sealed class DmaBuffer : IDisposable
        {
            public int FileDescriptor => 0;
            public void Dispose() { }
        }

        internal readonly struct Outcome
        {
            public bool IsSuccess => true;
            public int Errno => 0;
            public int ThrowIfError(string call, string argument = "") => 0;
        }

        internal readonly ref struct Scope
        {
            public void Dispose() { }
        }

        internal sealed class Channel
        {
            [UapiRole(UapiRole.Result)] public Outcome BeginAccess(int kind) => default;
            [UapiRole(UapiRole.Result)] public Outcome EndAccess(int kind) => default;
            [UapiRole(UapiRole.Result)] public Task<Outcome> ResetAsync() => Task.FromResult(default(Outcome));
            public Scope Access(int kind) => default;
        }

        internal sealed class Importer
        {
            [UapiRole(UapiRole.Result)] public int Register([UapiRole(UapiRole.Imports)] int fd) => 0;
            [UapiRole(UapiRole.Result)] public int Register([UapiRole(UapiRole.Imports)] int fd, out MemoryStream region) { region = new(); return 0; }
        }

        internal sealed class Device : IDisposable
        {
            [UapiRole(UapiRole.Exports)] public DmaBuffer Export() => new();
            [UapiRole(UapiRole.Result)] public int TryExport([UapiRole(UapiRole.Exports)] out DmaBuffer buffer) { buffer = new(); return 0; }
            [UapiRole(UapiRole.Result)] public int SetTph([UapiRole(UapiRole.Hints)] DmaBuffer buffer, ushort tag, byte ph) => 0;
            public void Dispose() { }
            [UapiRole(UapiRole.Result)] public int SetFeature<T>(ushort feature, in T payload) where T : unmanaged => 0;
            [UapiRole(UapiRole.Result)] public int SetTph(int fd, ushort tag, [UapiRole(UapiRole.ProcessingHint)] byte ph) => 0;
        }
        """;

    private static PortableExecutableReference Compile()
    {
        var test = GeneratorTest.ForBundled(Headers);
        test.AdditionalFiles.Add(new TestHeader("/src/both-tags.h", BothTags, "both-tags.h"));
        test.AdditionalFiles.Add(new TestHeader("/src/lines.h", Lines, "lines.h"));
        var run = test.Generate();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp13);
        var trees = run.Result.GeneratedSources.Select(source => CSharpSyntaxTree.ParseText(source.SourceText, parsing, source.HintName))
            .Append(CSharpSyntaxTree.ParseText("namespace Demo;\npublic static partial class Uapi;\n", parsing));
        var image = new MemoryStream();
        var result = CSharpCompilation.Create("Bindings", trees, Net80.References.All, options).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}

internal sealed class KernelTest<TAnalyzer, TCodeFix> : CSharpCodeFixTest<TAnalyzer, TCodeFix>
    where TAnalyzer : Rule, new()
    where TCodeFix : CodeFixProvider, new()
{
    public KernelTest()
    {
        TestState.Sources.Add(("/0/Surroundings.g.cs", "// <auto-generated/>\n#nullable enable\n" + KernelSample.Surroundings));
        TestState.AdditionalReferences.Add(KernelSample.Bindings);
    }

    /// <summary>The statements of a method, with marks; null when nothing is fixed.</summary>
    public static Task Body(string statements, string? fixedStatements = null) => File(InMethod(statements), fixedStatements is null ? null : InMethod(fixedStatements));

    /// <summary>Members of a class, with marks; null when nothing is fixed.</summary>
    public static Task Members(string members, string? fixedMembers = null) => File(InClass(members), fixedMembers is null ? null : InClass(fixedMembers));

    /// <summary>A whole file, with marks; null when nothing is fixed.</summary>
    public static Task File(string source, string? fixedSource = null, string? editorConfig = null)
    {
        var test = new KernelTest<TAnalyzer, TCodeFix> { TestCode = source, FixedCode = fixedSource };
        test.TestState.EditorConfig = editorConfig;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string InClass(string members) => $$"""
        static unsafe class Test
        {
            {{members.ReplaceLineEndings("\n    ")}}
        }
        """;

    private static string InMethod(string statements) => $$"""
        static unsafe class Test
        {
            static void Method(int fd, bool condition, int number, Device device, Device other, Importer importer)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
