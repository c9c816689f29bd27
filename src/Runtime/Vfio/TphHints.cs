// Vfio: what a dma-buf's exporter tells importers about the writes that they send.
namespace UapiGen.Runtime;

/// <summary>
/// PCIe steering tags and a processing hint. The tag of 8 bits and the extended one of 16 are two name spaces:
/// neither stands in for the other, and a small extended tag is no short one.
/// </summary>
/// <param name="ProcessingHint">0 bidirectional, 1 requester, 2 target, 3 target with priority.</param>
public readonly record struct TphHints(byte ProcessingHint)
{
    /// <summary>The tag of 8 bits, for importers that send no extended ones; null for none.</summary>
    public byte? SteeringTag { get; init; }

    /// <summary>The tag of 16 bits, for importers that send extended ones; null for none.</summary>
    public ushort? ExtendedSteeringTag { get; init; }
}
