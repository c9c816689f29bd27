using System.Runtime.CompilerServices;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 2.2 and 2.6: setting hints as in versions 9 to 11, check by check.</summary>
public sealed class LatestTphTableTests
{
    private const uint Both = UapiTphV11.VFIO_DMA_BUF_TPH_ST | UapiTphV11.VFIO_DMA_BUF_TPH_ST_EXT;

    private static readonly CheckTable<Call> Table = new(
    [
        .. FeatureTableCall.Generic<Call>(),
        new("L1 no completer of hints", Errno.EOPNOTSUPP, call => call.Completer = PcieTphCompleter.None),
        .. FeatureTableCall.Operation<Call>(VFIO_DEVICE_FEATURE_GET, 12),
        new("L2 payload unreadable", Errno.EFAULT, call => call.Readable = 8 + 11),
        new("L3 unknown flags", Errno.EINVAL, call => call.Flags = Both | 4),
        new("L4 hint above 3", Errno.EINVAL, call => call.Hint = 4),
        new("L5 extended tag for a completer of short ones", Errno.EOPNOTSUPP, call => call.Completer = PcieTphCompleter.Tph),
        new("L6 descriptor not open", Errno.EBADF, call => call.Target = TphTarget.NotOpen),
        new("L6 descriptor of a path", Errno.EBADF, call => call.Target = TphTarget.PathOnly),
        new("L6 no dma-buf", Errno.EINVAL, call => call.Target = TphTarget.NoDmaBuf),
        new("L7 another exporter's", Errno.EINVAL, call => call.Target = TphTarget.Foreign),
        new("L8 another device's", Errno.EINVAL, call => call.Target = TphTarget.OtherDevice),
        new("L8 owner closed since", Errno.EINVAL, call => call.Target = TphTarget.Orphan),
        new("L9 interrupted", Errno.EINTR, call => call.Fault = faults => faults.Arm(EmulatedFault.Interrupt)),
    ]);

    public static TheoryData<string, string> Pairs => Table.Pairs();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Violated_TheFirstRowAnswers(string first, string second) => FeatureTableCall.AssertFirstRowAnswers(Table, first, second);

    [Theory]
    [InlineData(PcieTphCompleter.Extended, Both)]
    [InlineData(PcieTphCompleter.Tph, (uint)UapiTphV11.VFIO_DMA_BUF_TPH_ST)]
    [InlineData(PcieTphCompleter.Reserved, (uint)UapiTphV11.VFIO_DMA_BUF_TPH_ST)]
    [InlineData(PcieTphCompleter.Tph, 0u)]
    public void NothingViolated_IsZero(PcieTphCompleter completer, uint flags) =>
        Assert.Equal(UapiResult.Success(), new Call { Completer = completer, Flags = flags }.Run(out _));

    private sealed class Call() : FeatureTableCall((uint)TphProfile.Latest.Feature, VFIO_DEVICE_FEATURE_SET)
    {
        public uint Flags { get; set; } = Both;

        public byte Hint { get; set; } = 3;

        public TphTarget Target { get; set; }

        protected override TphProfile Profile => TphProfile.Latest;

        protected override byte[] Prepare(EmulatedKernel kernel, VfioDevice device, VfioDevice other)
        {
            byte[] payload = new byte[Unsafe.SizeOf<UapiTphV11.vfio_device_feature_dma_buf_tph>()];
            Unsafe.As<byte, UapiTphV11.vfio_device_feature_dma_buf_tph>(ref payload[0]) = new()
            {
                dmabuf_fd = TphTargets.Open(Target, kernel, device, other),
                flags = Flags,
                steering_tag_ext = 0x1f0,
                steering_tag = 0xf0,
                ph = Hint,
            };
            return payload;
        }
    }
}
