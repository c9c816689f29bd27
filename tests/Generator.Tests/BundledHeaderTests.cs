// The bundled headers as a user gets them: everything compiles, and the facts that analyzers and the runtime read are there.
using System;
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
    public void BundledHeader_Named_CompilesWithoutFindings(string header)
    {
        GeneratorRun run = GeneratorTest.ForBundled($"\"{header}\"").Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Equal([], run.CompilerErrors());
    }

    [Fact]
    public void TphPayload_OfTheSeed_HasItsLayoutAndRoles()
    {
        string record = Generate("linux/vfio.h", "vfio_device_feature_dma_buf_tph.g.cs");

        AssertInOrder(
            record,
            "\"struct vfio_device_feature_dma_buf_tph\", Header = \"linux/vfio.h\", Size = 8, Alignment = 4)]",
            "FieldOffset(0)]", "UapiRole.FileDescriptor)]", "public int dmabuf_fd;",
            "FieldOffset(4)]", "UapiRole.SteeringTag, Width = 16)]", "public ushort steering_tag;",
            "FieldOffset(6)]", "UapiRole.ProcessingHint)]", "public byte ph;",
            "FieldOffset(7)]", "UapiRole.Reserved)]", "public byte reserved;");
    }

    [Fact]
    public void DmaBufPayload_WithCountedRanges_HasAccessors()
    {
        string record = Generate("linux/vfio.h", "vfio_device_feature_dma_buf.g.cs");

        AssertInOrder(
            record,
            "FlexibleArray = \"dma_ranges\", FlexibleArrayOffset = 16, FlexibleArrayElementSize = 16, CountedBy = \"nr_ranges\")]",
            "UapiRole.Flags, Mask = 0)]", "UapiRole.Count, Of = \"dma_ranges\")]",
            "Span<vfio_region_dma_range> dma_ranges(ref vfio_device_feature_dma_buf record, int count)",
            "public static int dma_ranges_SizeWith(int count)");
    }

    [Fact]
    public void TphFeature_ByItsFacts_NamesPayloadAndOperations()
    {
        string constants = Generate("linux/vfio.h", "Constants.g.cs");

        AssertInOrder(
            constants,
            "[global::UapiGen.UapiFeature(Operations = global::UapiGen.UapiOperations.Set, Payload = typeof(vfio_device_feature_dma_buf_tph), MinimumSize = 8",
            "public const int VFIO_DEVICE_FEATURE_DMA_BUF_TPH = ");
    }

    [Fact]
    public void DmaBufOperations_AsFunctionPointers_CarryTheFactsOfGetTph()
    {
        string record = Generate("kernel/dma-buf.h", "dma_buf_ops.g.cs");

        AssertInOrder(
            record,
            "LayoutKind.Sequential)]",
            "UapiRole.Result)]", "UapiRole.Output, Parameter = 1)]", "UapiRole.SteeringTag, Parameter = 1, Width = 16)]",
            "UapiRole.ProcessingHint, Parameter = 2)]", "UapiRole.SteeringTagWidth, Parameter = 3)]",
            "public delegate* unmanaged<dma_buf*, ushort*, byte*, byte, int> get_tph;");
    }

    private static string Generate(string header, string file) => GeneratorTest.ForBundled($"\"{header}\"").Run().Source(file);

    private static void AssertInOrder(string text, params string[] parts)
    {
        int position = 0;
        foreach (string part in parts)
        {
            int found = text.IndexOf(part, position, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' is not behind position {position} of:\n{text}");
            position = found + part.Length;
        }
    }
}
