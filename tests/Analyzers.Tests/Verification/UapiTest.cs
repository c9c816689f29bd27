// A rule's test: the harness plus the facts and a sample of generated code.
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using UapiGen.Analyzers.Rules;
using Xunit;

namespace UapiGen.Analyzers.Tests.Verification;

internal sealed class UapiTest<TAnalyzer, TCodeFix> : CSharpCodeFixTest<TAnalyzer, TCodeFix>
    where TAnalyzer : Rule, new()
    where TCodeFix : CodeFixProvider, new()
{
    public UapiTest()
    {
        TestState.Sources.Add(("/0/GlobalUsings.cs", GeneratedSample.GlobalUsings));
        foreach (var source in GeneratedSample.Sources)
        {
            TestState.Sources.Add(source);
        }
    }

    /// <summary>The statements of a method, with marks; null when nothing is fixed.</summary>
    public static Task Body(string statements, string? fixedStatements = null, string? key = null) => new UapiTest<TAnalyzer, TCodeFix>
    {
        TestCode = InMethod(statements),
        FixedCode = fixedStatements is null ? null : InMethod(fixedStatements),
        CodeActionEquivalenceKey = key,
    }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The statements of an async method, with marks; null when nothing is fixed.</summary>
    public static Task AsyncBody(string statements, string? fixedStatements = null) => File(
        InAsyncMethod(statements),
        fixedStatements is null ? null : InAsyncMethod(fixedStatements));

    /// <summary>A whole file, with marks; null when nothing is fixed.</summary>
    public static Task File(string source, string? fixedSource = null) => new UapiTest<TAnalyzer, TCodeFix>
    {
        TestCode = source,
        FixedCode = fixedSource,
    }.RunAsync(TestContext.Current.CancellationToken);

    private static string InAsyncMethod(string statements) => $$"""
        static class Test
        {
            static async Task Method(Buffer buffer, int number)
            {
                await Task.Yield();
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """;

    private static string InMethod(string statements) => $$"""
        static unsafe class Test
        {
            static void Method(int fd, bool condition, int number, dma_buf* buf, dma_buf_ops* ops)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
