// The rules about ioctl calls and their results, UAPI21nn, as data: id, title, sentence with the repair in it.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers;

/// <summary>UAPI21nn: ioctl calls and their results.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor ArgumentMismatch = Create(
        id: "UAPI2101",
        title: "A request gets a structure that is not its own",
        messageFormat: "'{0}' takes {1}, but gets '{2}'; pass {1}",
        description: "The kernel reads as many bytes as the request says, and takes them for the fields of its own structure.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ArgumentReadOnly = Create(
        id: "UAPI2102",
        title: "The kernel's answer goes into a copy",
        messageFormat: "'{0}' is answered through its argument, but '{1}' is passed so that the answer is lost; pass it by ref",
        description: "A request that reads or exchanges data answers in the memory that it was given.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor FileKindMixed = Create(
        id: "UAPI2103",
        title: "One descriptor gets requests of two kinds of files",
        messageFormat: "'{0}' is for a {1}, but '{2}' got '{3}' before, which is for a {4}; use the descriptor of a {1}",
        description: "Request numbers mean something for one kind of file only, and the same number may mean something else for another one.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DescriptorCompared = Create(
        id: "UAPI2104",
        title: "A result that is a descriptor is compared as if success were 0",
        messageFormat: "success of '{0}' returns a descriptor, which is 0 or more; compare with {1}",
        description: "A call that returns a descriptor returns 0 or more on success, and -1 on failure.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DescriptorLost = Create(
        id: "UAPI2105",
        title: "A descriptor is made only to see whether it can be",
        messageFormat: "'{0}' returns a new descriptor on success, which nothing keeps or closes here; keep it{1}",
        description: "The descriptor stays open until the process ends.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ErrorReadLate = Create(
        id: "UAPI2106",
        title: "errno is read after another call",
        messageFormat: "the last error is that of '{0}' by now, not of '{1}'; read it directly after '{1}'",
        description: "Each call that keeps errno replaces the one that was kept before.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ErrorNotKept = Create(
        id: "UAPI2107",
        title: "errno of a call into the kernel is not kept",
        messageFormat: "'{0}' does not set SetLastError, so that errno is gone when the call returns; set it",
        description: "The runtime makes calls of its own, and errno does not outlive them.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ResultTakenForErrno = Create(
        id: "UAPI2108",
        title: "The result -1 is taken for an error number",
        messageFormat: "'{0}' returns -1 on failure and keeps the error number apart; use Marshal.GetLastPInvokeError()",
        description: "The C library's function returns -1; only the kernel's own interface returns a negative error number.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor InterruptNotRetried = Create(
        id: "UAPI2109",
        title: "A call that may be interrupted is made once",
        messageFormat: "'{0}' may fail with EINTR without having been done; make it again then",
        description: "A signal may come before the call has done anything. The caller has to make it again.",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor CloseRetried = Create(
        id: "UAPI2110",
        title: "A close is repeated",
        messageFormat: "'{0}' is called again after a failure, but the descriptor is gone by then and may be someone else's; call it once",
        description: "On Linux the descriptor is closed whatever close returns, and another thread may have got its number since.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DescriptorFieldLost = Create(
        id: "UAPI2112",
        title: "A descriptor that the kernel hands back is never taken",
        messageFormat: "'{0}' hands back a new descriptor in '{1}', which nothing reads here; take it, and close it in the end",
        description: "The descriptor is the caller's from then on, and stays open until the process ends.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor RequestNumber = Create(
        id: "UAPI2111",
        title: "A request is a bare number",
        messageFormat: "0x{0:X} is '{1}'; use the name",
        description: "A name is checked against its argument, and is right on every architecture.",
        DiagnosticSeverity.Info);
}
