// UAPI2304: ranges overlap. Facts: UapiRole.IntervalStart and IntervalLength.
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2304: reports constant ranges of one list that have bytes in common.</summary>
public sealed class RangesOverlapAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public RangesOverlapAnalyzer()
        : base(Descriptors.RangesOverlap)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var list in body.Operations)
        {
            if (Elements(list) is { Count: > 1 } elements)
            {
                var ranges = elements.Select(element => Range(body, element)).OfType<(BigInteger Start, BigInteger Length, IOperation Element)>().ToList();
                for (var i = 1; i < ranges.Count; i++)
                {
                    if (ranges.Take(i).Where(other => Overlap(other, ranges[i])).Select(static other => (BigInteger?)other.Start).FirstOrDefault() is { } first)
                    {
                        body.Report(ranges[i].Element.Syntax, ConstantNames.Hexadecimal(first));
                    }
                }
            }
        }
    }

    private static List<IOperation>? Elements(IOperation list) => list switch
    {
        IArrayInitializerOperation array => [.. array.ElementValues],
        ICollectionExpressionOperation collection => [.. collection.Elements],
        _ => null,
    };

    private static bool Overlap((BigInteger Start, BigInteger Length, IOperation) left, (BigInteger Start, BigInteger Length, IOperation) right) =>
        left.Length > 0 && right.Length > 0 && left.Start < right.Start + right.Length && right.Start < left.Start + left.Length;

    private static (BigInteger Start, BigInteger Length, IOperation Element)? Range(RuleContext body, IOperation element)
    {
        var made = element;
        while (made is IConversionOperation conversion)
        {
            made = conversion.Operand;
        }

        if (made is not IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } initializer } creation
            || body.Symbols.RecordOf(creation.Type) is not { } record
            || record.Member(RoleKind.IntervalStart) is not { } start
            || record.Member(RoleKind.IntervalLength) is not { } length)
        {
            return null;
        }

        return (Value(start, BigInteger.Zero), Value(length, BigInteger.Zero)) is ({ } first, { } bytes) ? (first, bytes, element) : null;

        BigInteger? Value(RoleMember member, BigInteger otherwise)
        {
            var written = initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(entry => entry.Target is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, member.Symbol));
            return written is null ? otherwise : PossibleValues.Of(written.Value, body.Root) is { Length: 1 } values ? values[0] : null;
        }
    }
}
