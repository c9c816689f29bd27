// UAPI2015: a structure written by hand is generated already. Facts: UapiRecord, UapiIoctl.Argument.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2015: reports a structure of a user with the name, or all the field names, of the generated one that the request takes.</summary>
public sealed class StructDuplicatedAnalyzer : BodyRule
{
    /// <summary>Key of the property that is the documentation id of the structure written by hand.</summary>
    internal const string OwnProperty = "Own";

    /// <summary>Key of the property that is the documentation id of the generated one.</summary>
    internal const string GeneratedProperty = "Generated";

    /// <summary>Makes the rule.</summary>
    public StructDuplicatedAnalyzer()
        : base(Descriptors.StructDuplicated)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is { Request.Argument: { } wanted, Argument: { } argument, Type: INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } type }
                && body.Symbols.RecordOf(type) is null
                && body.Symbols.RecordOf(wanted) is { } record
                && Mirrors(type, record))
            {
                var ids = ImmutableDictionary<string, string?>.Empty.Add(OwnProperty, type.GetDocumentationCommentId()).Add(GeneratedProperty, record.Type.GetDocumentationCommentId());
                body.Report(argument.Value.Syntax, ids, type.Name, record.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            }
        }
    }

    private static bool Mirrors(INamedTypeSymbol type, RecordFacts record)
    {
        var own = Fields(type);
        return Plain(type.Name) == Plain(record.Type.Name) || (own.Length > 1 && own.SequenceEqual(Fields(record.Type)));
    }

    private static string[] Fields(INamedTypeSymbol type) =>
        [.. type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic).Select(static field => Plain(field.Name))];

    /// <summary>The same for <c>vfio_region_info</c> and <c>VfioRegionInfo</c>.</summary>
    internal static string Plain(string name) => name.Replace("_", "").ToUpperInvariant();
}
