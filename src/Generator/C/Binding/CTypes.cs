// Stage: binding. The built-in types, one object each, and questions about types.
using System;
using System.Linq;

namespace UapiGen.C.Binding;

internal static class CTypes
{
    private static readonly BuiltinType[] Builtins =
        Enum.GetValues(typeof(BuiltinKind)).Cast<BuiltinKind>().Select(kind => new BuiltinType(kind)).ToArray();

    public static BuiltinType Of(BuiltinKind kind) => Builtins[(int)kind];

    public static BuiltinType Int => Of(BuiltinKind.Int);

    /// <summary>The integer kind that values of this type have; null for a type that is no integer.</summary>
    public static BuiltinKind? IntegerKind(CType type) => type.Canonical switch
    {
        BuiltinType { Kind: >= BuiltinKind.Bool and <= BuiltinKind.UnsignedInt128 } builtin => builtin.Kind,
        EnumType @enum => @enum.Declaration.UnderlyingType,
        _ => null,
    };

    public static bool IsFloating(CType type) =>
        type.Canonical is BuiltinType { Kind: BuiltinKind.Float or BuiltinKind.Double or BuiltinKind.LongDouble or BuiltinKind.Float128 };

    /// <summary>C11 6.3.1.1: the rank, as a number to compare.</summary>
    public static int Rank(BuiltinKind kind) => kind switch
    {
        BuiltinKind.Bool => 0,
        BuiltinKind.Char or BuiltinKind.SignedChar or BuiltinKind.UnsignedChar => 1,
        BuiltinKind.Short or BuiltinKind.UnsignedShort => 2,
        BuiltinKind.Int or BuiltinKind.UnsignedInt => 3,
        BuiltinKind.Long or BuiltinKind.UnsignedLong => 4,
        BuiltinKind.LongLong or BuiltinKind.UnsignedLongLong => 5,
        _ => 6,
    };

    /// <summary>The unsigned kind of the same rank, for ranks from int on.</summary>
    public static BuiltinKind ToUnsigned(BuiltinKind kind) => kind switch
    {
        BuiltinKind.Int => BuiltinKind.UnsignedInt,
        BuiltinKind.Long => BuiltinKind.UnsignedLong,
        BuiltinKind.LongLong => BuiltinKind.UnsignedLongLong,
        BuiltinKind.Int128 => BuiltinKind.UnsignedInt128,
        _ => kind,
    };

    /// <summary>The type with qualifiers taken off its top.</summary>
    public static CType Unqualified(CType type) => type is QualifiedType qualified ? Unqualified(qualified.Unqualified) : type;

    public static CType Qualified(CType type, TypeQualifiers qualifiers) =>
        qualifiers == TypeQualifiers.None ? type : new QualifiedType(type, qualifiers);
}
