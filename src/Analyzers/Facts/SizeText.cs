// Facts: how C# spells the size that a structure has to state.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Facts;

internal static class SizeText
{
    /// <summary>Key of the diagnostic's property that names the self-size field.</summary>
    public const string MemberProperty = "Member";

    /// <summary>Key of the diagnostic's property that is there when the argument is a pointer to the structure.</summary>
    public const string PointerProperty = "Pointer";

    /// <summary>The size of a record; for the head of a feature call, with the payload of the feature that it selects. Null when the elements behind it are not known.</summary>
    public static string? Of(UapiSymbols symbols, SettledRecord head)
    {
        var record = head.Facts;
        if (record.FeatureSelector is not { } selector)
        {
            return record.FlexibleArrayCount is null ? Cast(record, SizeOf(record.Type)) : null;
        }

        return FeatureCalls.FeatureOf(symbols, record, selector, head[selector.Symbol]) is { } feature ? OfCall(record, feature) : null;
    }

    /// <summary>The size of a record without elements.</summary>
    public static string OfRecord(RecordFacts record) => Cast(record, SizeOf(record.Type));

    /// <summary>The size of a feature's head and payload.</summary>
    public static string? OfCall(RecordFacts head, FeatureFacts feature) => feature switch
    {
        { Payload: { } payload } => Cast(head, $"({SizeOf(head.Type)} + {SizeOf(payload)})"),
        { MinimumSize: 0 } => Cast(head, SizeOf(head.Type)),
        _ => Cast(head, $"({SizeOf(head.Type)} + {feature.MinimumSize})"),
    };

    /// <summary>The size of a feature's head and so many bytes behind it.</summary>
    public static string OfCall(RecordFacts head, string behind) => Cast(head, $"({SizeOf(head.Type)} + {behind})");

    private static string Cast(RecordFacts record, string size) =>
        $"({record.Members.First(static member => member.Role.Kind == RoleKind.SelfSize).Symbol switch { IFieldSymbol field => field.Type, var other => ((IPropertySymbol)other).Type }}){size}";

    private static string SizeOf(INamedTypeSymbol type) =>
        $"global::System.Runtime.CompilerServices.Unsafe.SizeOf<{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>()";
}
