// The rules about fields and layout, UAPI20nn, as data: id, title, sentence with the repair in it.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers;

/// <summary>UAPI20nn: fields and layout.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor SelfSizeUnset = Create(
        id: "UAPI2004",
        title: "A structure goes to the kernel without its size",
        messageFormat: "'{0}' of '{1}' is still 0 here, so that the kernel refuses the structure; make it with {1}.Create(), or set '{0}' to its size",
        description: "The kernel reads the size first, to tell old callers from new ones, and refuses a structure that is said to be smaller than its oldest form.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor SelfSizeWrong = Create(
        id: "UAPI2005",
        title: "The stated size of a structure is not its size",
        messageFormat: "'{0}' says {2} bytes, but '{1}' has {3}; use (uint)sizeof({1})",
        description: "The size counts the whole structure. That of a pointer, of a part or of another structure is too small, and the kernel refuses it.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor FlagsUnknown = Create(
        id: "UAPI2006",
        title: "Flags have bits that the kernel does not know",
        messageFormat: "'{0}' gets {1}, but the kernel takes {2} there; leave the other bits out",
        description: "The kernel refuses flags that it does not know, so that it can give them a meaning later.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor FlagsNoneOf = Create(
        id: "UAPI2007",
        title: "Flags lack a choice that has to be made",
        messageFormat: "'{0}' gets {1}, but one bit of {2} at least has to be set; say which is meant",
        description: "The call means nothing without one of these flags, and the kernel refuses it.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor FlagsNotOneOf = Create(
        id: "UAPI2008",
        title: "Flags make more or less than one choice",
        messageFormat: "'{0}' gets {1}, but exactly one bit of {2} has to be set; choose one",
        description: "These flags exclude one another, and the kernel refuses none and several.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor FieldNotAnnounced = Create(
        id: "UAPI2009",
        title: "A field is set and the flag that announces it is not",
        messageFormat: "'{0}' is looked at only when '{1}' has {2}, which is missing; set the flag too",
        description: "The kernel ignores a field whose flag is not set, in silence.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NumberTooSmall = Create(
        id: "UAPI2010",
        title: "A number is below what the kernel takes",
        messageFormat: "'{0}' gets {1}, but the kernel takes no less than {2}",
        description: "The kernel refuses the call.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor NumberTooLarge = Create(
        id: "UAPI2011",
        title: "A number is above what the kernel takes",
        messageFormat: "'{0}' gets {1}, but the kernel takes no more than {2}",
        description: "The kernel refuses the call.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor NumberNotMultiple = Create(
        id: "UAPI2012",
        title: "A number is not a multiple of what the kernel asks for",
        messageFormat: "'{0}' gets {1}, which is not a multiple of {2}; the kernel works on whole pages",
        description: "The kernel refuses ranges that do not lie on page boundaries.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor MemoryNotZeroed = Create(
        id: "UAPI2013",
        title: "Memory that was never cleared goes to the kernel",
        messageFormat: "'{0}' lies in memory that nothing has cleared, and its '{1}' holds whatever was there; clear it first",
        description: "Reserved fields and fields that a program does not know hold what the memory held before; the kernel refuses them, or takes them for something.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor FlagsNumber = Create(
        id: "UAPI2016",
        title: "Flags are a bare number",
        messageFormat: "0x{0:X} in '{1}' is {2}; use the name",
        description: "A name says what is meant, is found by who looks for it, and follows the header.",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor SizeUnderflows = Create(
        id: "UAPI2017",
        title: "A size from the kernel is subtracted from without a test",
        messageFormat: "'{0}' is what the kernel says and may be below {1}, so that the difference wraps around; compare the two first",
        description: "A kernel may know less of a structure than the program, and says so by a smaller size.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor FieldReadUnannounced = Create(
        id: "UAPI2018",
        title: "A field is read and the flag that announces it is not",
        messageFormat: "'{0}' means something only when '{1}' has {2}, which nothing here asks for; test the flag first",
        description: "The kernel fills a field only when its flag is set. It holds 0, or what was there before, otherwise.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor StructNotBlittable = Create(
        id: "UAPI2014",
        title: "A structure for the kernel has no fixed layout",
        messageFormat: "'{0}' goes to the kernel, but {1}; use only integers, in sequential or explicit layout",
        description: "What the kernel gets is not what the program wrote: the runtime copies and converts such a structure, or orders its fields as it likes.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor StructDuplicated = Create(
        id: "UAPI2015",
        title: "A structure written by hand is generated already",
        messageFormat: "'{0}' mirrors '{1}', which is generated from the header; use that one",
        description: "A generated structure follows the header and carries the facts that the rules need; one written by hand does neither.",
        DiagnosticSeverity.Info);
}
