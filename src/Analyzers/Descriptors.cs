// How a rule is described, and the first three; the others stand by their ranges in Descriptors/.
using System;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers;

/// <summary>The descriptors of the rules about the kernel's contract.</summary>
internal static partial class Descriptors
{
    /// <summary>{0} is the field, {1} what it gets.</summary>
    public static readonly DiagnosticDescriptor ReservedFieldSet = Create(
        id: "UAPI2001",
        title: "A reserved field gets a value other than zero",
        messageFormat: "'{0}' is reserved and has to be zero, but {1}; leave it out or set it to 0",
        description: "The kernel refuses a structure whose reserved or padding bytes are set, mostly with EINVAL, so that it can give them a meaning later.");

    /// <summary>{0} is the whole sentence: a width that does not exist, a tag that cannot fit, or a cast that loses bits.</summary>
    public static readonly DiagnosticDescriptor SteeringTagWidth = Create(
        id: "UAPI2002",
        title: "The width of a steering tag goes unchecked",
        messageFormat: "{0}",
        description: "A steering tag has 8 bits, or 16 for a consumer that can take the extended tag; a tag that is cut to fit steers somewhere else.");

    /// <summary>{0} is the whole sentence: a dropped result, or an output that is read too early.</summary>
    public static readonly DiagnosticDescriptor ResultUnchecked = Create(
        id: "UAPI2003",
        title: "The result of a call into the kernel goes untested",
        messageFormat: "{0}",
        description: "A call into the kernel tells its failure by its result alone, and leaves its outputs untouched then.");

    /// <summary>Makes a descriptor; its category and its help link follow from <paramref name="id"/>.</summary>
    private static DiagnosticDescriptor Create(
        string id, string title, string messageFormat, string description, DiagnosticSeverity severity = DiagnosticSeverity.Warning) => new(
        id,
        title,
        messageFormat,
        Category(id),
        severity,
        isEnabledByDefault: true,
        description,
        HelpLink(id));

    /// <summary>The page of a rule.</summary>
    public static string HelpLink(string id) => $"https://github.com/uapigen/uapigen/blob/main/docs/rules/{id}.md";

    private static string Category(string id) => id.StartsWith("UAPI2", StringComparison.Ordinal)
        ? "UapiGen.KernelContract"
        : throw new ArgumentOutOfRangeException(nameof(id), id, "no category has this range");
}
