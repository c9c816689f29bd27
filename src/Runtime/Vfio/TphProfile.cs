// Vfio: which version of the dma-buf TPH proposal a parsed header declares.
using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;

namespace UapiGen.Runtime;

/// <summary>The versions of <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c> that are told apart by their payload.</summary>
public enum TphVersion
{
    /// <summary>Version 2 of the series: 8 bytes, one tag, judged by its value when an importer asks; hints are not checked.</summary>
    Seed,

    /// <summary>Versions 9 to 11: 12 bytes, flags, a tag of 8 bits and one of 16, hints of two bits.</summary>
    Latest,
}

/// <summary>
/// The feature as a header declares it: its index and the shape of its payload. Both are read from generated
/// types, for the index is contested and the payload has changed between versions.
/// </summary>
public sealed class TphProfile
{
    private TphProfile(TphVersion version, ushort feature)
    {
        Version = version;
        Feature = feature;
    }

    /// <summary>As in the bundled <c>linux/vfio.h</c>.</summary>
    public static TphProfile Seed { get; } = For<Uapi.vfio_device_feature_dma_buf_tph>(Uapi.VFIO_DEVICE_FEATURE_DMA_BUF_TPH);

    /// <summary>As in the bundled <c>dma-buf-tph-v11/linux/vfio.h</c>.</summary>
    public static TphProfile Latest { get; } = For<UapiTphV11.vfio_device_feature_dma_buf_tph>(UapiTphV11.VFIO_DEVICE_FEATURE_DMA_BUF_TPH);

    /// <summary>The rules that come with the payload's shape.</summary>
    public TphVersion Version { get; }

    /// <summary>The feature's index in <c>vfio_device_feature.flags</c>.</summary>
    public ushort Feature { get; }

    /// <summary>Reads the version off a generated payload.</summary>
    /// <typeparam name="TPayload">The generated <c>vfio_device_feature_dma_buf_tph</c> of the header in use.</typeparam>
    /// <param name="feature">The generated <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c> of the same header.</param>
    /// <exception cref="NotSupportedException">The payload is that of no version known here.</exception>
    public static unsafe TphProfile For<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TPayload>(int feature)
        where TPayload : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(feature, Uapi.VFIO_DEVICE_FEATURE_MASK);
        string[] fields = [.. typeof(TPayload).GetFields(BindingFlags.Public | BindingFlags.Instance).Select(field => field.Name)];
        bool hasFlags = fields.Contains(nameof(UapiTphV11.vfio_device_feature_dma_buf_tph.flags));
        bool hasReserved = fields.Contains(nameof(Uapi.vfio_device_feature_dma_buf_tph.reserved));
        bool hasExtendedTag = fields.Contains(nameof(UapiTphV11.vfio_device_feature_dma_buf_tph.steering_tag_ext));
        if (hasReserved && !hasFlags && sizeof(TPayload) == sizeof(Uapi.vfio_device_feature_dma_buf_tph))
        {
            return new TphProfile(TphVersion.Seed, (ushort)feature);
        }

        if (hasFlags && hasExtendedTag && !hasReserved && sizeof(TPayload) == sizeof(UapiTphV11.vfio_device_feature_dma_buf_tph))
        {
            return new TphProfile(TphVersion.Latest, (ushort)feature);
        }

        throw new NotSupportedException($"{typeof(TPayload).Name} of {sizeof(TPayload)} bytes with the fields {string.Join(", ", fields)} is of no known version of the proposal.");
    }
}
