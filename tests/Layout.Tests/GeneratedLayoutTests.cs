// The end of the road: what the generated C# measures when it runs, gcc asserts of the header.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.Generator.Tests.Harness;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.Layout.Tests;

public sealed class GeneratedLayoutTests
{
    [Theory]
    [InlineData("linux/vfio.h")]
    [InlineData("linux/vfio_zdev.h")]
    [InlineData("linux/dma-buf.h")]
    [InlineData("linux/udmabuf.h")]
    [InlineData("linux/dma-heap.h")]
    [InlineData("kernel/dma-buf.h")]
    public void BundledHeader_RunAsCSharp_MeasuresAsGcc(string logicalPath) =>
        AssertMeasuresAsGcc(logicalPath, [Repository.Headers], Generator.Tests.Harness.Repository.BundledHeaders());

    [Theory]
    [InlineData("linux/vfio.h")]
    [InlineData("linux/dma-buf.h")]
    public void InstalledHeader_RunAsCSharp_MeasuresAsGcc(string logicalPath) =>
        AssertMeasuresAsGcc(logicalPath, Judges.InstalledDirectories, FilesOf(Judges.InstalledDirectories));

    [Theory]
    [InlineData("linux/vfio.h")]
    [InlineData("linux/dma-buf.h")]
    public void BackportsHeader_RunAsCSharp_MeasuresAsGcc(string logicalPath) =>
        AssertMeasuresAsGcc(logicalPath, Judges.BackportsDirectories, FilesOf(Judges.BackportsDirectories));

    private static void AssertMeasuresAsGcc(string logicalPath, IReadOnlyList<string> directories, IEnumerable<TestHeader> files)
    {
        GeneratedLayout measured = GeneratedLayout.Measure(logicalPath, files);
        var options = new CompileOptions(Target.X86_64, directories, [], []);
        string program = $"#include <{logicalPath}>\n" + string.Concat(measured.Asserts.Select(assert => $"_Static_assert({assert}, \"{assert}\");\n"));
        Assert.Equal([], Compiler.Gcc.Check(program, options).Select(error => error.ToString()));

        // Nothing is left out: each record that the header itself declares has its struct.
        var unit = HeaderJudge.Read(Path.Combine(directories[0], logicalPath), options);
        var declared = unit.Records.Where(record => record.Location.File == 0 && record.Size > 0)
            .Select(record => (record.IsTagged ? record.IsUnion ? "union " : "struct " : "") + record.Name);
        Assert.Equal([], declared.Except(measured.Records));
        Assert.NotEmpty(measured.Asserts);
    }

    /// <summary>A directory's headers as <c>&lt;UapiIncludeDirectory&gt;</c> hands them on; the generator reads only those it reaches.</summary>
    private static IEnumerable<TestHeader> FilesOf(IReadOnlyList<string> directories) =>
        from directory in directories
        from part in new[] { "linux", "asm", "asm-generic" }
        let folder = Path.Combine(directory, part)
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, "*.h", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new TestHeader(path, File.ReadAllText(path), Path.GetRelativePath(directory, path), directory);
}
