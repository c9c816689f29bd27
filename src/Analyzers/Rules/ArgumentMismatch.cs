// UAPI2101: a request gets a structure that is not its own. Facts: UapiIoctl.Argument.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2101: reports generated structures, and numbers, that are not what the request takes.</summary>
public sealed class ArgumentMismatchAnalyzer : BodyRule
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>Makes the rule.</summary>
    public ArgumentMismatchAnalyzer()
        : base(Descriptors.ArgumentMismatch)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is { Request: { Argument: { } wanted } request, Argument: { } argument, Type: INamedTypeSymbol given }
                && given.Name != wanted.Name
                && IsForeign(body.Symbols, argument, given, wanted)
                && Written(handover.Call.RequestArgument(body.Root)?.Value) is { Syntax: var syntax })
            {
                body.Report(syntax, RuleContext.Replacement(Right(body.Symbols, request, given)), request.Name, wanted.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), given.Name);
            }
        }
    }

    /// <summary>True for another generated structure, and for the address of a number where a structure is wanted. Untyped memory may hold anything.</summary>
    private static bool IsForeign(UapiSymbols symbols, IArgumentOperation argument, INamedTypeSymbol given, ITypeSymbol wanted) => symbols.RecordOf(given) is { } record
        ? !record.Type.GetMembers().OfType<IFieldSymbol>().Take(1).Any(first => first.Type.Name == wanted.Name)
        : symbols.RecordOf(wanted) is { Size: var size } && IntegerType.Bits(given) < size * 8 && Bare(argument.Value) is IAddressOfOperation { Reference: ILocalReferenceOperation };

    private static IOperation Bare(IOperation value) => value is IConversionOperation conversion ? Bare(conversion.Operand) : value;

    private static IOperation? Written(IOperation? value) => value is IConversionOperation { IsImplicit: true } conversion ? Written(conversion.Operand) : value;

    /// <summary>The one request beside this one that takes the structure.</summary>
    private static string? Right(UapiSymbols symbols, RequestFacts request, INamedTypeSymbol given)
    {
        var others = request.Symbol.ContainingType.GetMembers().Select(symbols.RequestOf).OfType<RequestFacts>().Where(other => other.Argument?.Name == given.Name).Take(2).ToList();
        return others.Count == 1 ? others[0].Symbol.ToDisplayString(Qualified) : null;
    }
}
