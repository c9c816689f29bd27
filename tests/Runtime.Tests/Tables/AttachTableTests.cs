using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 2.7: dma_buf_get, dynamic_attach and the VFIO exporter's attach, and iommufd's private map, check by check.</summary>
public sealed class AttachTableTests
{
    private static readonly CheckTable<Call> Attach = new(
        new("dma_buf_get of what is not open", Errno.EBADF, call => call.Target = TphTarget.NotOpen),
        new("dma_buf_get of no dma-buf", Errno.EINVAL, call => call.Target = TphTarget.NoDmaBuf),
        new("dynamic_attach without memory", Errno.ENOMEM, call => call.HasNoMemory = true),
        new("attach (1) without peer-to-peer", Errno.EOPNOTSUPP, call => call.PeerToPeer = false),
        new("attach (2) revoked", Errno.ENODEV, call => call.IsRevoked = true),
        new("attach (3) without invalidate", Errno.EOPNOTSUPP, call => call.CanInvalidate = false));

    private static readonly CheckTable<Call> Private = new(
        new("dma_buf_get of what is not open", Errno.EBADF, call => call.Target = TphTarget.NotOpen),
        new("dma_buf_get of no dma-buf", Errno.EINVAL, call => call.Target = TphTarget.NoDmaBuf),
        new("private map of a foreign buffer", Errno.EOPNOTSUPP, call => call.Target = TphTarget.Foreign),
        new("private map, revoked", Errno.ENODEV, call => call.IsRevoked = true),
        new("private map of two pieces", Errno.EOPNOTSUPP, call => call.Pieces = 2));

    public static TheoryData<string, string> AttachPairs => Attach.Pairs();

    public static TheoryData<string, string> PrivatePairs => Private.Pairs();

    [Theory]
    [MemberData(nameof(AttachPairs))]
    public void Attach_Violated_TheFirstRowAnswers(string first, string second)
    {
        Call call = new();
        int errno = Attach.Violate(call, first, second);

        Assert.Equal(errno, call.Attach().Errno);
    }

    [Theory]
    [MemberData(nameof(PrivatePairs))]
    public void PrivateMap_Violated_TheFirstRowAnswers(string first, string second)
    {
        Call call = new();
        int errno = Private.Violate(call, first, second);

        Assert.Equal(errno, call.MapPrivate().Errno);
    }

    [Fact]
    public void NothingViolated_Succeeds()
    {
        Assert.True(new Call().Attach().IsSuccess);
        Assert.True(new Call().MapPrivate().IsSuccess);
    }

    [Fact]
    public void Attach_ToAForeignBuffer_TakesAnyImporter() =>
        Assert.True(new Call { Target = TphTarget.Foreign, PeerToPeer = false, CanInvalidate = false, IsRevoked = true }.Attach().IsSuccess);

    private sealed class Call
    {
        public TphTarget Target { get; set; }

        public bool HasNoMemory { get; set; }

        public bool PeerToPeer { get; set; } = true;

        public bool CanInvalidate { get; set; } = true;

        public bool IsRevoked { get; set; }

        public int Pieces { get; set; } = 1;

        public UapiResult Attach()
        {
            using EmulatedMachine machine = new();
            using DmaBuf buffer = Export(machine);
            if (HasNoMemory)
            {
                machine.Kernel.Faults.Arm(EmulatedFault.Allocation);
            }

            UapiResult result = machine.Kernel.Attach(Descriptor(machine, buffer), new TestImporter(PeerToPeer, CanInvalidate), out DmaBufAttachment? attachment);
            Assert.Equal(result.IsSuccess, attachment is not null);
            attachment?.Dispose();
            return result;
        }

        public UapiResult MapPrivate()
        {
            using EmulatedMachine machine = new();
            using DmaBuf buffer = Export(machine);
            UapiResult result = machine.Kernel.MapPrivate(Descriptor(machine, buffer), out DmaBufPiece piece);
            Assert.Equal(result.IsSuccess ? new DmaBufPiece(EmulatedMachine.BarAddress, EmulatedMachine.Page) : default, piece);
            return result;
        }

        private DmaBuf Export(EmulatedMachine machine)
        {
            Uapi.vfio_region_dma_range[] ranges = new Uapi.vfio_region_dma_range[Pieces];
            System.Array.Fill(ranges, new() { length = EmulatedMachine.Page });
            DmaBuf buffer = machine.Device.ExportDmaBuf(0, ranges);
            machine.First.MemoryEnabled = !IsRevoked;
            return buffer;
        }

        private int Descriptor(EmulatedMachine machine, DmaBuf buffer) => Target switch
        {
            TphTarget.NotOpen => 500,
            TphTarget.NoDmaBuf => 0,
            TphTarget.Foreign => machine.Kernel.OpenForeignDmaBuf().Value,
            _ => buffer.FileDescriptor,
        };
    }
}
