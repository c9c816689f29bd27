// Vfio: steering tags and processing hints for the dma-bufs of a device, in the shape that the kernel's header has.
using System;
using System.Runtime.InteropServices;
using UapiGen.Runtime.Vfio;

namespace UapiGen.Runtime;

public sealed unsafe partial class VfioDevice
{
    /// <summary>
    /// Gives a dma-buf of this device PCIe steering tags and a processing hint: <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c>.
    /// To be called before the buffer is handed on: an importer that has mapped it does not look again.
    /// </summary>
    /// <param name="dmaBuf">A buffer that this device exported.</param>
    /// <param name="hints">What to tell its importers; it replaces what was set before.</param>
    /// <returns>
    /// 0; EINVAL when the buffer is another's or this device was closed since; ENOTTY where the kernel has no such feature.
    /// From later versions: EOPNOTSUPP when the device does not complete requests with hints, or takes no extended tags;
    /// EINVAL for a hint above 3. EINTR does not come: the call is made again.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The buffer is of another transport, where its descriptor means something else; or the header's payload has one tag,
    /// and it was given none or two that differ.
    /// </exception>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetTph([UapiRole(UapiRole.Hints)] DmaBuf dmaBuf, in TphHints hints)
    {
        ArgumentNullException.ThrowIfNull(dmaBuf);
        if (dmaBuf.Handle.Transport != Handle.Transport)
        {
            throw new ArgumentException("The dma-buf belongs to another transport.", nameof(dmaBuf));
        }

        using UapiHandle.Use use = dmaBuf.Handle.Hold();
        return Tph.Version == TphVersion.Seed
            ? SetTph(new Uapi.vfio_device_feature_dma_buf_tph
            {
                dmabuf_fd = use.FileDescriptor,
                steering_tag = OneTag(hints),
                ph = hints.ProcessingHint,
            })
            : SetTph(new UapiTphV11.vfio_device_feature_dma_buf_tph
            {
                dmabuf_fd = use.FileDescriptor,
                flags = (uint)((hints.SteeringTag is null ? 0 : UapiTphV11.VFIO_DMA_BUF_TPH_ST)
                    | (hints.ExtendedSteeringTag is null ? 0 : UapiTphV11.VFIO_DMA_BUF_TPH_ST_EXT)),
                steering_tag_ext = hints.ExtendedSteeringTag ?? 0,
                steering_tag = hints.SteeringTag ?? 0,
                ph = hints.ProcessingHint,
            });
    }

    /// <summary>Gives a dma-buf one tag, as the second version of the proposal knows it: <see cref="TphVersion.Seed"/>.</summary>
    /// <param name="dmaBuf">A buffer that this device exported.</param>
    /// <param name="steeringTag">The tag. An importer with 8-bit tags refuses one above 0xff.</param>
    /// <param name="processingHint">0 bidirectional, 1 requester, 2 target, 3 target with priority. The kernel takes others unseen.</param>
    /// <returns>0; EINVAL when the buffer is another's or this device was closed since; ENOTTY where the kernel has no such feature.</returns>
    /// <exception cref="ArgumentException">The buffer is of another transport, where its descriptor means something else.</exception>
    /// <exception cref="InvalidOperationException">The header has two name spaces of tags, and this call does not say which is meant.</exception>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetTph(
        [UapiRole(UapiRole.Hints)] DmaBuf dmaBuf,
        [UapiRole(UapiRole.SteeringTag, Width = 16)] ushort steeringTag,
        [UapiRole(UapiRole.ProcessingHint)] byte processingHint) =>
        Tph.Version == TphVersion.Seed
            ? SetTph(dmaBuf, new TphHints(processingHint) { ExtendedSteeringTag = steeringTag })
            : throw new InvalidOperationException("The kernel's header has a tag of 8 bits and an extended one: say by TphHints which is meant.");

    /// <summary>Sets steering tag and processing hint with the second version's own struct, sent as it is.</summary>
    /// <param name="payload">Descriptor, tag, hint, and a reserved byte that must be 0.</param>
    /// <returns>As the overload with hints, and EBADF for a descriptor that is not open, EINVAL for one that is no dma-buf or for the reserved byte.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetTph(in Uapi.vfio_device_feature_dma_buf_tph payload) => SetFeature(Tph.Feature, in payload);

    /// <summary>Sets steering tags and processing hint with version 11's own struct, sent as it is.</summary>
    /// <param name="payload">Descriptor, flags that say which tags are given, the tags, and the hint.</param>
    /// <returns>As the overload with hints, and EBADF for a descriptor that is not open, EINVAL for one that is no dma-buf or for unknown flags.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetTph(in UapiTphV11.vfio_device_feature_dma_buf_tph payload)
    {
        // An interrupted set did nothing, so it may be made again.
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<UapiTphV11.vfio_device_feature_dma_buf_tph>(in payload));
        return FeatureCall.Invoke(Handle, Tph.Feature | (uint)VfioFeatureOperations.Set, bytes, [], OnInterrupt.Retry);
    }

    private static ushort OneTag(in TphHints hints)
    {
        if (hints.SteeringTag is { } tag && hints.ExtendedSteeringTag is { } extended && tag != extended)
        {
            throw new ArgumentException("The header's payload has one tag for both name spaces.", nameof(hints));
        }

        return hints.ExtendedSteeringTag ?? hints.SteeringTag
            ?? throw new ArgumentException("The header's payload always has a tag: it cannot be taken back.", nameof(hints));
    }
}
