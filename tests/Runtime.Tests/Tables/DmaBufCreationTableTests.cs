using System.Collections.Generic;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 2.2 and 2.3: making a dma-buf, check by check.</summary>
public sealed class DmaBufCreationTableTests
{
    private const ulong Page = EmulatedMachine.Page;

    private static readonly CheckTable<Call> Table = new(
    [
        .. FeatureTableCall.Generic<Call>(),
        new("D1 no peer-to-peer", Errno.EOPNOTSUPP, call => call.HasPeerToPeer = false),
        .. FeatureTableCall.Operation<Call>(VFIO_DEVICE_FEATURE_SET, 16),
        new("D3 fixed part unreadable", Errno.EFAULT, call => call.Readable = 8 + 12),
        new("D4 no range", Errno.EINVAL, call => call.Count = 0),
        new("D4 flags", Errno.EINVAL, call => call.Flags = 1),
        new("D5 ROM", Errno.ENODEV, call => call.Region = VFIO_PCI_ROM_REGION_INDEX),
        new("D5 configuration space", Errno.ENODEV, call => call.Region = VFIO_PCI_CONFIG_REGION_INDEX),
        new("D5 region that is not there", Errno.ENODEV, call => call.Region = 99),
        new("D5 BAR that is not there", Errno.ENODEV, call => call.Region = VFIO_PCI_BAR5_REGION_INDEX),
        new("D6 ranges beyond any allocation", Errno.ENOMEM, call => call.Count = 0x1000_0000),
        new("D6 no memory for the ranges", Errno.ENOMEM, call => call.Fault = faults => faults.Arm(EmulatedFault.Allocation, 1)),
        new("D6 ranges unreadable", Errno.EFAULT, call => call.Readable = 8 + 16 + 8),
        new("D7 empty range", Errno.EINVAL, call => call.Insert(0, 0)),
        new("D7 offset off the page", Errno.EINVAL, call => call.Insert(1, Page)),
        new("D7 length off the page", Errno.EINVAL, call => call.Insert(0, Page + 1)),
        new("D7 total overflows", Errno.EINVAL, call => { call.Insert(0, 1UL << 63); call.Insert(0, 1UL << 63); }),
        new("D8 total has bit 63", Errno.EINVAL, call => call.Insert(0, 1UL << 63)),
        new("D9 no memory for the buffer", Errno.ENOMEM, call => call.Fault = faults => faults.Arm(EmulatedFault.Allocation, 2)),
        new("D10 BAR of ports", Errno.EINVAL, call => call.Region = VFIO_PCI_BAR1_REGION_INDEX),
        new("D11 start overflows", Errno.EOVERFLOW, call => call.Insert(ulong.MaxValue - Page + 1, Page)),
        new("D11 past the BAR", Errno.EINVAL, call => call.Insert(16 * Page, Page)),
        new("D12 device goes away", Errno.ENODEV, call => call.GoesAway = true),
        new("D13 module gone", Errno.ENOENT, call => call.Fault = faults => faults.Arm(EmulatedFault.Module)),
        new("D13 no file", Errno.ENFILE, call => call.Fault = faults => faults.Arm(EmulatedFault.File)),
        new("D13 no memory for the file", Errno.ENOMEM, call => call.Fault = faults => faults.Arm(EmulatedFault.Allocation, 3)),
        new("D15 no descriptor", Errno.EMFILE, call => call.ExhaustsDescriptors = true),
    ]);

    public static TheoryData<string, string> Pairs => Table.Pairs();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Violated_TheFirstRowAnswers(string first, string second) => FeatureTableCall.AssertFirstRowAnswers(Table, first, second);

    [Fact]
    public void D16_NothingViolated_GivesADescriptor()
    {
        UapiResult result = new Call().Run(out int leftOpen);

        Assert.Equal(5, result.Value);
        Assert.Equal(1, leftOpen);
    }

    [Fact]
    public void D6_ArgszThatCoversNoRange_DoesNotBoundTheirCopy()
    {
        Call call = new() { Argsz = 8 + 16 };

        Assert.Equal(5, call.Run(out _).Value);
    }

    [Fact]
    public void D7_RangesThatOverlapAndRepeat_AreTaken()
    {
        Call call = new();
        call.Insert(0, 2 * Page);
        call.Insert(Page, Page);
        call.Insert(0, 2 * Page);

        Assert.True(call.Run(out _).IsSuccess);
    }

    private sealed class Call() : FeatureTableCall(VFIO_DEVICE_FEATURE_DMA_BUF, VFIO_DEVICE_FEATURE_GET)
    {
        private readonly List<vfio_region_dma_range> _ranges = [new() { length = Page }];

        public uint Region { get; set; }

        public uint Flags { get; set; }

        public uint? Count { get; set; }

        protected override TphProfile Profile => TphProfile.Seed;

        public void Insert(ulong offset, ulong length) => _ranges.Insert(0, new vfio_region_dma_range { offset = offset, length = length });

        protected override byte[] Prepare(EmulatedKernel kernel, VfioDevice device, VfioDevice other) =>
            FeatureCaller.DmaBufPayload(
                new() { region_index = Region, open_flags = (uint)UapiOpenFlags.CloseOnExec, flags = Flags, nr_ranges = Count ?? (uint)_ranges.Count },
                _ranges.ToArray());
    }
}
