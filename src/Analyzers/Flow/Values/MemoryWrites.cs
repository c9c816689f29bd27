// Flow: what becomes of memory, that of arrays and spans as well, when it is made, when it is written at a place that is not quite known, and when it is handed out.
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

internal sealed class MemoryWrites(UapiSymbols symbols, Places places, Evaluation evaluation, Memory contents)
{
    /// <summary>A pointer gets a value: what it points to starts with what the memory holds.</summary>
    public ValueState Point(ValueState state, IOperation pointer, Place place, IOperation? value)
    {
        var memory = Elements.Memory(place);
        if (memory.Of is not null)
        {
            return state;
        }

        if (value is not null && contents.ContentOf(value) is { } content)
        {
            return Made(state, memory, Known.Memory(content, contents.Origin(value).Syntax), value);
        }

        var isOwn = pointer is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(memory.Head as ISymbol, local);
        return isOwn || pointer is IParameterReferenceOperation ? state.Forget(memory).With(Elements.Extent(memory), Known.Nothing) : state;
    }

    /// <summary>Fresh memory, with as many bytes as the expression that makes it says.</summary>
    public ValueState Made(ValueState state, Place memory, Known content, IOperation value)
    {
        var made = state.With(memory, content).With(Elements.First(memory), content);
        return contents.BytesOf(value, count => evaluation.Of(count, state)) is { } bytes ? made.With(Elements.Extent(memory), bytes) : made;
    }

    /// <summary>After a write to an element, or a part of one, that may be any.</summary>
    public ValueState Blurred(ValueState state, IOperation target)
    {
        for (var current = target; current is not null; current = current.ChildOperations.FirstOrDefault())
        {
            if (current.Type is IPointerTypeSymbol && places.Of(current) is { } pointed)
            {
                return state.Forget(Elements.Memory(pointed));
            }

            if (Elements.IsCollection(current.Type) && places.FirstOf(current) is { } first)
            {
                return state.Forget(Elements.Memory(first));
            }
        }

        return state;
    }

    /// <summary>A write to an element that only a variable tells may be one to any; one of raw bytes, to a part of whatever lies there.</summary>
    public ValueState Overwritten(ValueState state, Place place, ITypeSymbol? type)
    {
        for (var part = place; part is not null; part = part.Of)
        {
            if (part is { Head: Place, Of: { } any })
            {
                return state.Forget(any);
            }
        }

        return place is { Head: BigInteger, Of: { } memory } && !IsRecord(type)
            && (IntegerType.Bits(type) is null or 8 || !SymbolEqualityComparer.Default.Equals(type, Elements.Unit(place)) || state.Records(symbols).Any(pair => pair.Place.IsWithin(memory)))
                ? state.Forget(memory)
                : state;
    }

    /// <summary>A call that nothing is known of may write what it is given by reference.</summary>
    public ValueState Forget(ValueState state, IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            var value = Stripped(argument.Value);
            var isReference = argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out || value.Type is IPointerTypeSymbol || value is IAddressOfOperation || Elements.Viewed(value) is not null;
            if (isReference && places.Of(value) is { } place)
            {
                state = state.Forget(Elements.Memory(place));
            }
            else if (argument.Parameter?.Type is not { Name: "ReadOnlySpan" } && Elements.IsCollection(argument.Value.Type) && places.FirstOf(argument.Value) is { } first)
            {
                state = first.Head is BigInteger ? state.Weaken(Elements.Memory(first)) : state.Forget(first);
            }
        }

        return state;
    }

    /// <summary>True for a call that writes nothing, but gives a reference to its argument.</summary>
    private bool GivesAnotherName(KernelCall call) => call.Target is IMethodSymbol method && (Elements.GivesItsArgument(method) || places.IsFollowed(call.Operation));

    /// <summary>A call of a method that nothing is known of, or of one of a span.</summary>
    public ValueState Called(ValueState state, KernelCall call) => GivesAnotherName(call) ? state : Forget(Spanned(state, call), call.Arguments);

    /// <summary>Memory that a call gives one content.</summary>
    public static ValueState Filled(ValueState state, Place place, Known content) => place is { Head: BigInteger { IsZero: true }, Of: { } memory }
        ? state.With(memory, content).With(place, content)
        : state.With(place, content);

    /// <summary>What a method of a span does to its elements.</summary>
    private ValueState Spanned(ValueState state, KernelCall call) =>
        call is { Receiver: { } span, Target.Name: "Clear" or "Fill" } && Elements.IsCollection(span.Type) && places.FirstOf(span) is { } first
            ? call.Target.Name == "Clear" ? Filled(state, first, Known.Memory(Content.Zero, call.Operation.Syntax)) : state.Forget(Elements.Memory(first))
            : state;

    /// <summary>Takes conversions of pointers off, to <c>void*</c>, to an integer or to <c>nint</c>.</summary>
    public static IOperation Stripped(IOperation value) => value switch
    {
        IConversionOperation { Operand: { Type: IPointerTypeSymbol } operand } => Stripped(operand),
        IParenthesizedOperation parenthesized => Stripped(parenthesized.Operand),
        _ => value,
    };

    /// <summary>True for a structure that is no number.</summary>
    public static bool IsRecord(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } && IntegerType.Bits(type) is null;
}
