// UAPI2102: the kernel's answer goes into a copy. Facts: UapiIoctl.Direction, UapiRole.Output.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2102: reports arguments passed by in, or by value, for requests that answer through them.</summary>
public sealed class ArgumentReadOnlyAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public ArgumentReadOnlyAnalyzer()
        : base(Descriptors.ArgumentReadOnly)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is { Request: { } request, Argument: { Parameter.RefKind: RefKind.In or RefKind.RefReadOnlyParameter or RefKind.None } argument }
                && handover.Call.RequestArgument(body.Root) is not null
                && Answers(request, body.Symbols.RecordOf(handover.Type))
                && !IsPointer(argument.Value))
            {
                body.Report(argument.Value.Syntax, request.Name, argument.Value.Syntax.ToString());
            }
        }
    }

    private static bool Answers(RequestFacts request, RecordFacts? record) =>
        request.Direction is "Read" or "ReadWrite" || (request.Direction == "None" && record?.Member(RoleKind.Output) is not null);

    private static bool IsPointer(IOperation value) => value switch
    {
        IConversionOperation conversion => IsPointer(conversion.Operand) || conversion.Type is IPointerTypeSymbol,
        _ => value is IAddressOfOperation || value.Type is IPointerTypeSymbol || Elements.Viewed(value) is not null,
    };
}
