// Stage: output. In: a constant's bits. Out: the exact value that C gives it, as text.
using System.Globalization;
using UapiGen.C.Binding;

namespace UapiGen.Tool.Dump;

internal static class ValueText
{
    public static string Of(EnumeratorDeclaration enumerator) =>
        enumerator.IsUnsigned64 ? Unsigned((ulong)enumerator.Value) : Signed(enumerator.Value);

    /// <summary>Decimal for numbers; a string's own characters.</summary>
    public static string Of(ConstantDeclaration constant) => constant.Kind switch
    {
        ConstantKind.String => constant.StringValue ?? "",
        ConstantKind.Float => constant.FloatValue.ToString("R", CultureInfo.InvariantCulture),
        _ => constant.IsSigned ? Signed((long)constant.IntegerBits) : Unsigned(constant.IntegerBits),
    };

    private static string Signed(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Unsigned(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
