// Flow: calls that do not return when a value is too large, as far as their signature or their name says so.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

internal static class GuardCalls
{
    /// <summary>How methods are named that throw on a bad argument and otherwise do nothing.</summary>
    private static readonly ImmutableArray<string> Verbs = ["ThrowIf", "Ensure", "Validate", "Check", "Assert", "Require", "Verify"];

    /// <summary>The places that hold at most 0xFF once the call has returned.</summary>
    public static IEnumerable<Place> Proven(KernelCall call, TagGuards guards, FlowCaptures captures, OwnMethods own)
    {
        if (call.Target is not IMethodSymbol method)
        {
            return [];
        }

        if (method is { Name: "ThrowIfGreaterThan" or "ThrowIfGreaterThanOrEqual", ContainingType.Name: "ArgumentOutOfRangeException" } && call.Arguments.Length > 1)
        {
            var limit = PossibleValues.Constant(call.Arguments[1].Value);
            return limit <= (BigInteger)(method.Name == "ThrowIfGreaterThan" ? TagGuards.NarrowMaximum : TagGuards.NarrowMaximum + 1) ? Passed(call.Arguments[0], captures) : [];
        }

        return IsCheck(method, own)
            ? call.Arguments.SelectMany(argument => Passed(argument, captures).Concat(Asserted(argument, guards)))
            : call.Arguments.SelectMany(argument => Asserted(argument, guards));
    }

    /// <summary>True for a method that does not return when what it gets is not good.</summary>
    public static bool IsCheck(IMethodSymbol method, OwnMethods own) =>
        own.IsCheck(method) || (method.ReturnsVoid && Verbs.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal)));

    private static IEnumerable<Place> Passed(IArgumentOperation argument, FlowCaptures captures) =>
        Place.From(TagGuards.Bare(argument.Value), captures) is { } place ? [place] : [];

    /// <summary><c>Debug.Assert(tag &lt;= 0xFF)</c>, and all other methods with <c>DoesNotReturnIf</c>.</summary>
    private static IEnumerable<Place> Asserted(IArgumentOperation argument, TagGuards guards)
    {
        var attribute = argument.Parameter?.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "DoesNotReturnIfAttribute");
        return attribute?.ConstructorArguments.FirstOrDefault().Value is bool thrownOn
            ? guards.Bounds(argument.Value, !thrownOn).Where(static bound => bound.Upper <= TagGuards.NarrowMaximum).Select(static bound => bound.Place)
            : [];
    }
}
