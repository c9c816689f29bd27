// UAPI2205: a feature gets the payload of another one. Facts: UapiFeature.Payload.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2205: reports calls that name a feature and hand over a generated structure that is not its payload.</summary>
public sealed class FeaturePayloadMismatchAnalyzer : BodyRule
{
    /// <summary>Key of the diagnostic's property that is the name of the feature.</summary>
    internal const string FeatureProperty = "Feature";

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>Makes the rule.</summary>
    public FeaturePayloadMismatchAnalyzer()
        : base(Descriptors.FeaturePayloadMismatch)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is { Feature: { Payload: { } payload } feature, Argument: { } argument }
                && body.Symbols.RecordOf(handover.Type) is { FeatureSelector: null } record
                && record.Type.Name != payload.Name)
            {
                body.Report(argument.Value.Syntax, Right(body, feature, record), feature.Symbol.Name, payload.Name, record.Type.Name);
            }
        }
    }

    /// <summary>The one feature beside this one whose payload is what is handed over, and the argument that names this one.</summary>
    private static ImmutableDictionary<string, string?> Right(RuleContext body, FeatureFacts feature, RecordFacts given)
    {
        var others = feature.Symbol.ContainingType.GetMembers().Select(body.Symbols.FeatureOf).OfType<FeatureFacts>()
            .Where(other => SymbolEqualityComparer.Default.Equals(other.Payload, given.Type)).Take(2).ToList();
        return others.Count == 1
            ? RuleContext.Replacement(others[0].Symbol.ToDisplayString(Qualified)).Add(FeatureProperty, feature.Symbol.Name)
            : RuleContext.Replacement(null);
    }
}
