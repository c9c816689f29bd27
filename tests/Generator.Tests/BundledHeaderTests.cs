// The bundled headers as a user gets them: everything compiles, and the facts are there.
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class BundledHeaderTests
{
    [Theory]
    [InlineData("linux/vfio.h")]
    [InlineData("linux/dma-buf.h")]
    [InlineData("linux/dma-heap.h")]
    [InlineData("linux/udmabuf.h")]
    [InlineData("linux/vfio_zdev.h")]
    [InlineData("kernel/dma-buf.h")]
    public void BundledHeader_Named_Compiles(string header)
    {
        GeneratorRun run = GeneratorTest.ForBundled($"\"{header}\"").Generate();
        Assert.Empty(run.Diagnostics);
        Assert.Equal("", string.Join("\n", run.CompilerErrors()));
    }
}
