// The rules about dma-buf and PCIe TPH, UAPI23nn, as data: id, title, sentence with the repair in it.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers;

/// <summary>UAPI23nn: dma-buf and PCIe TPH.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor ZeroFlagTested = Create(
        id: "UAPI2301",
        title: "A flag that is zero is tested with an and",
        messageFormat: "'{0}' is 0, so that this is always 0; compare the flag that is its opposite",
        description: "A flag of value 0 is the absence of another flag.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AccessNotEnded = Create(
        id: "UAPI2302",
        title: "An access is begun and not ended on some path",
        messageFormat: "'{0}' begins an access here that is not ended on every path; end it in a finally block",
        description: "The kernel pairs nothing. Caches stay as they were prepared for the processor, and devices see stale data.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AccessEndedOtherwise = Create(
        id: "UAPI2303",
        title: "An access is ended with other flags than it was begun with",
        messageFormat: "the access was begun with {0}, but is ended with {1}; use the same",
        description: "The kernel does for the end what the flags of the end say, and leaves the rest undone.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor RangesOverlap = Create(
        id: "UAPI2304",
        title: "Ranges overlap",
        messageFormat: "this range and the one at {0} overlap; the kernel takes them, and the memory appears twice",
        description: "The kernel does not compare ranges of a buffer with one another.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor FlagsLackWanted = Create(
        id: "UAPI2305",
        title: "A descriptor is made that other programs inherit",
        messageFormat: "'{0}' lacks {1} (close on exec), so that the descriptor leaks into each program that is started; add it",
        description: "A descriptor without close-on-exec is inherited by every process that the program starts.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TextTooLong = Create(
        id: "UAPI2306",
        title: "A text is longer than the kernel takes",
        messageFormat: "the text has {0} bytes, but '{1}' takes {2} and a NUL; shorten it",
        description: "The kernel counts bytes of UTF-8, the terminating NUL included.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ProcessingHintTooLarge = Create(
        id: "UAPI2307",
        title: "A processing hint has more than two bits",
        messageFormat: "'{0}' gets {1}, but a processing hint is 0 to 3",
        description: "PCIe has two bits for the hint. A kernel that does not look stores the rest and hands it on.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor HintsAfterImport = Create(
        id: "UAPI2309",
        title: "Hints are set on a buffer that an importer has already",
        messageFormat: "'{0}' went to an importer before, which has asked for its hints and does not ask again; set them first",
        description: "An importer asks for steering tag and hint when it maps the buffer. What is set later reaches those that come later.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor BufferAfterDevice = Create(
        id: "UAPI2310",
        title: "A buffer is used after its device was closed",
        messageFormat: "'{0}' is memory of '{1}', which was closed before, so that nobody can use it any more; close the device last",
        description: "With its device a buffer loses its memory for good: its descriptor stays open, and every use of it fails.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor BufferOfAnotherDevice = Create(
        id: "UAPI2311",
        title: "A device gives hints to a buffer of another one",
        messageFormat: "'{0}' is memory of '{1}', and '{2}' cannot give it hints; let '{1}' do it",
        description: "Only the device that made a buffer may say how it is to be reached.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TagsShared = Create(
        id: "UAPI2308",
        title: "One steering tag is given for both widths",
        messageFormat: "'{0}' and '{1}' get the same value, but 8-bit and extended tags are different namespaces; use the tag of each",
        description: "An 8-bit tag and an extended tag of the same number steer to different places.",
        DiagnosticSeverity.Warning);
}
