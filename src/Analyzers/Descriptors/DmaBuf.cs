// The rules about dma-buf and PCIe TPH, UAPI23nn, as data: id, title, sentence with the repair in it.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers;

/// <summary>UAPI23nn: dma-buf and PCIe TPH.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor FlagsLackWanted = Create(
        id: "UAPI2305",
        title: "A descriptor is made that other programs inherit",
        messageFormat: "'{0}' lacks {1} (close on exec), so that the descriptor leaks into each program that is started; add it",
        description: "A descriptor without close-on-exec is inherited by every process that the program starts.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ProcessingHintTooLarge = Create(
        id: "UAPI2307",
        title: "A processing hint has more than two bits",
        messageFormat: "'{0}' gets {1}, but a processing hint is 0 to 3",
        description: "PCIe has two bits for the hint. A kernel that does not look stores the rest and hands it on.",
        DiagnosticSeverity.Warning);
}
