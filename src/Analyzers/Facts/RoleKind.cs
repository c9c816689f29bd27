// Facts: the analyzers' own copy of the roles that generated code carries. Names, not numbers, tie the two together.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Facts;

/// <summary>What the kernel takes a field, a parameter or a result for: the members of <c>UapiGen.UapiRole</c> that a rule asks for.</summary>
internal enum RoleKind
{
    /// <summary>Bytes of the whole structure, set by the caller.</summary>
    SelfSize,

    /// <summary>Must be zero.</summary>
    Reserved,

    /// <summary>A set of flags; what is known of them stands in the role's numbers.</summary>
    Flags,

    /// <summary>A file descriptor.</summary>
    FileDescriptor,

    /// <summary>An address in user memory.</summary>
    UserPointer,

    /// <summary>Counts the elements of the member that <see cref="Role.Of"/> names.</summary>
    Count,

    /// <summary>A PCIe TPH steering tag of <see cref="Role.Width"/> bits.</summary>
    SteeringTag,

    /// <summary>The width, in bits, of the steering tag that a consumer can take: 8 or 16.</summary>
    SteeringTagWidth,

    /// <summary>A PCIe TPH processing hint, 0 to 3.</summary>
    ProcessingHint,

    /// <summary>Written by the callee, and valid only on success.</summary>
    Output,

    /// <summary>Success or an error number; has to be tested.</summary>
    Result,

    /// <summary>A number within limits.</summary>
    Limits,

    /// <summary>Looked at only when a flag says so.</summary>
    Announced,

    /// <summary>Where an interval begins.</summary>
    IntervalStart,

    /// <summary>How long the interval is.</summary>
    IntervalLength,

    /// <summary>A dma-buf that the receiver makes of its own memory.</summary>
    Exports,

    /// <summary>A dma-buf, or its descriptor, that goes to an importer.</summary>
    Imports,

    /// <summary>A dma-buf of the receiver's own that gets hints.</summary>
    Hints,
}

/// <summary>One <c>UapiRoleAttribute</c> as read from a symbol.</summary>
/// <param name="Kind">The role.</param>
/// <param name="Parameter">On a function pointer or a method: the parameter, counted from 0; -1 for the symbol itself.</param>
/// <param name="Width">Bits of a steering tag; 0 when not given.</param>
/// <param name="Of">The related member; null when not given.</param>
/// <param name="Numbers">What else is stated, by the names of the attribute's properties.</param>
internal sealed record Role(RoleKind Kind, int Parameter, int Width, string? Of, ImmutableDictionary<string, ulong> Numbers)
{
    /// <summary>The valid bits of flags, or the bits that announce a field; null when unknown.</summary>
    public ulong? Mask => Number(nameof(Mask));

    /// <summary>A stated number; null when it is not stated.</summary>
    public ulong? Number(string name) => Numbers.TryGetValue(name, out var value) ? value : null;
}

/// <summary>A member of a record and one role of it.</summary>
/// <param name="Symbol">A field, or a property over bits or over memory.</param>
/// <param name="Role">The role.</param>
internal sealed record RoleMember(ISymbol Symbol, Role Role);
