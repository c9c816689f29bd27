// Stage: output. In: a type. Out: its size as sizeof gives it, for the fields that the JSON shows.
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Tool.Dump;

internal static class TypeSizes
{
    /// <summary>Bytes; 0 for a flexible array and for a type without a size.</summary>
    public static long SizeOf(CType type, Target target) => type.Canonical switch
    {
        BuiltinType builtin => SizeOf(builtin.Kind, target),
        PointerType => target.PointerSize,
        ArrayType array => (array.Length ?? 0) * SizeOf(array.Element, target),
        RecordType record => record.Declaration.Size,
        EnumType @enum => @enum.Declaration.Size,
        VectorType vector => vector.ByteSize,
        _ => 0,
    };

    private static long SizeOf(BuiltinKind kind, Target target) => kind switch
    {
        BuiltinKind.Bool or BuiltinKind.Char or BuiltinKind.SignedChar or BuiltinKind.UnsignedChar => 1,
        BuiltinKind.Short or BuiltinKind.UnsignedShort => 2,
        BuiltinKind.Int or BuiltinKind.UnsignedInt or BuiltinKind.Float => 4,
        BuiltinKind.Long or BuiltinKind.UnsignedLong => target.PointerSize,
        BuiltinKind.LongLong or BuiltinKind.UnsignedLongLong or BuiltinKind.Double => 8,
        BuiltinKind.Int128 or BuiltinKind.UnsignedInt128 or BuiltinKind.Float128 => 16,
        BuiltinKind.LongDouble => target.LongDoubleSize,
        _ => 0,
    };
}
