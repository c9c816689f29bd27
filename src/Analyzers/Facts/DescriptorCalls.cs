// Facts: the calls of a body that return a new file descriptor.
using System.Collections.Generic;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Facts;

internal static class DescriptorCalls
{
    /// <summary>The calls that return a descriptor by their request, or by the feature that they select, each with the name of what returns it.</summary>
    public static IEnumerable<(KernelCall Call, string Name)> Of(IEnumerable<Handover> handovers, UapiSymbols symbols)
    {
        foreach (var handover in handovers)
        {
            if (handover.Request is { ReturnsDescriptor: true } request)
            {
                yield return (handover.Call, request.Name);
            }
            else if (SelectedFeature(handover, symbols) is { ReturnsDescriptor: true } feature)
            {
                yield return (handover.Call, feature.Symbol.Name);
            }
        }
    }

    private static FeatureFacts? SelectedFeature(Handover handover, UapiSymbols symbols)
    {
        if (handover.Request is null || handover.RecordIn(symbols) is not { FeatureSelector: { } selector } head)
        {
            return null;
        }

        var bits = FeatureBits.Of(selector);
        var flags = handover[selector.Symbol];
        return flags.IsAlways(number => !bits.Probes(number)) ? FeatureCalls.FeatureOf(symbols, head, selector, flags) : null;
    }
}
