// Vfio: a device that user space drives. Here: its features, and the dma-bufs made of its BARs.
using System;
using System.Buffers;
using System.Runtime.InteropServices;
using UapiGen.Runtime.Vfio;

namespace UapiGen.Runtime;

/// <summary>A VFIO device. Its calls may be made from any thread, and allocate nothing unless they make something.</summary>
/// <param name="handle">The device's descriptor; this object closes it.</param>
public sealed unsafe partial class VfioDevice(VfioDeviceHandle handle) : IDisposable
{
    private const int RangesOnStack = 16;

    /// <summary>The device's descriptor.</summary>
    public VfioDeviceHandle Handle { get; } = handle ?? throw new ArgumentNullException(nameof(handle));

    /// <summary>
    /// The TPH feature as the header of the device's kernel declares it: index and payload. An emulated kernel knows its own;
    /// otherwise it is the one of the bundled <c>linux/vfio.h</c> unless said here.
    /// </summary>
    public TphProfile Tph { get; init; } = (handle.Transport as EmulatedKernel)?.Tph ?? TphProfile.Seed;

    /// <summary>
    /// Whether the device has a feature with the given operations, by a probe. Not to be had is one answer, whether the
    /// kernel says ENOTTY, EOPNOTSUPP or EINVAL: they differ between features and between kernels.
    /// </summary>
    /// <param name="feature">The feature's index, a generated <c>VFIO_DEVICE_FEATURE_*</c> constant.</param>
    /// <param name="operations">The operations to ask for; both together are allowed here.</param>
    /// <exception cref="UapiException">The probe failed for another reason: EBADF, EIO.</exception>
    public bool Supports(ushort feature, VfioFeatureOperations operations)
    {
        UapiResult probed = Probe(feature, operations);
        if (probed.IsNotSupported || probed.Errno == Errno.EINVAL)
        {
            return false;
        }

        probed.ThrowIfError(nameof(Uapi.VFIO_DEVICE_FEATURE), "PROBE");
        return true;
    }

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

    /// <summary>Sets a feature whose payload the kernel writes to as well, such as <c>VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE</c>.</summary>
    /// <param name="feature">The feature's index, a generated <c>VFIO_DEVICE_FEATURE_*</c> constant.</param>
    /// <param name="payload">The feature's struct.</param>
    /// <param name="answer">The struct as the kernel left it; as it was when the call fails.</param>
    /// <returns>0; else EINVAL, ENOTTY and the feature's own errors.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetFeature<T>(ushort feature, in T payload, [UapiRole(UapiRole.Output)] out T answer)
        where T : unmanaged
    {
        answer = payload;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<T>(ref answer));
        return FeatureCall.Invoke(Handle, feature | (uint)VfioFeatureOperations.Set, bytes, bytes);
    }

    /// <summary>Gets or sets a feature whose payload has no fixed size.</summary>
    /// <param name="feature">The feature's index, a generated <c>VFIO_DEVICE_FEATURE_*</c> constant.</param>
    /// <param name="operation">One of the two.</param>
    /// <param name="payload">The feature's struct with what follows it; overwritten by the kernel's answer when the call succeeds.</param>
    /// <returns>0, or a file descriptor where the feature makes one; else EINVAL, ENOTTY and the feature's own errors.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult InvokeFeature(ushort feature, VfioFeatureOperations operation, Span<byte> payload) =>
        FeatureCall.Invoke(Handle, feature | (uint)operation, payload, payload);

    /// <summary>Sets a feature that takes no payload.</summary>
    /// <param name="feature">The feature's index, a generated <c>VFIO_DEVICE_FEATURE_*</c> constant.</param>
    /// <returns>0; else EINVAL, ENOTTY and the feature's own errors.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetFeature(ushort feature) => FeatureCall.Invoke(Handle, feature | (uint)VfioFeatureOperations.Set, [], []);

    /// <summary>Makes a dma-buf of parts of a BAR: <c>VFIO_DEVICE_FEATURE_DMA_BUF</c>.</summary>
    /// <inheritdoc cref="TryExportDmaBuf"/>
    /// <returns>The buffer, to be disposed by the caller.</returns>
    /// <exception cref="UapiException">The kernel refused, with one of the errors of <see cref="TryExportDmaBuf"/>.</exception>
    [UapiRole(UapiRole.Exports)]
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
        [UapiRole(UapiRole.Output), UapiRole(UapiRole.Exports)] out DmaBuf? dmaBuf)
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

    /// <summary>Closes the descriptor. With a device's last one its dma-bufs are taken away from their importers, for good.</summary>
    public void Dispose() => Handle.Dispose();
}
