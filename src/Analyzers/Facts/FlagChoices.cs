// Facts: the ways to make a choice among flags, spelt out for a fix.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Flow.Values;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Analyzers.Facts;

internal static class FlagChoices
{
    /// <summary>Key of the diagnostic's property that names the choices, parted by commas. The text for each has the choice as its key.</summary>
    public const string NamesProperty = "Choices";

    /// <summary>What the flags can become: with one of the bits, or, where there are several already, with one of these alone.</summary>
    /// <param name="body">The body.</param>
    /// <param name="record">The structure that has the flags.</param>
    /// <param name="write">The expression that gives them.</param>
    /// <param name="flags">What is known of them.</param>
    /// <param name="choice">The bits.</param>
    /// <param name="isExclusive">One bit only may be set.</param>
    public static ImmutableDictionary<string, string?> Of(RuleContext body, RecordFacts record, SyntaxNode write, Known flags, ulong choice, bool isExclusive)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (flags is not { Numbers.Length: 1, Writes.Length: 1 } || body.ExpressionAt(write) is not { } expression)
        {
            return properties;
        }

        var set = (ulong)(flags.Numbers.First() & (BigInteger)choice);
        var bits = FlagNames.Bits(set == 0 ? choice : set).ToList();
        var all = isExclusive || bits.Count < 2 ? null : ConstantNames.Find(record, choice);
        var texts = (all is null ? [] : new[] { (Name: (string?)all, Text: (string?)FlagText.With(expression, ConstantNames.Spell(record, choice))) })
            .Concat(bits.Select(bit => (Name: ConstantNames.Find(record, bit), Text: set == 0 ? FlagText.With(expression, ConstantNames.Spell(record, bit)) : FlagText.Without(expression, set & ~bit))))
            .Where(static made => made.Name is not null && made.Text is not null)
            .ToList();
        return texts.Count == 0
            ? properties
            : properties.AddRange(texts.Select(static made => new KeyValuePair<string, string?>(made.Name!, made.Text)))
                .Add(NamesProperty, string.Join(",", texts.Select(static made => made.Name)));
    }
}
