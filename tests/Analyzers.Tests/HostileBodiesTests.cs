// Bodies that nobody writes by hand: deep expressions, thousands of statements, branches and nested functions. The compiler must neither fall nor stand still.
using System;
using System.Linq;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using UapiGen.Analyzers.Tests.Verification;
using Xunit;

namespace UapiGen.Analyzers.Tests;

public sealed class HostileBodiesTests
{
    /// <summary>Each ends in the same mistake, so that the body is known to have been looked at.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "operands", $"tph.steering_tag = (ushort)(number{Times(30_000, _ => " + number")});" },
        { "pattern", $"if (number is 0{Times(2_000, i => $" or {i}")}) {{ tph.ph = 1; }}" },
        { "conditions", $"if (number == 1{Times(20_000, i => $" || number == {i}")}) {{ tph.ph = 1; }}" },
        { "choices", $"tph.steering_tag = (ushort)({Times(400, i => $"number == {i} ? {i} : ")}0);" },
        { "parentheses", $"tph.steering_tag = (ushort){Times(150, _ => "(")}number{Times(150, _ => ")")};" },
        { "calls", $"tph.ph = (byte)new Chain(){Times(300, _ => ".Next()")}.Number;" },
        { "statements", Times(5_000, i => $"int x{i} = number + {i}; tph.steering_tag = (ushort)x{i};\n") },
        { "branches", Times(1_500, i => $"if (number == {i}) {{ tph.ph = {i % 4}; }}\n") },
        { "sections", $"switch (number) {{ {Times(1_500, i => $"case {i}: tph.ph = {i % 4}; tph.steering_tag = {i}; break;\n")} }}" },
        { "records", Times(600, i => $"vfio_device_feature_dma_buf_tph t{i} = default; if (number == {i}) {{ t{i}.ph = 1; }}\n") },
        { "loops", Times(60, i => $"for (int i{i} = 0; i{i} < number; i{i}++) {{ tph.steering_tag++; tph.ph = {i % 4};\n") + Times(60, _ => "}") },
        { "tries", Times(40, _ => "try { tph.ph = 1;\n") + Times(40, i => $"}} finally {{ tph.steering_tag = {i}; }}\n") },
        { "functions", Times(40, i => $"Action a{i} = () => {{ tph.ph = 1;\n") + Times(40, i => $"}}; a{39 - i}();\n") },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_ThatIsHuge_IsLookedAtAndLeft(string name, string statements)
    {
        string source = $$"""
            class Chain { public Chain Next() => this; public int Number => 1; }
            static class Huge
            {
                static unsafe void {{name}}(int fd, int number)
                {
                    vfio_device_feature_dma_buf_tph tph = default;
                    {{statements}}
                    tph.reserved = 1;
                }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "Huge",
            new[] { GeneratedSample.GlobalUsings, source }.Concat(GeneratedSample.Sources.Select(generated => generated.Text))
                .Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview))),
            Net80.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var found = await compilation.WithAnalyzers([new UapiAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("AD0001", found.Select(finding => finding.Id));
        Assert.Contains("UAPI2001", found.Select(finding => finding.Id));
    }

    private static string Times(int count, Func<int, string> text) => string.Concat(Enumerable.Range(0, count).Select(text));
}
