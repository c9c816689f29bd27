// UAPI2205: a feature gets the payload of another one. Facts: UapiFeature.Payload.

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2205: reports calls that name a feature and hand over a generated structure that is not its payload.</summary>
public sealed class FeaturePayloadMismatchAnalyzer : BodyRule
{
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
                body.Report(argument.Value.Syntax, feature.Symbol.Name, payload.Name, record.Type.Name);
            }
        }
    }
}
