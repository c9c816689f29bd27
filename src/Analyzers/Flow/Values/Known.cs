// Flow: what is known of a piece of storage at one point of a body.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>What the members of a record hold that nothing has written since the record got its value.</summary>
internal enum Content
{
    /// <summary>Anything.</summary>
    Unknown,

    /// <summary>Zero.</summary>
    Zero,

    /// <summary>Zero, but for the self-size field, which is right: what the generated <c>Create</c> gives.</summary>
    Sized,

    /// <summary>Whatever the memory held before.</summary>
    Garbage,
}

/// <summary>An abstract value: of an integer the numbers that it can be, of a record what its unwritten members hold.</summary>
internal sealed class Known
{
    // More than that and a loop may count for ever.
    private const int MostNumbers = 12;

    public static readonly Known Nothing = new([], [], false, Content.Unknown);

    private Known(ImmutableArray<BigInteger> numbers, ImmutableArray<SyntaxNode> writes, bool mayBeUnset, Content content)
    {
        Numbers = numbers;
        Writes = writes;
        MayBeUnset = mayBeUnset;
        Content = content;
    }

    /// <summary>Gets every number, once, that the storage can hold; empty when that is not known.</summary>
    public ImmutableArray<BigInteger> Numbers { get; }

    /// <summary>Gets the expressions, each once, that gave it its value.</summary>
    public ImmutableArray<SyntaxNode> Writes { get; }

    /// <summary>Gets a value indicating whether on some path nothing has written this member of a record that is all zero.</summary>
    public bool MayBeUnset { get; }

    /// <summary>Gets what unwritten members hold, when this is a record; <see cref="Content.Garbage"/> for a member of such a record as well.</summary>
    public Content Content { get; }

    public static Known Of(IEnumerable<BigInteger> numbers) => numbers.Distinct().ToImmutableArray() is { Length: <= MostNumbers } set ? new(set, [], false, Content.Unknown) : Nothing;

    public static Known Of(BigInteger number) => new([number], [], false, Content.Unknown);

    public static Known Record(Content content) => new([], [], false, content);

    /// <summary>Fresh memory, and the expression that made it.</summary>
    public static Known Memory(Content content, SyntaxNode expression) => new([], [expression], false, content);

    /// <summary>A member that nothing has written yet, of a record with such content.</summary>
    public static Known Unwritten(Content content) => content switch
    {
        Content.Zero or Content.Sized => new([BigInteger.Zero], [], true, content),
        _ => Record(content),
    };

    /// <summary>The same value, as written by an expression.</summary>
    public Known WrittenBy(SyntaxNode expression) => new(Numbers, [expression], false, Content == Content.Garbage ? Content.Unknown : Content);

    public Known Join(Known other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        if (Same(other))
        {
            return this;
        }

        var numbers = Numbers.IsEmpty || other.Numbers.IsEmpty ? [] : Union(Numbers, other.Numbers);
        return new(
            numbers.Length > MostNumbers ? [] : numbers,
            Union(Writes, other.Writes),
            MayBeUnset || other.MayBeUnset,
            Content == other.Content ? Content : Content.Unknown);
    }

    public bool Same(Known other) => ReferenceEquals(this, other)
        || (MayBeUnset == other.MayBeUnset && Content == other.Content && AreSame(Numbers, other.Numbers) && AreSame(Writes, other.Writes));

    /// <summary>True when something is known of it and all of it meets a condition.</summary>
    public bool IsAlways(System.Func<BigInteger, bool> condition) => !Numbers.IsEmpty && Numbers.All(condition);

    private static ImmutableArray<T> Union<T>(ImmutableArray<T> left, ImmutableArray<T> right)
    {
        var more = right.Where(value => !left.Contains(value)).ToList();
        return more.Count == 0 ? left : left.AddRange(more);
    }

    private static bool AreSame<T>(ImmutableArray<T> left, ImmutableArray<T> right) => left == right || (left.Length == right.Length && left.All(right.Contains));
}
