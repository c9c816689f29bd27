// Facts: calls that begin or end an access, by the flag that ends it.
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Facts;

/// <summary>One call that begins or ends an access.</summary>
/// <param name="Handover">The call.</param>
/// <param name="Descriptor">The variable that holds the descriptor.</param>
/// <param name="IsEnd">It ends.</param>
/// <param name="Kind">The flags without the one that ends.</param>
/// <param name="Flags">What is known of the flags.</param>
/// <param name="End">The flag that ends.</param>
/// <param name="Record">The structure that has them.</param>
internal sealed record Access(Handover Handover, ISymbol Descriptor, bool IsEnd, BigInteger Kind, Known Flags, ulong End, RecordFacts Record)
{
    public SyntaxNode Syntax => Handover.Call.Operation.Syntax;

    /// <summary>The accesses of a body whose flags and descriptor are known.</summary>
    public static IReadOnlyDictionary<SyntaxNode, Access> Of(IEnumerable<Handover> handovers, UapiSymbols symbols)
    {
        var accesses = new Dictionary<SyntaxNode, Access>();
        foreach (var handover in handovers)
        {
            if (symbols.RecordOf(handover.Type) is { } record
                && record.Members.FirstOrDefault(static member => member.Role.Number("End") is not null) is { } member
                && handover[member.Symbol] is { Numbers.Length: 1 } flags
                && DescriptorOf(handover.Call) is { } descriptor)
            {
                var end = member.Role.Number("End")!.Value;
                var number = flags.Numbers.First();
                accesses[handover.Call.Operation.Syntax] = new Access(handover, descriptor, !(number & end).IsZero, number & ~(BigInteger)end, flags, end, record);
            }
        }

        return accesses;
    }

    private static ISymbol? DescriptorOf(KernelCall call)
    {
        var value = call.Receiver ?? call.Arguments.FirstOrDefault()?.Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            ILocalReferenceOperation reference => reference.Local,
            IParameterReferenceOperation reference => reference.Parameter,
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } reference => reference.Member,
            _ => null,
        };
    }
}
