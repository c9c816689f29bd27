// Vfio: a device that user space drives, its features, the dma-bufs made of its BARs and their TLP hints.
using System;
using System.Buffers;
using System.Runtime.InteropServices;
using UapiGen.Runtime.Vfio;

namespace UapiGen.Runtime;

/// <summary>A VFIO device. Its calls may be made from any thread, and allocate nothing unless they make something.</summary>
/// <param name="handle">The device's descriptor; this object closes it.</param>
public sealed unsafe class VfioDevice(VfioDeviceHandle handle) : IDisposable
{
    private const int RangesOnStack = 16;

    /// <summary>The device's descriptor.</summary>
    public VfioDeviceHandle Handle { get; } = handle ?? throw new ArgumentNullException(nameof(handle));

    /// <summary>Asks whether the device has a feature with the given operations. Nothing is done, and no payload is looked at.</summary>
    /// <param name="feature">The feature's index, a generated <c>VFIO_DEVICE_FEATURE_*</c> constant.</param>
    /// <param name="operations">The operations to ask for; both together are allowed here.</param>
    /// <returns>0; ENOTTY for an unknown feature, EINVAL for an operation it lacks, EOPNOTSUPP where the hardware cannot.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Probe(ushort feature, VfioFeatureOperations operations) =>
        FeatureCall.Invoke(Handle, feature | (uint)operations | (uint)Uapi.VFIO_DEVICE_FEATURE_PROBE, [], []);

