// Facts: where a steering tag goes in or comes out, and how wide it is.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Facts;

internal static class TagRoles
{
    private const int NarrowBits = 8;

    /// <summary>Bits of the steering tag that an expression is by its own role: a member, a parameter, the result of a call; null for any other.</summary>
    public static int? BitsOf(UapiSymbols symbols, IOperation operation)
    {
        var symbol = operation switch
        {
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference => reference.Member,
            IParameterReferenceOperation reference => reference.Parameter,
            IInvocationOperation call => call.TargetMethod,
            _ => (ISymbol?)null,
        };
        return symbols.Find(symbol, RoleKind.SteeringTag) is { } role ? Bits(role, operation.Type) : null;
    }

    /// <summary>True when a tag of the parameter's role may have more than 8 bits.</summary>
    public static bool IsWide(Role role, ITypeSymbol? type) => Bits(role, type) > NarrowBits;

    /// <summary>True when an expression is, by its own role, a tag that may have more than 8 bits.</summary>
    public static bool IsWide(UapiSymbols symbols, IOperation operation) => BitsOf(symbols, operation) > NarrowBits;

    /// <summary>True when the argument hands a tag over, and does not ask for one.</summary>
    public static bool IsInput(IArgumentOperation argument) =>
        argument.Parameter is { RefKind: RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter, Type: not IPointerTypeSymbol };

    /// <summary>Bits of a tag: those that the role names, or those of the type that holds it.</summary>
    public static int Bits(Role role, ITypeSymbol? type) => role.Width != 0
        ? role.Width
        : IntegerType.Bits(type is IPointerTypeSymbol pointer ? pointer.PointedAtType : type) ?? 16;
}
