// Methods made of function-like macros, for every header of two kernels, against gcc: the same arguments give the same value of the same
// type. All methods are one C# compilation; gcc judges many headers at once, and those apart that do not go together.
// Counts go to artifacts/macros-table.md, every macro that is no method to artifacts/macros-left-out.md.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.C.Layout;
using UapiGen.Model;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using UapiGen.Pipeline;
using Xunit;

namespace UapiGen.Layout.Tests.Corpus;

public sealed class MacroCorpusTests(ITestOutputHelper output)
{
    private const string Head = """
        | kernel | function-like macros | methods | judged by gcc | in headers that gcc refuses | calls compared | wrong | left out |
        |---|---|---|---|---|---|---|---|
        """;

    [Fact]
    public void EveryMacroMethod_OfTwoKernels_GivesWhatCGives()
    {
        var rows = new List<string> { Head };
        var reasons = new List<string>();
        var leftOut = new List<string>();
        var wrong = new List<string>();
        foreach (CorpusKernel kernel in (CorpusKernel[])[CorpusKernel.Installed, CorpusKernel.Backports])
        {
            var models = new Dictionary<string, HeaderModel>(StringComparer.Ordinal);
            Parallel.ForEach(kernel.Headers.Where(header => DefinesFunction(kernel, header)), header =>
            {
                if (kernel.Read(header).Model is { } model)
                {
                    lock (models)
                    {
                        models.Add(header, model);
                    }
                }
            });
            List<HeaderModel> headers = [.. models.Values.OrderBy(model => model.Header, StringComparer.Ordinal)];
            List<MacroCalls> calls = Sample(headers);
            var judge = new MacroJudge(kernel);
            List<LeftOutMacro> listed = [.. headers.SelectMany(header => header.LeftOutMacros)];
            int defined = headers.Sum(header => FunctionLike(kernel, header.Header));
            judge.Judge(calls);
            wrong.AddRange(judge.Findings.Select(finding => kernel.Name + " " + finding));
            wrong.AddRange(listed.Where(macro => macro.Reason.Length == 0).Select(macro => $"{kernel.Name} {macro.Header}: {macro.Signature} is left out without a reason"));
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {kernel.Name} | {defined} | {headers.Sum(header => header.Methods.Count)} | {judge.Methods} | {judge.Refused} | {judge.Calls} | {judge.Findings.Count} | {listed.Count} |"));
            reasons.AddRange(listed.GroupBy(macro => General(macro.Reason)).OrderByDescending(group => group.Count()).Select(group => $"- {kernel.Name}: {group.Count()} left out, for {group.Key}"));
            leftOut.AddRange(listed.Select(macro => $"- {kernel.Name} {macro.Header} {macro.Signature}: {macro.Reason}"));
            int methods = headers.Sum(header => header.Methods.Count);
            wrong.AddRange(methods > 300 ? [] : [$"only {methods} methods were found in {kernel.Name}"]);
            wrong.AddRange(defined == methods + listed.Count ? [] : [$"{kernel.Name}: {defined} macros are {methods} methods and {listed.Count} that are left out"]);
            wrong.AddRange(methods == judge.Methods + judge.Refused ? [] : [$"{kernel.Name}: of {methods} methods {judge.Methods} were judged and {judge.Refused} are in headers that gcc refuses"]);
        }

        string table = string.Join('\n', rows) + "\n\n" + string.Join('\n', reasons) + "\n";
        File.WriteAllText(Path.Combine(Repository.Root, "artifacts", "macros-table.md"), table);
        File.WriteAllText(Path.Combine(Repository.Root, "artifacts", "macros-left-out.md"), string.Join('\n', leftOut) + "\n");
        output.WriteLine(table);
        Assert.Equal("", string.Join('\n', wrong.Take(100)));
    }

    private static bool DefinesFunction(CorpusKernel kernel, string header) => kernel.PathOf(header, Target.X86_64) is { } path
        && System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(path), @"(?m)^[ \t]*#[ \t]*define[ \t]+\w+\(");

    /// <summary>How many function-like macros a header has at its end, by the front end's list of macros.</summary>
    private static int FunctionLike(CorpusKernel kernel, string header)
    {
        var unit = HeaderJudge.Read(kernel.PathOf(header, Target.X86_64)!, new CompileOptions(Target.X86_64, kernel.DirectoriesOf(Target.X86_64), [], []) { LibcDirectories = [Repository.Headers] });
        return unit.Macros.Where(macro => macro.Parameters is not null && macro.Location.File == 0).Select(macro => macro.Name).Distinct().Count();
    }

    /// <summary>A reason without the names in it.</summary>
    private static string General(string reason) => System.Text.RegularExpressions.Regex.Replace(reason, "'[^']*'", "'...'");

    /// <summary>Compiles all methods at once, a class a header, and calls each.</summary>
    private static List<MacroCalls> Sample(List<HeaderModel> headers)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.None);
        var trees = new List<SyntaxTree>();
        var classes = new List<(string Header, string Class, IReadOnlyList<MethodModel> Methods)>();
        foreach (HeaderModel header in headers.Where(header => header.Methods.Count > 0))
        {
            string name = FormattableString.Invariant($"Uapi{classes.Count}");
            var request = new BindingsRequest(
                new BindingsClass("", new EquatableArray<string>(["partial class " + name]), name, name),
                new EquatableArray<string>([header.Header]), EquatableArray<string>.Empty, EquatableArray<string>.Empty, IsPascalCase: false);
            MacrosFile file = BindingsBuilder.Build(request, [header]).Files.OfType<MacrosFile>().Single();
            trees.Add(CSharpSyntaxTree.ParseText(GeneratedSource.Write(file, new TargetInfo(HasInlineArrays: true, AllowsUnsafe: false)).Text!, parse));
            trees.Add(CSharpSyntaxTree.ParseText($"public static partial class {name};", parse));
            classes.Add((header.Header, name, file.Methods));
        }

        CSharpCompilation compilation = CSharpCompilation.Create("Macros", trees, Net80.References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.Equal([], compilation.Emit(image, cancellationToken: CancellationToken.None).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        Assembly assembly = Assembly.Load(image.ToArray());
        return
        [
            .. classes.SelectMany(@class => @class.Methods.Select(method => MacroCalls.Of(
                @class.Header, method.CName, assembly.GetType(@class.Class)!.GetMethod(method.Name.TrimStart('@'), BindingFlags.Public | BindingFlags.Static)!))),
        ];
    }
}
