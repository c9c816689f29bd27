// Stage: hazards. What makes an ABI brittle though every compiler accepts it: UAPI15nn, reported where somebody asked for it only.
using System.Collections.Generic;
using UapiGen.C;

namespace UapiGen.Diagnostics;

internal static class HazardDiagnostics
{
    /// <summary>Arguments: the member, the record, how much and where, the repair.</summary>
    public static readonly CDiagnosticDescriptor ImplicitPadding = new(
        "UAPI1501", CSeverity.Info, "Padding before a member", "The compiler puts padding before '{0}' of '{1}': {2}; {3}") { IsEnabledByDefault = false };

    /// <summary>Arguments: the record in quotation marks, how much and where, the repair.</summary>
    public static readonly CDiagnosticDescriptor TailPadding = new(
        "UAPI1502", CSeverity.Info, "Padding at a record's end", "The compiler puts padding at the end of {0}: {1}; {2}") { IsEnabledByDefault = false };

    /// <summary>Arguments: the member, the record, its type, its size on which targets, the repair.</summary>
    public static readonly CDiagnosticDescriptor VaryingMember = new(
        "UAPI1503", CSeverity.Info, "Member's size follows the architecture", "'{0}' of '{1}' is '{2}', which has {3}; {4}") { IsEnabledByDefault = false };

    /// <summary>Arguments: the member, the record, what differs, the repair.</summary>
    public static readonly CDiagnosticDescriptor MisalignedLong = new(
        "UAPI1504", CSeverity.Info, "64-bit member aligned to 4 bytes on i386", "'{0}' of '{1}' is aligned to 4 bytes on i386, so {2}; {3}") { IsEnabledByDefault = false };

    /// <summary>Arguments: the member, the record.</summary>
    public static readonly CDiagnosticDescriptor PointerMember = new(
        "UAPI1505", CSeverity.Info, "Pointer in a record",
        "'{0}' of '{1}' is a pointer, which has 8 bytes on 64-bit targets and 4 on 32-bit ones; use __u64 and cast the address through uintptr_t") { IsEnabledByDefault = false };

    public static readonly IReadOnlyList<CDiagnosticDescriptor> All = [ImplicitPadding, TailPadding, VaryingMember, MisalignedLong, PointerMember];
}
