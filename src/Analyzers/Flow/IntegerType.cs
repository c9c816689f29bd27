// Flow: widths of C#'s integer types. Native integers count as 64 bits, for that loses no value.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Flow;

internal static class IntegerType
{
    /// <summary>Bits of an integer, character or enum type; null for any other.</summary>
    public static int? Bits(ITypeSymbol? type) => Underlying(type)?.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte => 8,
        SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => 16,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => 32,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => 64,
        _ => null,
    };

    public static bool IsSigned(ITypeSymbol type) => Underlying(type)?.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr;

    private static ITypeSymbol? Underlying(ITypeSymbol? type) => type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type;
}
