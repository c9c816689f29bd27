// Which step runs again after which edit: before, edit, and the reason of each named step.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Generator.Tests.Harness;
using UapiGen.Pipeline;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class IncrementalTests
{
    private const string Header = "#include \"inner.h\"\nstruct outer { struct inner i; };\nstruct alone { int x; };\n#define ONE 1\n";

    private readonly GeneratorTest _test = new()
    {
        TracksSteps = true,
        Sources = { "namespace Demo;\n[UapiGen.UapiBindings(\"test.h\")]\npublic static partial class Uapi;\n", "class Other { }" },
        AdditionalFiles =
        {
            new TestHeader("/src/test.h", Header, "test.h"),
            new TestHeader("/src/inner.h", "struct inner { int y; };\n", "inner.h"),
            new TestHeader("/src/unrelated.h", "struct unrelated { int z; };\n", "unrelated.h"),
        },
    };

    [Fact]
    public void CSharpEdited_Elsewhere_RunsNoHeaderStep()
    {
        GeneratorRunResult result = RunTwice((driver, compilation) => driver.RunGenerators(
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse("class Other { int _edited; }"))));

        AssertReasons(result, IncrementalStepRunReason.Cached, StepNames.HeaderFiles, StepNames.HeaderSet, StepNames.HeaderModel, StepNames.Bindings, StepNames.Types, StepNames.Source);
        AssertReasons(result, IncrementalStepRunReason.Unchanged, StepNames.Target);
    }

    [Fact]
    public void CSharpEdited_AboveTheAttribute_RunsNoHeaderStep()
    {
        GeneratorRunResult result = RunTwice((driver, compilation) => driver.RunGenerators(
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Parse("namespace Demo;\n\n// moved\n[UapiGen.UapiBindings(\"test.h\")]\npublic static partial class Uapi;\n"))));

        AssertReasons(result, IncrementalStepRunReason.Cached, StepNames.Requests, StepNames.HeaderSet, StepNames.HeaderModel, StepNames.Bindings, StepNames.Types, StepNames.Source);
    }

    [Fact]
    public void UnrelatedHeaderEdited_Types_AreCached()
    {
        GeneratorRunResult result = RunTwice((driver, compilation) => driver
            .ReplaceAdditionalText(_test.AdditionalFiles[2], new TestHeader("/src/unrelated.h", "struct unrelated { long z; };\n", "unrelated.h"))
            .RunGenerators(compilation));

        AssertReasons(result, IncrementalStepRunReason.Unchanged, StepNames.HeaderSet);
        AssertReasons(result, IncrementalStepRunReason.Cached, StepNames.HeaderModel, StepNames.Bindings, StepNames.Types, StepNames.Source);
    }

    [Fact]
    public void HeaderTouched_WithTheSameText_IsUnchanged()
    {
        GeneratorRunResult result = RunTwice((driver, compilation) => driver
            .ReplaceAdditionalText(_test.AdditionalFiles[0], new TestHeader("/src/test.h", Header, "test.h"))
            .RunGenerators(compilation));

        AssertReasons(result, IncrementalStepRunReason.Unchanged, StepNames.HeaderSet);
        AssertReasons(result, IncrementalStepRunReason.Cached, StepNames.HeaderModel, StepNames.Types, StepNames.Source);
    }

    [Fact]
    public void BlankLineAdded_ToTheHeader_RemakesNothing()
    {
        GeneratorRunResult result = RunTwice((driver, compilation) => driver
            .ReplaceAdditionalText(_test.AdditionalFiles[0], new TestHeader("/src/test.h", "\n\n" + Header, "test.h"))
            .RunGenerators(compilation));

        AssertReasons(result, IncrementalStepRunReason.Modified, StepNames.HeaderSet);
        AssertReasons(result, IncrementalStepRunReason.Unchanged, StepNames.HeaderModel);
        AssertReasons(result, IncrementalStepRunReason.Cached, StepNames.Types, StepNames.Source);
    }

    [Fact]
    public void LineMoved_UnderAFinding_MovesTheFindingOnly()
    {
        _test.AdditionalFiles[0] = new TestHeader("/src/test.h", Header + "#include <absent.h>\n", "test.h");

        GeneratorRunResult result = RunTwice((driver, compilation) => driver
            .ReplaceAdditionalText(_test.AdditionalFiles[0], new TestHeader("/src/test.h", "\n\n" + Header + "#include <absent.h>\n", "test.h"))
            .RunGenerators(compilation));

        Assert.Equal(6, Assert.Single(result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        AssertReasons(result, IncrementalStepRunReason.Modified, StepNames.HeaderModel);
        AssertReasons(result, IncrementalStepRunReason.Cached, StepNames.Bindings);
        AssertReasons(result, IncrementalStepRunReason.Cached, StepNames.Types, StepNames.Source);
    }

    [Fact]
    public void OneStructEdited_OfTwo_RemakesItsFileOnly()
    {
        GeneratorRunResult result = RunTwice((driver, compilation) => driver
            .ReplaceAdditionalText(_test.AdditionalFiles[0], new TestHeader("/src/test.h", Header.Replace("int x", "long x", StringComparison.Ordinal), "test.h"))
            .RunGenerators(compilation));

        IncrementalStepRunReason[] reasons = result.TrackedSteps[StepNames.Source].SelectMany(step => step.Outputs).Select(output => output.Reason).ToArray();
        Assert.Single(reasons, IncrementalStepRunReason.Modified);
        Assert.All(reasons.Where(reason => reason != IncrementalStepRunReason.Modified), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void ThousandHeaders_NotIncluded_AreNotRead()
    {
        List<TestHeader> others = Enumerable.Range(0, 1000).Select(i => new TestHeader($"/inc/h{i}.h", "struct h { int x; };", $"h{i}.h", "/inc")).ToList();
        _test.AdditionalFiles.AddRange(others);

        _test.Generate();

        Assert.All(others, header => Assert.Equal(0, header.ReadCount));
        Assert.Equal(0, _test.AdditionalFiles[2].ReadCount);
    }

    [Fact]
    public void SameInput_Twice_GivesEqualModelsAndTexts()
    {
        GeneratorRun first = GenerateTracked("\"linux/vfio.h\"");
        GeneratorRun second = GenerateTracked("\"linux/vfio.h\"");

        Assert.Equal(first.Joined(), second.Joined());
        foreach (string step in (string[])[StepNames.HeaderSet, StepNames.HeaderModel, StepNames.Bindings])
        {
            object one = Assert.Single(Outputs(first, step));
            object two = Assert.Single(Outputs(second, step));
            Assert.NotSame(one, two);
            Assert.Equal(one, two);
            Assert.Equal(one.GetHashCode(), two.GetHashCode());
        }
    }

    [Fact]
    public void Models_OfEveryStep_HoldNoCompilerObject()
    {
        GeneratorRun run = GenerateTracked("\"linux/vfio.h\", \"kernel/dma-buf.h\"");

        foreach (string step in (string[])[StepNames.Requests, StepNames.HeaderSet, StepNames.HeaderModel, StepNames.Bindings, StepNames.Types, StepNames.Target, StepNames.Source, StepNames.Diagnostics])
        {
            if (run.Result.TrackedSteps.ContainsKey(step))
            {
                Assert.All(Outputs(run, step), output => ObjectGraph.AssertHoldsNone(output, typeof(Compilation), typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Location), typeof(AdditionalText)));
            }
        }
    }

    private static GeneratorRun GenerateTracked(string headers)
    {
        GeneratorTest test = GeneratorTest.ForBundled(headers);
        test.TracksSteps = true;
        return test.Generate();
    }

    private static IEnumerable<object> Outputs(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Value);

    private GeneratorRunResult RunTwice(Func<GeneratorDriver, CSharpCompilation, GeneratorDriver> edit)
    {
        CSharpCompilation compilation = _test.CreateCompilation();
        GeneratorDriver driver = _test.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        return edit(driver, compilation).GetRunResult().Results[0];
    }

    private SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, _test.ParseOptions, "/src/Edited.cs", System.Text.Encoding.UTF8);

    private static void AssertReasons(GeneratorRunResult result, IncrementalStepRunReason expected, params string[] steps)
    {
        foreach (string step in steps)
        {
            ImmutableArray<IncrementalGeneratorRunStep> runs = result.TrackedSteps[step];
            Assert.All(runs.SelectMany(run => run.Outputs), output => Assert.True(output.Reason == expected, $"{step}: {output.Reason} instead of {expected}"));
        }
    }
}
