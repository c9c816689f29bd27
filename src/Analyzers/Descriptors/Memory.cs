// The rules about descriptors, pointers and memory, UAPI24nn, as data: id, title, sentence with the repair in it.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers;

/// <summary>UAPI24nn: descriptors, pointers and memory.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor FlexibleArrayOnStack = Create(
        id: "UAPI2401",
        title: "The elements behind a structure have no memory",
        messageFormat: "'{0}' ends in '{1}', but '{2}' has room for the head alone; allocate {0}.{1}_SizeWith(count) bytes",
        description: "A flexible array lies behind its structure. Of a plain variable, that is someone else's memory.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor CountDisagrees = Create(
        id: "UAPI2402",
        title: "A structure counts more elements than its memory has",
        messageFormat: "'{0}' says {1}, but the memory behind the structure is for {2}; use one count for both",
        description: "The kernel reads as many elements as the count says, whatever the size says.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor PointerAfterFixed = Create(
        id: "UAPI2403",
        title: "A pointer is used after its object may have moved",
        messageFormat: "'{0}' points into an object that is fixed no longer; keep it fixed until the call has returned",
        description: "The garbage collector moves an object once its fixed statement has ended.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor PointerToMovable = Create(
        id: "UAPI2404",
        title: "A pointer to an object that may move",
        messageFormat: "'{0}' gets the address of an object that nothing holds in place; use a fixed statement",
        description: "The garbage collector moves objects, and the address then belongs to something else.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor PointerNarrowed = Create(
        id: "UAPI2405",
        title: "A pointer goes through 32 bits",
        messageFormat: "'{0}' gets an address that was cut to 32 bits; convert it to ulong directly",
        description: "Addresses have 64 bits, and the kernel answers with EFAULT, or writes somewhere else.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DescriptorUnset = Create(
        id: "UAPI2406",
        title: "A descriptor field is left at 0",
        messageFormat: "'{0}' is still 0 here, which is standard input; set it",
        description: "0 is a descriptor like any other, and usually an open one.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DescriptorAfterClose = Create(
        id: "UAPI2407",
        title: "A descriptor is used after it was closed",
        messageFormat: "'{0}' was closed before; the number may be another file by now",
        description: "The kernel gives the lowest free number to the next file that anyone opens.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor RegisterNarrowed = Create(
        id: "UAPI2408",
        title: "A read of a device register may become narrower",
        messageFormat: "the compiler may read only {0} bits of this register; read it with Volatile.Read first",
        description: "A device sees the width of an access, and a register may answer to one width alone. The just-in-time compiler narrows a read whose upper bits are dropped.",
        DiagnosticSeverity.Warning);
}
