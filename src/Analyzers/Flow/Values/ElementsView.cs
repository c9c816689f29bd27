// Flow: how many elements behind a record a program has asked for.
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>A call of the generated accessor of a flexible array.</summary>
/// <param name="Call">The call.</param>
/// <param name="Record">The record that ends in the array.</param>
/// <param name="Whole">The record at the start of the memory.</param>
/// <param name="Place">Its storage.</param>
/// <param name="Count">How many elements it is asked for.</param>
internal sealed record ElementsView(KernelCall Call, RecordFacts Record, IOperation Whole, Place Place, Known Count)
{
    /// <summary>Names, as a part of a record, the number of elements that its memory has.</summary>
    public const string Head = "elements";

    public BigInteger? Most => Count.Numbers.IsEmpty ? null : Count.Numbers.Max();
}
