// UAPI2004: a structure goes to the kernel without its size. Facts: UapiRole.SelfSize.
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2004: reports structures whose size nothing has set on some path to the kernel.</summary>
public sealed class SelfSizeUnsetAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public SelfSizeUnsetAnalyzer()
        : base(Descriptors.SelfSizeUnset)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is { Request: not null, Argument: { } argument }
                && handover.Head(body.Symbols) is { Facts: { SelfSize: { } size } record } head
                && head[size] is { MayBeUnset: true } known
                && (known.Numbers.Length == 1 || !body.HasCorrelatedBranches))
            {
                // In untyped memory, and behind a view of it, a fix does not see the field.
                var isSeen = body.Symbols.RecordOf(handover.Type) is not null && Elements.Viewed(argument.Value) is null;
                var properties = RuleContext.Replacement(isSeen ? SizeText.Of(body.Symbols, head) : null).Add(SizeText.MemberProperty, size.Name);
                properties = argument.Value.Type is IPointerTypeSymbol ? properties.Add(SizeText.PointerProperty, null) : properties;
                body.Report(argument.Value.Syntax, properties, size.Name, record.Type.Name);
            }
        }
    }
}
