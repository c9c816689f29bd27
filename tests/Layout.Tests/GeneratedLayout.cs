// Stage: the generated C#, judged. In: a header and the C# that the generator makes of it. Out: what running the C# measures
// (Unsafe.SizeOf, field addresses), written down as static asserts for gcc.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Layout.Tests;

/// <summary>Measures of one header's generated types, taken by running them.</summary>
internal sealed class GeneratedLayout
{
    private const string Marker = "UapiGen.UapiRecordAttribute";

    private GeneratedLayout(IReadOnlyList<string> asserts, IReadOnlyList<string> records)
    {
        Asserts = asserts;
        Records = records;
    }

    /// <summary><c>sizeof(struct x) == 8</c> and <c>__builtin_offsetof(struct x, y) == 4</c>, as the C# has them.</summary>
    public IReadOnlyList<string> Asserts { get; }

    /// <summary>The C records that have a C# struct: <c>struct x</c>.</summary>
    public IReadOnlyList<string> Records { get; }

    /// <summary>Generates, compiles with warnings as errors, runs and measures.</summary>
    /// <param name="logicalPath">The header as an attribute names it.</param>
    /// <param name="files">The additional files.</param>
    public static GeneratedLayout Measure(string logicalPath, IEnumerable<TestHeader> files)
    {
        var test = new GeneratorTest
        {
            Sources = { $"[UapiGen.UapiBindings(\"{logicalPath}\")]\ninternal static partial class Uapi;\n" },
        };
        test.AdditionalFiles.AddRange(files);
        GeneratorRun run = test.Generate();
        Assert.Equal([], run.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(GeneratorTest.Describe));

        List<INamedTypeSymbol> structs = [.. Structs(run.Compilation)];
        CSharpCompilation program = run.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Probe(structs), test.ParseOptions, encoding: Encoding.UTF8));
        using var image = new MemoryStream();
        var emitted = program.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        var probe = Assembly.Load(image.ToArray()).GetType("Probe")!.GetMethod("Measure")!;
        return new GeneratedLayout((string[])probe.Invoke(null, null)!, [.. structs.Select(CName)]);
    }

    /// <summary>Generated structs that mirror a complete record.</summary>
    private static IEnumerable<INamedTypeSymbol> Structs(CSharpCompilation compilation) =>
        compilation.GetTypeByMetadataName("Uapi")!.GetTypeMembers()
            .Where(type => type.TypeKind == TypeKind.Struct && Fact(type) is { } fact && fact.NamedArguments.Any(argument => argument.Key == "Size" && argument.Value.Value is > 0));

    private static AttributeData? Fact(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == Marker);

    private static string CName(INamedTypeSymbol type) => (string)Fact(type)!.ConstructorArguments[0].Value!;

    /// <summary>C# that measures each struct, each public field of it, and each member that a property gives by reference.</summary>
    private static string Probe(IEnumerable<INamedTypeSymbol> structs)
    {
        var text = new StringBuilder();
        text.Append("internal static class Probe\n{\n    public static unsafe string[] Measure()\n    {\n        var all = new System.Collections.Generic.List<string>();\n");
        foreach (INamedTypeSymbol type in structs)
        {
            string name = CName(type);
            string csharp = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            text.Append($"        {{\n            {csharp} it = default;\n            _ = it;\n            all.Add($\"sizeof({name}) == {{sizeof({csharp})}}\");\n");
            foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
            {
                if (!field.IsStatic && field.DeclaredAccessibility == Accessibility.Public)
                {
                    text.Append($"            all.Add($\"__builtin_offsetof({name}, {field.Name.TrimEnd('_')}) == {{(byte*)&it.@{field.Name} - (byte*)&it}}\");\n");
                }
            }

            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, RefKind: RefKind.Ref, DeclaredAccessibility: Accessibility.Public })
                {
                    text.Append($"            all.Add($\"__builtin_offsetof({name}, {property.Name.TrimEnd('_')}) == {{(byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref it.@{property.Name}) - (byte*)&it}}\");\n");
                }
            }

            text.Append("        }\n");
        }

        text.Append("        return all.ToArray();\n    }\n}\n");
        return text.ToString();
    }
}
