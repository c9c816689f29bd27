// Flow: names for the elements of arrays, spans and pointers' memory. Element 0 is where a pointer to the memory points.
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow.Values;

internal static class Elements
{
    /// <summary>The first element of a memory that has a name.</summary>
    public static Place First(Place memory) => new(BigInteger.Zero, memory);

    /// <summary>The memory that a place is an element of; the place itself when it is none.</summary>
    public static Place Memory(Place place) => place is { Head: BigInteger or Place, Of: { } memory } ? memory : place;

    /// <summary>How many bytes a memory has, as a place of its own: writes into the memory do not change it.</summary>
    public static Place Extent(Place memory) => new(("bytes", memory), null);

    /// <summary>True for what has elements in memory that it does not hold itself.</summary>
    public static bool IsCollection(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", IsRefLikeType: true, Arity: 1 };

    /// <summary>The element so many behind one; null when that is not known.</summary>
    public static Place? At(Place? first, IOperation index, FlowCaptures captures) => first is { Head: BigInteger start, Of: { } memory }
        ? PossibleValues.Constant(index) is { } constant ? new Place(start + constant, memory)
            : start.IsZero && Place.From(index, captures) is { } variable ? new Place(variable, memory)
            : null
        : PossibleValues.Constant(index)?.IsZero == true ? first : null;

    /// <summary>The type that the elements are counted in: what the variable was declared for; null for the elements of a flexible tail.</summary>
    public static ITypeSymbol? Unit(Place place) => place is { Head: BigInteger or Place, Of: { Of: null, Head: ILocalSymbol or IParameterSymbol } variable }
        ? ElementType((variable.Head as ILocalSymbol)?.Type ?? (variable.Head as IParameterSymbol)?.Type)
        : null;

    public static ITypeSymbol? ElementType(ITypeSymbol? type) => type switch
    {
        IPointerTypeSymbol pointer => pointer.PointedAtType,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { IsRefLikeType: true, TypeArguments.Length: 1 } span => span.TypeArguments[0],
        _ => null,
    };

    /// <summary>True for a call of the generated accessor of a flexible array.</summary>
    public static bool IsTail(IInvocationOperation call, UapiSymbols symbols) => call is { TargetMethod: { IsStatic: true } method, Arguments.Length: 2 }
        && symbols.RecordOf(method.ContainingType) is { FlexibleArray: { } array } && method.Name == array;

    /// <summary>What <c>Unsafe.AsRef&lt;T&gt;(pointer)</c>, <c>Unsafe.AsPointer(ref value)</c>, <c>new IntPtr(pointer)</c> and their like are made of: the same memory, under another type. Null for any other operation.</summary>
    public static IOperation? Viewed(IOperation operation) => operation switch
    {
        IInvocationOperation { Arguments: { Length: 1 } arguments, TargetMethod: var method } when GivesItsArgument(method) => arguments[0].Value,
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr, Arguments: { Length: 1 } arguments }
            when arguments[0].Value.Type is IPointerTypeSymbol => arguments[0].Value,
        _ => null,
    };

    /// <summary>True for the methods that give back what they were given, as a reference or a pointer of another type.</summary>
    public static bool GivesItsArgument(IMethodSymbol method) => (method.ContainingType?.Name, method.Name) is ("Unsafe", "AsPointer" or "AsRef" or "As")
        or ("MemoryMarshal", "GetReference" or "GetArrayDataReference" or "AsRef");

    /// <summary>The variable, or the pointer to it, that a span is made over; null for any other span.</summary>
    public static IOperation? Spanned(IOperation? span)
    {
        while (span is IConversionOperation { Operand.Type.IsRefLikeType: true } conversion)
        {
            span = conversion.Operand;
        }

        return span switch
        {
            IInvocationOperation { TargetMethod: { Name: "CreateSpan" or "CreateReadOnlySpan", ContainingType.Name: "MemoryMarshal" }, Arguments: { Length: 2 } arguments } => arguments[0].Value,
            IObjectCreationOperation { Type: { } type, Arguments: { Length: 1 } arguments } when IsCollection(type) && arguments[0].Parameter?.RefKind != RefKind.None => arguments[0].Value,
            IObjectCreationOperation { Type: { } type, Arguments: { Length: 2 } arguments } when IsCollection(type) => Pointer(arguments[0].Value) is { Type: IPointerTypeSymbol { PointedAtType: var pointed } } pointer
                && SymbolEqualityComparer.Default.Equals(pointed, ElementType(type)) ? pointer : null,
            _ => null,
        };
    }

    private static IOperation Pointer(IOperation value) => value is IConversionOperation { Operand.Type: IPointerTypeSymbol } conversion ? Pointer(conversion.Operand) : value;
}
