using System;
using System.Linq;
using System.Reflection;
using Xunit;
using static UapiGen.Runtime.Tests.FeatureCaller;

namespace UapiGen.Runtime.Tests;

/// <summary>The emulated kernel takes what the generated facts say that the kernel takes, and no less.</summary>
public sealed class FeatureFactsTests : IDisposable
{
    private readonly EmulatedMachine _machine = new();

    public static TheoryData<string> Features => [nameof(Uapi.VFIO_DEVICE_FEATURE_DMA_BUF), nameof(Uapi.VFIO_DEVICE_FEATURE_DMA_BUF_TPH)];

    [Theory]
    [MemberData(nameof(Features))]
    public void Operations_AreThoseOfTheFacts(string feature)
    {
        (uint index, uint operations, _) = Facts(feature);

        foreach (uint operation in (uint[])[Get, Set])
        {
            int expected = (operations & operation) != 0 ? 0 : Errno.EINVAL;
            Assert.Equal(expected, Call(_machine.Device.Handle, index | operation | Probe, []).Errno);
        }
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void MinimumSize_IsThatOfTheFacts(string feature)
    {
        using DmaBuf buffer = _machine.Export();
        (uint index, uint operations, uint minimumSize) = Facts(feature);
        byte[] payload = index == DmaBufIndex
            ? DmaBufPayload(new() { nr_ranges = 1 }, new Uapi.vfio_region_dma_range { length = EmulatedMachine.Page })
            : BitConverter.GetBytes((long)buffer.FileDescriptor);

        Assert.True(Call(_machine.Device.Handle, index | operations, payload, 8 + minimumSize).IsSuccess);
        Assert.Equal(Errno.EINVAL, Call(_machine.Device.Handle, index | operations, payload, 8 + minimumSize - 1).Errno);
    }

    public void Dispose() => _machine.Dispose();

    private static (uint Index, uint Operations, uint MinimumSize) Facts(string feature)
    {
        FieldInfo constant = typeof(Uapi).GetField(feature)!;
        CustomAttributeData facts = constant.GetCustomAttributesData().Single(data => data.AttributeType.FullName == "UapiGen.UapiFeatureAttribute");
        int operations = (int)Named("Operations");
        uint flags = ((operations & 1) != 0 ? Get : 0) | ((operations & 2) != 0 ? Set : 0);
        return ((uint)(int)constant.GetRawConstantValue()!, flags, (uint)(int)Named("MinimumSize"));

        object Named(string name) => facts.NamedArguments.Single(argument => argument.MemberName == name).TypedValue.Value!;
    }
}
