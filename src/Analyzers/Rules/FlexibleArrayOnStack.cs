// UAPI2401: the elements behind a structure have no memory. Facts: UapiRecord.FlexibleArray and CountedBy.
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2401: reports views of the elements behind a plain variable, and plain variables that go to the kernel with a count.</summary>
public sealed class FlexibleArrayOnStackAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FlexibleArrayOnStackAnalyzer()
        : base(Descriptors.FlexibleArrayOnStack)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var view in body.Views)
        {
            if (IsPlain(view.Place, view.Record) && !view.Count.IsAlways(static count => count.IsZero))
            {
                body.Report(view.Call.Operation.Syntax, view.Record.Type.Name, view.Record.FlexibleArray!, view.Whole.Syntax.ToString());
            }
        }

        foreach (var handover in body.Handovers)
        {
            if (handover is { Place: { } place, Argument: { } argument }
                && body.Symbols.RecordOf(handover.Type) is { FlexibleArrayCount: { } count } record
                && IsPlain(place, record)
                && handover[count].IsAlways(static number => number > 0))
            {
                body.Report(argument.Value.Syntax, record.Type.Name, record.FlexibleArray!, argument.Value.Syntax.ToString().TrimStart('&'));
            }
        }
    }

    /// <summary>True for a variable of the structure's own type, with nothing behind it.</summary>
    private static bool IsPlain(Place place, RecordFacts record) => place.Of is null && place.Head switch
    {
        ILocalSymbol { IsRef: false } local => SymbolEqualityComparer.Default.Equals(local.Type, record.Type),
        IParameterSymbol { RefKind: RefKind.None } parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, record.Type),
        _ => false,
    };
}
