// Stage: model. Sizes and alignments of types on a target, asked where a declaration does not carry them itself.
// Mirrors the SysV psABI of each target through Layout.Target's named answers; records and enums bring their own.
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Model;

internal static class TypeMeasure
{
    /// <summary>Bytes, as <c>sizeof</c> gives them; 0 for <c>[]</c>, functions and incomplete types.</summary>
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

    /// <summary>Bytes: the alignment that C#'s sequential layout gives to the emitted type, attributes of C disregarded.</summary>
    public static long SequentialAlignment(CType type, Target target)
    {
        switch (type.Canonical)
        {
            case BuiltinType { Kind: BuiltinKind.LongLong or BuiltinKind.UnsignedLongLong or BuiltinKind.Double }:
                return target.LongLongAlignmentInStruct;
            case BuiltinType { Kind: BuiltinKind.Int128 or BuiltinKind.UnsignedInt128 }:
                return target.Int128Alignment;
            case BuiltinType { Kind: BuiltinKind.LongDouble or BuiltinKind.Float128 or BuiltinKind.VaList }:
                return 1;
            case ArrayType array:
                return SequentialAlignment(array.Element, target);
            case RecordType record:
                long alignment = 1;
                foreach (FieldDeclaration field in record.Declaration.Fields)
                {
                    alignment = System.Math.Max(alignment, SequentialAlignment(field.Type, target));
                }

                return alignment;
            case VectorType vector:
                return SequentialAlignment(vector.Element, target);
            default:
                return System.Math.Max(1, SizeOf(type, target));
        }
    }

    /// <summary>True when the type's width is that of a pointer.</summary>
    public static bool IsPointerSized(CType type) =>
        type.Canonical is PointerType or BuiltinType { Kind: BuiltinKind.Long or BuiltinKind.UnsignedLong };

    private static int SizeOf(BuiltinKind kind, Target target) => kind switch
    {
        BuiltinKind.Void => 0,
        BuiltinKind.Bool or BuiltinKind.Char or BuiltinKind.SignedChar or BuiltinKind.UnsignedChar => 1,
        BuiltinKind.Short or BuiltinKind.UnsignedShort => 2,
        BuiltinKind.Int or BuiltinKind.UnsignedInt or BuiltinKind.Float => 4,
        BuiltinKind.Long or BuiltinKind.UnsignedLong => target.PointerSize,
        BuiltinKind.LongLong or BuiltinKind.UnsignedLongLong or BuiltinKind.Double => 8,
        BuiltinKind.LongDouble => target.LongDoubleSize,
        BuiltinKind.VaList => 24,
        _ => 16,
    };
}
