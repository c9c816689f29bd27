// Where facts come from: this compilation, an assembly that it refers to, or nowhere.
using System.Linq;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class FactSourcesTests
{
    [Fact]
    public Task Facts_InReferencedAssembly_AreSeen()
    {
        var test = new CSharpCodeFixTest<ReservedFieldSetAnalyzer, ReservedFieldSetFix>
        {
            TestCode = """
                using static Sample.Uapi;
                static class Test
                {
                    static vfio_device_feature_dma_buf_tph Make() => new() { ph = 1, [|reserved = 1|] };
                }
                """,
        };
        test.TestState.AdditionalReferences.Add(Bindings());
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Ioctl_WithoutAnyFacts_StillJudged() => new CSharpCodeFixTest<ResultUncheckedAnalyzer, ResultUncheckedFix>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("libc")] static extern int ioctl(int fd, uint request);
                [DllImport("libc", EntryPoint = "ioctl")] static extern void Forget(int fd, uint request);
                static void Method() { [|ioctl(0, 1)|]; Forget(0, 1); }
            }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Attribute_OfSameNameElsewhere_Silent() => new CSharpCodeFixTest<ReservedFieldSetAnalyzer, ReservedFieldSetFix>
    {
        TestCode = """
            namespace Other
            {
                enum UapiRole { Reserved }
                sealed class UapiRoleAttribute : System.Attribute { public UapiRoleAttribute(UapiRole role) { } }
            }

            struct Own { [Other.UapiRole(Other.UapiRole.Reserved)] public byte reserved; }
            static class Test { static Own Make() => new() { reserved = 1 }; }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Role_KnownByNameAndNotByNumber_Triggers() => new CSharpCodeFixTest<ReservedFieldSetAnalyzer, ReservedFieldSetFix>
    {
        TestCode = """
            namespace UapiGen
            {
                enum UapiRole { Other, SomethingNewer, Reserved = 77 }
                sealed class UapiRoleAttribute : System.Attribute { public UapiRoleAttribute(UapiRole role) { } }
            }

            struct Own
            {
                [UapiGen.UapiRole(UapiGen.UapiRole.Reserved)] public byte first;
                [UapiGen.UapiRole(UapiGen.UapiRole.SomethingNewer)] public byte second;
            }

            static class Test { static Own Make() => new() { [|first = 1|], second = 1 }; }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);

    private static PortableExecutableReference Bindings()
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);
        var trees = GeneratedSample.Sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, path: source.Path));
        var image = new System.IO.MemoryStream();
        var result = CSharpCompilation.Create("Bindings", trees, Net80.References.All, options).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
