// In: one header of a kernel. Out: whether its C# compiles without a warning, and what its structs measure against C's on x86-64.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using UapiGen.C.Binding;
using UapiGen.Emit;
using UapiGen.Model;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using UapiGen.Pipeline;

namespace UapiGen.Layout.Tests.Corpus;

/// <summary>What became of one header.</summary>
/// <param name="Header">Its logical path.</param>
/// <param name="Errors">What the C# compiler says, and what the generator failed at.</param>
/// <param name="Records">Structs and unions measured, nested ones included.</param>
/// <param name="Fields">Members measured, bit-fields included.</param>
/// <param name="BitFields">Bit-fields among them.</param>
/// <param name="Wrong">What C has otherwise, or has and the C# lacks.</param>
internal sealed record CorpusHeader(string Header, IReadOnlyList<string> Errors, int Records, int Fields, int BitFields, IReadOnlyList<string> Wrong)
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    /// <summary>What every header's compilation begins with; its references are bound once.</summary>
    private static readonly CSharpCompilation s_base = CSharpCompilation.Create(
        "Corpus",
        [
            CSharpSyntaxTree.ParseText("internal static partial class Uapi;", s_parse),
            CSharpSyntaxTree.ParseText("namespace Microsoft.CodeAnalysis { internal sealed partial class EmbeddedAttribute : global::System.Attribute { } }", s_parse),
            CSharpSyntaxTree.ParseText(FactAttributes.Source, s_parse),
        ],
        Net80.References.All,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release,
            generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999, concurrentBuild: false));

    /// <param name="kernel">The kernel.</param>
    /// <param name="header">The header's logical path.</param>
    /// <param name="abi">The ABI that the code runs on, or is made to believe it runs on.</param>
    public static CorpusHeader Measure(CorpusKernel kernel, string header, SimulatedAbi abi)
    {
        HeaderResult read = kernel.Read(header);
        var request = new BindingsRequest(
            new BindingsClass("", new EquatableArray<string>(["partial class Uapi"]), "Uapi", "Uapi"),
            new EquatableArray<string>([header]), EquatableArray<string>.Empty, EquatableArray<string>.Empty, IsPascalCase: false);
        BindingsResult bindings = BindingsResult.Build(request, [read]);
        if (kernel.PathOf(header, abi.Target) is not { } path || (!abi.IsReal && !bindings.Files.OfType<RecordFile>().Any(file => FollowsAbi(file.Record))))
        {
            return new CorpusHeader(header, [], 0, 0, 0, []);
        }

        List<GeneratedSource> sources = [.. bindings.Files.Select(file => GeneratedSource.Write(file, new TargetInfo(HasInlineArrays: true, AllowsUnsafe: abi.IsReal)))];
        List<string> errors = [.. Failures(read, bindings, sources)];
        using var image = new MemoryStream();
        errors.AddRange(Compile(sources, image, abi));
        if (errors.Count > 0)
        {
            return new CorpusHeader(header, errors, 0, 0, 0, []);
        }

        var context = new AssemblyLoadContext(header, isCollectible: true);
        try
        {
            image.Position = 0;
            var comparison = new RecordComparison(context.LoadFromStream(image).GetType("Uapi", throwOnError: true)!, abi.Target, [.. read.Diagnostics.Where(diagnostic => diagnostic.Descriptor.Id == "UAPI1301").Select(diagnostic => diagnostic.Arguments[0])]);
            // The header as the oracle reads it, and gcc or clang confirm it.
            TranslationUnit judged = HeaderJudge.Read(path, new CompileOptions(abi.Target, kernel.DirectoriesOf(abi.Target), [], []));
            comparison.Run(
                judged.Records.Where(record => IsKernels(record, judged, kernel)),
                [.. bindings.Files.OfType<RecordFile>().Select(file => file.Record).Where(record => kernel.Headers.Contains(record.Header))]);
            return new CorpusHeader(header, [], comparison.Records, comparison.Fields, comparison.BitFields, comparison.Wrong);
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>True when the struct, or one within, is not laid out by numbers that are the same everywhere.</summary>
    private static bool FollowsAbi(RecordModel record) =>
        record.Layout != RecordLayout.Explicit || record.BitStorage.Count > 0 || record.Nested.Any(FollowsAbi);

    private static IEnumerable<string> Failures(HeaderResult read, BindingsResult bindings, IEnumerable<GeneratedSource> sources) =>
        read.Diagnostics
            .Where(diagnostic => diagnostic.Descriptor.Id == "UAPI1999")
            .Select(diagnostic => string.Join(": ", diagnostic.Arguments))
            .Concat(bindings.Failure is { } failure ? [failure] : [])
            .Concat(sources.Select(source => source.Failure).OfType<DiagnosticInfo>().Select(failure => string.Join(": ", failure.Arguments)));

    /// <summary>
    /// Compiles with every warning an error; what the prologue of generated files would silence is heard, but for two:
    /// a header's silence (CS1591), and the kernel's names in lower case (CS8981).
    /// </summary>
    private static IEnumerable<string> Compile(IEnumerable<GeneratedSource> sources, MemoryStream image, SimulatedAbi abi)
    {
        CSharpCompilation compilation = s_base.AddSyntaxTrees(sources.Select(source => CSharpSyntaxTree.ParseText(
            abi.Apply(source.Text!.Replace("#pragma warning disable\n", "#pragma warning disable CS1591, CS8981\n", StringComparison.Ordinal)), s_parse, source.HintName, Encoding.UTF8)));
        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(abi.Seam, s_parse));
        using var documentation = new MemoryStream();
        EmitResult emitted = compilation.Emit(image, xmlDocumentationStream: documentation);
        return emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString());
    }

    /// <summary>Of libc's records the bundled stand-ins have the layout, and names of their own for what no program names.</summary>
    private static bool IsKernels(RecordDeclaration record, TranslationUnit unit, CorpusKernel kernel) =>
        record.Location.File >= 0 && kernel.Owns(unit.Files[record.Location.File].Path);
}
