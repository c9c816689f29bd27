// UAPI2302: an access is begun and not ended on some path. Facts: UapiRole.Flags with End.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2302: reports accesses that an early return, a throw or another branch leaves open. A method that only begins, for another that ends, stays silent.</summary>
public sealed class AccessNotEndedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public AccessNotEndedAnalyzer()
        : base(Descriptors.AccessNotEnded)
    {
    }

    /// <summary>Key of the diagnostic's property that counts the statements between begin and end.</summary>
    internal const string BetweenProperty = "Between";

    /// <summary>Key of the diagnostic's property that counts the statements which end the access.</summary>
    internal const string EndsProperty = "Ends";

    private static readonly ImmutableArray<string> Beginners = ["Begin", "Start", "Enter", "Acquire", "Open", "Lock", "Sync", "Prepare"];

    private protected override void Check(RuleContext body)
    {
        var accesses = Access.Of(body.Handovers, body.Symbols);
        if (accesses.Count == 0)
        {
            return;
        }

        foreach (var graph in body.Graphs)
        {
            foreach (var access in new AccessFlow(graph, accesses, body.Root).Follow().Open)
            {
                var isEndedHere = accesses.Values.Any(other => other.IsEnd && SymbolEqualityComparer.Default.Equals(other.Descriptor, access.Descriptor));
                if (isEndedHere || !MayBeEndedElsewhere(body, access))
                {
                    body.Report(access.Syntax, Repair(access, accesses.Values), access.Handover.Request?.Name ?? access.Handover.Call.Target.Name);
                }
            }
        }
    }

    /// <summary>How many statements lie between the call and its end in the same block, and how many end it; nothing when a finally block cannot be put there.</summary>
    private static ImmutableDictionary<string, string?> Repair(Access begin, IEnumerable<Access> accesses)
    {
        var ends = accesses.Where(end => end.IsEnd && end.Syntax.SpanStart > begin.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(end.Descriptor, begin.Descriptor))
            .Select(end => AccessSpan.Of(begin.Syntax, end.Syntax)).OfType<AccessSpan>().Take(1).ToList();
        return ends.Count == 0
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty
                .Add(BetweenProperty, ends[0].Between.ToString(CultureInfo.InvariantCulture))
                .Add(EndsProperty, ends[0].Ends.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>True for a method that is one half of a pair by its name, that returns an object, or whose body calls END with flags that are not known.</summary>
    private static bool MayBeEndedElsewhere(RuleContext body, Access access) =>
        access.Descriptor is not (ILocalSymbol or IParameterSymbol)
        || body.Handovers.Any(other => other.Request is not null && other.Call.Operation.Syntax != access.Syntax && other.Request.Name == access.Handover.Request?.Name && other[Flags(access)].Numbers.IsEmpty)
        || access.Handover.Call.Operation.SemanticModel?.GetEnclosingSymbol(access.Syntax.SpanStart) is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
        || Beginners.Any(verb => Names(method).Any(name => name.IndexOf(verb, StringComparison.OrdinalIgnoreCase) >= 0))
        || !(method.ReturnsVoid || IntegerType.Bits(method.ReturnType) is not null || method.ReturnType.SpecialType == SpecialType.System_Boolean);

    /// <summary>The names of a method and of the methods that it stands in.</summary>
    private static IEnumerable<string> Names(IMethodSymbol method)
    {
        for (var outer = method; outer is not null; outer = outer.ContainingSymbol as IMethodSymbol)
        {
            yield return outer.Name;
        }
    }

    private static ISymbol Flags(Access access) => access.Record.Members.First(static member => member.Role.Number("End") is not null).Symbol;
}
