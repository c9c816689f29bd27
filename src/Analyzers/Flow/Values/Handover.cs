// Flow: a structure on its way into the kernel, with what is known of it there.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>A call that takes a request, or a feature, and a structure for it.</summary>
/// <param name="Call">The call.</param>
/// <param name="Request">The ioctl request; null in a call of a feature.</param>
/// <param name="Feature">The feature that one of the arguments names; null in an ioctl.</param>
/// <param name="Argument">The argument that is, or points to, the structure; null when none was found.</param>
/// <param name="Type">What the argument is, or points to, by its static type.</param>
/// <param name="Place">The structure's storage; null when that is not known.</param>
/// <param name="State">What is known at the call.</param>
/// <param name="IsShared">Something unseen may have written the structure.</param>
internal sealed record Handover(
    KernelCall Call, RequestFacts? Request, FeatureFacts? Feature, IArgumentOperation? Argument, ITypeSymbol? Type, Place? Place, ValueState State, bool IsShared)
{
    /// <summary>The record that the argument points to: by its type, or, where that is untyped memory, by what was written there.</summary>
    public RecordFacts? RecordIn(UapiSymbols symbols) => symbols.RecordOf(Type) ?? (Place is null || Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None }
        ? null
        : State.Records(symbols).Where(pair => pair.Place.Equals(Place)).Select(static pair => pair.Record).FirstOrDefault());

    /// <summary>
    /// The record that the kernel looks at: what the argument points to, the first member of a structure of the program's own, or, in untyped memory, what the
    /// request takes. Null when something unseen may have written it.
    /// </summary>
    public SettledRecord? Head(UapiSymbols symbols)
    {
        if (Place is null || IsShared)
        {
            return null;
        }

        if (symbols.RecordOf(Type) is { } record)
        {
            return new SettledRecord(Place, record, State);
        }

        if (Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } own)
        {
            return own.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(static field => !field.IsStatic) is { } first && symbols.RecordOf(first.Type) is { } head && IsWanted(head)
                ? new SettledRecord(new Place(first, Place), head, State)
                : null;
        }

        return RecordIn(symbols) is { } written && IsWanted(written) ? new SettledRecord(Place, written, State) : null;
    }

    private bool IsWanted(RecordFacts record) => Request?.Argument?.Name == record.Type.Name;

    /// <summary>What is known of a member of the structure.</summary>
    public Known this[ISymbol member] => Place is null || IsShared ? Known.Nothing : State[new Place(member, Place)];
}

/// <summary>A record as some path leaves it: at its way into the kernel, or at the end of the function.</summary>
/// <param name="Place">Its storage.</param>
/// <param name="Facts">Its facts.</param>
/// <param name="State">What is known there.</param>
/// <param name="IsEscaped">It is an element that may have been written under another name.</param>
internal sealed record SettledRecord(Place Place, RecordFacts Facts, ValueState State, bool IsEscaped = false)
{
    /// <summary>What is known of a member.</summary>
    public Known this[ISymbol member] => State[new Place(member, Place)];
}
