// UAPI2308: one steering tag is given for both widths. Facts: UapiRole.SteeringTag with its width.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2308: reports structures whose tags of different widths are written with the same variable or the same number.</summary>
public sealed class TagsSharedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public TagsSharedAnalyzer()
        : base(Descriptors.TagsShared)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var record in body.Settled)
        {
            var tags = record.Facts.Members
                .Where(static member => member.Role.Kind == RoleKind.SteeringTag)
                .Select(member => (Member: member, Value: record[member.Symbol]))
                .Where(static tag => tag.Value.Writes.Length == 1)
                .ToList();
            foreach (var (narrow, wide) in tags.SelectMany(_ => tags, static (a, b) => (a, b)).Where(static pair => pair.a.Member.Role.Width < pair.b.Member.Role.Width))
            {
                if (IsSame(body, narrow.Value, wide.Value))
                {
                    var later = narrow.Value.Writes.First().SpanStart > wide.Value.Writes.First().SpanStart ? narrow : wide;
                    body.Report(later.Value.Writes.First(), narrow.Member.Symbol.Name, wide.Member.Symbol.Name);
                }
            }
        }
    }

    private static bool IsSame(RuleContext body, Known narrow, Known wide)
    {
        if (narrow.Numbers.Length == 1 && wide.Numbers.Length == 1)
        {
            return narrow.Numbers.First() == wide.Numbers.First() && !narrow.Numbers.First().IsZero;
        }

        return Variable(body.ExpressionAt(narrow.Writes.First())) is { } variable
            && SymbolEqualityComparer.Default.Equals(variable, Variable(body.ExpressionAt(wide.Writes.First())));
    }

    private static ISymbol? Variable(IOperation? value) => value switch
    {
        IConversionOperation conversion => Variable(conversion.Operand),
        IParenthesizedOperation parenthesized => Variable(parenthesized.Operand),
        null => null,
        _ => CallOutputs.Symbol(value),
    };
}