    /// <summary>Gets a feature.</summary>
    /// <param name="feature">The feature's index, a generated <c>VFIO_DEVICE_FEATURE_*</c> constant.</param>
    /// <param name="payload">The feature's struct: input, output or both; as it was when the call fails.</param>
    /// <returns>0, or a file descriptor where the feature makes one; else EINVAL, ENOTTY and the feature's own errors.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetFeature<T>(ushort feature, ref T payload)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<T>(ref payload));
        return FeatureCall.Invoke(Handle, feature | (uint)VfioFeatureOperations.Get, bytes, bytes);
    }

    /// <summary>Sets a feature.</summary>
    /// <param name="feature">The feature's index, a generated <c>VFIO_DEVICE_FEATURE_*</c> constant.</param>
    /// <param name="payload">The feature's struct.</param>
    /// <returns>0; else EINVAL, ENOTTY and the feature's own errors.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetFeature<T>(ushort feature, in T payload)
        where T : unmanaged =>
        FeatureCall.Invoke(Handle, feature | (uint)VfioFeatureOperations.Set, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload)), []);

    /// <summary>Sets a feature that takes no payload.</summary>
    /// <param name="feature">The feature's index, a generated <c>VFIO_DEVICE_FEATURE_*</c> constant.</param>
    /// <returns>0; else EINVAL, ENOTTY and the feature's own errors.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetFeature(ushort feature) => FeatureCall.Invoke(Handle, feature | (uint)VfioFeatureOperations.Set, [], []);

    /// <summary>Makes a dma-buf of parts of a BAR: <c>VFIO_DEVICE_FEATURE_DMA_BUF</c>.</summary>
    /// <inheritdoc cref="TryExportDmaBuf"/>
    /// <returns>The buffer, to be disposed by the caller.</returns>
    /// <exception cref="UapiException">The kernel refused, with one of the errors of <see cref="TryExportDmaBuf"/>.</exception>
    public DmaBuf ExportDmaBuf(
        uint regionIndex,
        ReadOnlySpan<Uapi.vfio_region_dma_range> ranges,
        UapiOpenFlags openFlags = UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec)
    {
        TryExportDmaBuf(regionIndex, ranges, openFlags, out DmaBuf? dmaBuf)
            .ThrowIfError(nameof(Uapi.VFIO_DEVICE_FEATURE), nameof(Uapi.VFIO_DEVICE_FEATURE_DMA_BUF));
        return dmaBuf!;
    }

    /// <summary>Makes a dma-buf of parts of a BAR, or says why not: <c>VFIO_DEVICE_FEATURE_DMA_BUF</c>.</summary>
    /// <param name="regionIndex">The BAR: <c>VFIO_PCI_BAR0_REGION_INDEX</c> to <c>VFIO_PCI_BAR5_REGION_INDEX</c>.</param>
    /// <param name="ranges">Parts of the BAR, in bytes and on pages, in the order in which the buffer has them. The kernel lets them overlap.</param>
    /// <param name="openFlags">Flags of the buffer's descriptor.</param>
    /// <param name="dmaBuf">The buffer, to be disposed by the caller; null after an error.</param>
    /// <returns>
    /// The buffer's descriptor, 0 or more; else EINVAL (no range, or one that is empty, off the pages or past
    /// the BAR; no memory in this BAR), ENODEV (no BAR, or the device goes away), EOVERFLOW, EMFILE, ENOMEM,
    /// EOPNOTSUPP (not between devices here), ENOTTY (kernel without dma-buf).
    /// </returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult TryExportDmaBuf(
        uint regionIndex,
        ReadOnlySpan<Uapi.vfio_region_dma_range> ranges,
        UapiOpenFlags openFlags,
        [UapiRole(UapiRole.Output)] out DmaBuf? dmaBuf)
    {
        // The handle is there before the descriptor, so that the descriptor cannot get lost in between.
        DmaBufHandle made = new(Handle.Transport);
        int payloadSize = Uapi.vfio_device_feature_dma_buf.dma_ranges_SizeWith(ranges.Length);
        int units = FeatureCall.UnitsFor(payloadSize);
        ulong[]? rented = ranges.Length <= RangesOnStack ? null : ArrayPool<ulong>.Shared.Rent(units);
        Span<ulong> buffer = rented ?? stackalloc ulong[units];
        ulong size = 0;
        foreach (ref readonly Uapi.vfio_region_dma_range range in ranges)
        {
            size += range.length;
        }

        UapiResult result;
        fixed (ulong* pointer = buffer)
        {
            ref Uapi.vfio_device_feature_dma_buf payload = ref *(Uapi.vfio_device_feature_dma_buf*)((byte*)pointer + sizeof(Uapi.vfio_device_feature));
            payload = new Uapi.vfio_device_feature_dma_buf
            {
                region_index = regionIndex,
                open_flags = (uint)openFlags,
                nr_ranges = (uint)ranges.Length,
            };
            ranges.CopyTo(Uapi.vfio_device_feature_dma_buf.dma_ranges(ref payload, ranges.Length));
            result = FeatureCall.Invoke(Handle, Uapi.VFIO_DEVICE_FEATURE_DMA_BUF | (uint)VfioFeatureOperations.Get, pointer, payloadSize);
        }

        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }

        if (!result.IsSuccess)
        {
            made.Dispose();
            dmaBuf = null;
            return result;
        }

        made.Fill(result.Value);
        dmaBuf = new DmaBuf(made, size);
        return result;
    }

    /// <summary>
    /// Gives a dma-buf of this device a PCIe steering tag and processing hint: <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c>.
    /// To be called before the buffer is handed on: an importer that has mapped it does not look again.
    /// </summary>
    /// <param name="dmaBuf">A buffer that this device exported.</param>
    /// <param name="steeringTag">The tag. An importer with 8-bit tags refuses one above 0xff.</param>
    /// <param name="processingHint">0 bidirectional, 1 requester, 2 target, 3 target with priority. The kernel takes others unseen.</param>
    /// <returns>0; EINVAL when the buffer is another's or this device was closed since; ENOTTY where the kernel has no such feature.</returns>
    /// <exception cref="ArgumentException">The buffer is of another transport, where its descriptor means something else.</exception>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetTph(
        DmaBuf dmaBuf,
        [UapiRole(UapiRole.SteeringTag, Width = 16)] ushort steeringTag,
        [UapiRole(UapiRole.ProcessingHint)] byte processingHint)
    {
        ArgumentNullException.ThrowIfNull(dmaBuf);
        if (dmaBuf.Handle.Transport != Handle.Transport)
        {
            throw new ArgumentException("The dma-buf belongs to another transport.", nameof(dmaBuf));
        }

        bool held = false;
        try
        {
            dmaBuf.Handle.DangerousAddRef(ref held);
            return SetTph(new Uapi.vfio_device_feature_dma_buf_tph
            {
                dmabuf_fd = dmaBuf.FileDescriptor,
                steering_tag = steeringTag,
                ph = processingHint,
            });
        }
        finally
        {
            if (held)
            {
                dmaBuf.Handle.DangerousRelease();
            }
        }
    }

    /// <summary>Sets steering tag and processing hint with the kernel's own struct, sent as it is.</summary>
    /// <param name="payload">Descriptor, tag, hint, and a reserved byte that must be 0.</param>
    /// <returns>As the other overload, and EBADF for a descriptor that is not open, EINVAL for one that is no dma-buf or for the reserved byte.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetTph(in Uapi.vfio_device_feature_dma_buf_tph payload) => SetFeature(Uapi.VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in payload);

    /// <summary>Closes the descriptor. With a device's last one its dma-bufs are taken away from their importers, for good.</summary>
    public void Dispose() => Handle.Dispose();
}
