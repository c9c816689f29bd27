// Stage: model. In: a member's type on x86-64 and on another target. Out: whether one C# type is both.
// nint and nuint are as wide as a pointer everywhere, as C's long is on every Linux ABI; all other C# types have one width.
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Model;

internal static class TypeAgreement
{
    /// <summary>True when the C# type made of <paramref name="type"/> has the layout of <paramref name="other"/> on that target.</summary>
    public static bool AreAlike(CType type, CType other, Target target)
    {
        var measure = new TypeMeasure(target);
        switch (type.Canonical, other.Canonical)
        {
            case (PointerType, PointerType):
                return true;
            case (ArrayType array, ArrayType otherArray):
                return array.Length == otherArray.Length && AreAlike(array.Element, otherArray.Element, target);
            case (RecordType record, RecordType otherRecord):
                return record.Declaration.IsUnion == otherRecord.Declaration.IsUnion && record.Declaration.Name == otherRecord.Declaration.Name;
            case (VectorType vector, VectorType otherVector):
                return vector.ByteSize == otherVector.ByteSize && AreAlike(vector.Element, otherVector.Element, target);
            case (ComplexType complex, ComplexType otherComplex):
                return AreAlike(complex.Element, otherComplex.Element, target);
            case ({ } one, { } two) when IntegerKind(one) is { } kind && IntegerKind(two) is { } otherKind:
                return IsSigned(kind) == IsSigned(otherKind) && WidthOf(kind, target) == measure.SizeOf(CTypes.Of(otherKind));
            case (BuiltinType builtin, BuiltinType otherBuiltin):
                return builtin.Kind == otherBuiltin.Kind && new TypeMeasure(Target.X86_64).SizeOf(builtin) == measure.SizeOf(otherBuiltin);
            default:
                return false;
        }
    }

    /// <summary>
    /// The type with <c>long</c> made <c>long long</c> where <paramref name="narrow"/>, the same type on ILP32, has 64 bits as well:
    /// <c>uint64_t</c> is the one here and the other there.
    /// </summary>
    public static CType Widen(CType type, CType narrow, Target target)
    {
        switch (type.Canonical, narrow.Canonical)
        {
            case (BuiltinType { Kind: BuiltinKind.Long or BuiltinKind.UnsignedLong } wide, BuiltinType) when new TypeMeasure(target).SizeOf(narrow) == 8:
                return CTypes.Of(wide.Kind == BuiltinKind.Long ? BuiltinKind.LongLong : BuiltinKind.UnsignedLongLong);
            case (ArrayType array, ArrayType other) when Widen(array.Element, other.Element, target) is var element && element != array.Element:
                return new ArrayType(element, array.Length);
            case (PointerType { Target: not FunctionType } pointer, PointerType other) when Widen(pointer.Target, other.Target, target) is var pointed && pointed != pointer.Target:
                return new PointerType(pointed);
            default:
                return type;
        }
    }

    /// <summary>The integer kind that C# stores a type as; null for what is no integer.</summary>
    public static BuiltinKind? IntegerKind(CType type) => type.Canonical switch
    {
        BuiltinType { Kind: BuiltinKind.Bool or BuiltinKind.Char } => BuiltinKind.UnsignedChar,
        BuiltinType { Kind: BuiltinKind.VaList } => null,
        BuiltinType builtin => CTypes.IntegerKind(builtin),
        EnumType @enum => @enum.Declaration.UnderlyingType,
        _ => null,
    };

    /// <summary>Bytes on a target of the C# type that a kind becomes.</summary>
    private static long? WidthOf(BuiltinKind kind, Target target) =>
        new TypeMeasure(kind is BuiltinKind.Long or BuiltinKind.UnsignedLong ? target : Target.X86_64).SizeOf(CTypes.Of(kind));

    private static bool IsSigned(BuiltinKind kind) => kind is BuiltinKind.SignedChar or BuiltinKind.Short or BuiltinKind.Int or BuiltinKind.Long or BuiltinKind.LongLong or BuiltinKind.Int128;
}
