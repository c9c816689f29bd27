// What the folders may know of: the C front end reads on its own, without any Roslyn type.
using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using UapiGen.C;
using UapiGen.Diagnostics;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void FrontEnd_Sources_MentionNoRoslynType()
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Generator", "C"), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void Model_Sources_MentionNoRoslynType()
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Generator", "Model"), "*.cs", SearchOption.AllDirectories);

        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void Descriptors_OfAllStages_HaveUniqueIdsAndAPage()
    {
        CDiagnosticDescriptor[] descriptors = typeof(UapiGenerator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(CDiagnosticDescriptor))
            .Select(field => (CDiagnosticDescriptor)field.GetValue(null)!)
            .ToArray();

        Assert.Contains(EmitDiagnostics.LayoutDiffers, descriptors);
        Assert.Equal(descriptors.Length, descriptors.Select(descriptor => descriptor.Id).Distinct().Count());
        Assert.All(descriptors, descriptor => Assert.Matches(new Regex("^UAPI1[0-9]{3}$"), descriptor.Id));
        Assert.All(descriptors, descriptor => Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", "rules", descriptor.Id + ".md")), descriptor.Id));
    }
}
