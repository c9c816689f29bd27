// Stage: facts. The arithmetic types of C, numbered, so that _Generic can answer which one an expression has (C11 6.5.1.1).
using System;
using System.Linq;
using UapiGen.C.Binding;

namespace UapiGen.Oracle.Facts;

internal static class ArithmeticTypes
{
    private static readonly BuiltinKind[] Kinds =
    [
        BuiltinKind.Bool, BuiltinKind.Char, BuiltinKind.SignedChar, BuiltinKind.UnsignedChar, BuiltinKind.Short, BuiltinKind.UnsignedShort,
        BuiltinKind.Int, BuiltinKind.UnsignedInt, BuiltinKind.Long, BuiltinKind.UnsignedLong, BuiltinKind.LongLong, BuiltinKind.UnsignedLongLong,
        BuiltinKind.Float, BuiltinKind.Double, BuiltinKind.LongDouble,
    ];

    private static readonly string Associations =
        string.Concat(Kinds.Select((kind, index) => $"{CTypeSpelling.KindName(kind)}: {index + 1}, "));

    /// <summary>An expression whose value is the index of the operand's type; 0 for every other type.</summary>
    public static string Select(string operand) => $"_Generic(({operand}), {Associations}default: 0)";

    /// <summary>The index of a type; 0 when it is none of them.</summary>
    public static ulong IndexOf(BuiltinKind kind) => (ulong)(Array.IndexOf(Kinds, kind) + 1);

    public static string NameOf(ulong index) => index > 0 && index <= (ulong)Kinds.Length ? CTypeSpelling.KindName(Kinds[index - 1]) : "another type";
}
