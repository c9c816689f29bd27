using System;
using System.Collections.Generic;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>
/// A VFIO_DEVICE_FEATURE call on a machine of its own: right in all parts at first, then bent by the rows of a table. What lies behind
/// the readable bytes is not mapped.
/// </summary>
internal abstract unsafe class FeatureTableCall(uint index, uint operation)
{
    public const int Page = EmulatedMachine.Page;
    private const int Head = 8;

    public uint Index { get; set; } = index;

    public uint Operations { get; set; } = operation;

    public uint UnknownFlags { get; set; }

    public uint? Argsz { get; set; }

    /// <summary>How many bytes of the call can be read; null for all.</summary>
    public int? Readable { get; set; }

    public bool HasDmaBufSupport { get; set; } = true;

    public bool HasPeerToPeer { get; set; } = true;

    public bool GoesAway { get; set; }

    public bool ExhaustsDescriptors { get; set; }

    public PcieTphCompleter Completer { get; set; } = PcieTphCompleter.Extended;

    public Action<EmulatedFaults>? Fault { get; set; }

    protected abstract TphProfile Profile { get; }

    /// <summary>The rows of KERNEL 2.2 up to the feature's own.</summary>
    public static IEnumerable<Row<T>> Generic<T>()
        where T : FeatureTableCall =>
    [
        new("G1 head unreadable", Errno.EFAULT, call => call.Readable = 4),
        new("G2 argsz below the head", Errno.EINVAL, call => call.Argsz = 7),
        new("G3 unknown flag", Errno.EINVAL, call => call.UnknownFlags = 1u << 19),
        new("G4 get and set without probe", Errno.EINVAL, call => call.Operations = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET),
        new("G6 unknown index", Errno.ENOTTY, call => call.Index = FeatureCaller.Unknown),
        new("D0 T0 no dma-buf in the kernel", Errno.ENOTTY, call => call.HasDmaBufSupport = false),
    ];

    /// <summary>F1 to F4.</summary>
    public static IEnumerable<Row<T>> Operation<T>(uint otherOperation, uint minimumSize)
        where T : FeatureTableCall =>
    [
        new("F1 operation that the feature lacks", Errno.EINVAL, call => call.Operations = (call.Operations & VFIO_DEVICE_FEATURE_PROBE) | otherOperation),
        new("F2 probe", 0, call => call.Operations |= VFIO_DEVICE_FEATURE_PROBE),
        new("F3 no operation", Errno.EINVAL, call => call.Operations &= ~(uint)(VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET)),
        new("F4 argsz below the payload", Errno.EINVAL, call => call.Argsz = Head + minimumSize - 1),
    ];

    /// <summary>A call that violates two rows gets the first one's answer, and leaves nothing open.</summary>
    public static void AssertFirstRowAnswers<T>(CheckTable<T> table, string first, string second)
        where T : FeatureTableCall, new()
    {
        T call = new();
        int errno = table.Violate(call, first, second);

        UapiResult result = call.Run(out int leftOpen);

        Assert.Equal(errno, result.Errno);
        Assert.Equal(0, leftOpen);
    }

    /// <summary>Makes the call.</summary>
    /// <param name="leftOpen">How many descriptors it left open.</param>
    public UapiResult Run(out int leftOpen)
    {
        using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = Page, DescriptorLimit = 12, HasDmaBufSupport = HasDmaBufSupport, Tph = Profile });
        EmulatedPciDevice pci = kernel.AddPciDevice(Options());
        using VfioDevice device = pci.Open();
        using VfioDevice other = kernel.AddPciDevice(Options()).Open();
        byte[] payload = Prepare(kernel, device, other);
        if (GoesAway)
        {
            pci.Remove();
        }

        while (ExhaustsDescriptors && kernel.Duplicate(0).IsSuccess)
        {
        }

        int before = kernel.OpenDescriptorCount;
        byte[] bytes = new byte[Head + payload.Length];
        BitConverter.TryWriteBytes(bytes, Argsz ?? (uint)bytes.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(4), Index | Operations | UnknownFlags);
        payload.CopyTo(bytes, Head);
        using GuardedPages pages = new(unmapGuard: false);
        int readable = Math.Min(Readable ?? bytes.Length, bytes.Length);
        byte* address = pages.BeforeGuard(readable);
        bytes.AsSpan(0, readable).CopyTo(new Span<byte>(address, readable));
        Fault?.Invoke(kernel.Faults);
        UapiResult result = kernel.Ioctl((int)device.Handle.DangerousGetHandle(), VFIO_DEVICE_FEATURE, address);
        kernel.Faults.Disarm();
        leftOpen = kernel.OpenDescriptorCount - before;
        return result;
    }

    protected virtual EmulatedPciDeviceOptions Options() => new()
    {
        Bars = [EmulatedBar.Memory(16 * Page), EmulatedBar.Ports(256)],
        HasPeerToPeer = HasPeerToPeer,
        TphCompleter = Completer,
    };

    /// <summary>The payload's bytes, and whatever has to stand in the kernel for them.</summary>
    protected abstract byte[] Prepare(EmulatedKernel kernel, VfioDevice device, VfioDevice other);
}
