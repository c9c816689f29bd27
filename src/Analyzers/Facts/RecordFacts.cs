// Facts: a generated record, as its UapiRecordAttribute and the roles of its members state it.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Facts;

/// <summary>What is known of a struct that mirrors a C record.</summary>
/// <param name="Type">The C# struct.</param>
/// <param name="Name">As C spells it.</param>
/// <param name="Size">Bytes on 64-bit targets, without elements of a flexible array.</param>
/// <param name="FlexibleArray">The flexible array member; null when there is none.</param>
/// <param name="FlexibleArrayOffset">Bytes.</param>
/// <param name="FlexibleArrayElementSize">Bytes.</param>
/// <param name="Members">Its members with each of their roles.</param>
internal sealed record RecordFacts(
    INamedTypeSymbol Type,
    string Name,
    int Size,
    string? FlexibleArray,
    int FlexibleArrayOffset,
    int FlexibleArrayElementSize,
    ImmutableArray<RoleMember> Members)
{
    /// <summary>The member that says how many bytes the struct has; null when there is none.</summary>
    public ISymbol? SelfSize => Member(RoleKind.SelfSize)?.Symbol;

    /// <summary>The flags that select a feature and what is to be done with it; null unless this is the head of a feature call.</summary>
    public RoleMember? FeatureSelector => Members.FirstOrDefault(static member => member.Role.Kind == RoleKind.Flags && member.Role.Number("Index") is not null);

    /// <summary>The member that counts the elements of the flexible array; null when there is none.</summary>
    public ISymbol? FlexibleArrayCount =>
        Members.FirstOrDefault(member => member.Role.Kind == RoleKind.Count && member.Role.Of == FlexibleArray)?.Symbol;

    /// <summary>The first member with a role.</summary>
    public RoleMember? Member(RoleKind kind) => Members.FirstOrDefault(member => member.Role.Kind == kind);
}
