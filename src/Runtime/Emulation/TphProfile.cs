// Emulation: the rules for steering tags, which differ between versions of the proposal.
namespace UapiGen.Runtime.Emulation;

/// <summary>What <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c> takes and <c>get_tph</c> answers in one version of the series.</summary>
internal abstract class TphProfile
{
    /// <summary>The feature, from its own first check on.</summary>
    /// <returns>0 or a negated error number.</returns>
    public abstract int Set(EmulatedPciDevice device, in FeatureRequest request);

    /// <summary>The importer's question.</summary>
    /// <param name="stored">What <see cref="Set"/> left in <see cref="VfioDmaBuf.Tph"/>; 0 when it never succeeded.</param>
    /// <param name="stWidth">Bits of the importer's tags.</param>
    /// <param name="steeringTag">The tag; without meaning after an error.</param>
    /// <param name="processingHint">The hint; without meaning after an error.</param>
    /// <returns>0 or a negated error number.</returns>
    public abstract int Get(int stored, byte stWidth, out ushort steeringTag, out byte processingHint);
}
