// Stage: model. C#'s keyword for an integer of a size.
namespace UapiGen.Model;

internal static class IntegerKeyword
{
    /// <param name="size">Bytes: 1, 2, 4 or 8.</param>
    /// <param name="isSigned">Whether it holds numbers below zero.</param>
    public static string Of(long size, bool isSigned) => (size, isSigned) switch
    {
        (1, true) => "sbyte",
        (1, false) => "byte",
        (2, true) => "short",
        (2, false) => "ushort",
        (4, true) => "int",
        (4, false) => "uint",
        (_, true) => "long",
        _ => "ulong",
    };
}
