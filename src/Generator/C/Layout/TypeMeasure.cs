// Stage: layout. Size and alignment of any type on a target (psABIs; C11 6.2.8).
using UapiGen.C.Binding;

namespace UapiGen.C.Layout;

/// <summary>Answers <c>sizeof</c> and <c>_Alignof</c> for a target, in bytes.</summary>
internal sealed class TypeMeasure(Target target)
{
    public Target Target { get; } = target;

    /// <summary>Bytes; null for an incomplete type and for a function. GNU C gives <c>void</c> one byte.</summary>
    public long? SizeOf(CType type)
    {
        switch (type)
        {
            case BuiltinType builtin:
                return SizeOf(builtin.Kind);
            case PointerType:
                return Target.PointerSize;
            case EnumType { Declaration.IsComplete: true } @enum:
                return @enum.Declaration.Size;
            case RecordType { Declaration.IsComplete: true } record:
                return record.Declaration.Size;
            case ArrayType { Length: { } length } array:
                return SizeOf(array.Element) is { } element ? Multiply(element, length) : null;
            case TypedefType typedef:
                return SizeOf(typedef.Declaration.Type);
            case QualifiedType qualified:
                return SizeOf(qualified.Unqualified);
            case VectorType vector:
                return vector.ByteSize;
            case ComplexType complex:
                return SizeOf(complex.Element) * 2;
            default:
                return null;
        }
    }

    /// <summary>Bytes, as for a member of a record: an <c>aligned</c> typedef counts, also where it lowers the alignment.</summary>
    public long AlignOf(CType type)
    {
        switch (type)
        {
            case BuiltinType builtin:
                return AlignOf(builtin.Kind);
            case PointerType:
                return Target.PointerSize;
            case EnumType @enum:
                return AlignOfInteger(@enum.Declaration.Size);
            case RecordType record:
                return record.Declaration.Alignment;
            case ArrayType array:
                return AlignOf(array.Element);
            case TypedefType typedef:
                return typedef.Declaration.Alignment ?? AlignOf(typedef.Declaration.Type);
            case QualifiedType qualified:
                return AlignOf(qualified);
            case ComplexType complex:
                return AlignOf(complex.Element);
            case VectorType vector:
                return System.Math.Min(vector.ByteSize, Target.BiggestVectorAlignment);
            default:
                return 1;
        }
    }

    /// <summary>An atomic type of 1, 2, 4, 8 or 16 bytes is aligned to its size, so that one instruction reaches it (GCC, Clang).</summary>
    private long AlignOf(QualifiedType qualified)
    {
        long alignment = AlignOf(qualified.Unqualified);
        bool isAtomic = (qualified.Qualifiers & TypeQualifiers.Atomic) != 0;
        return isAtomic && SizeOf(qualified.Unqualified) is (1 or 2 or 4 or 8 or 16) and var size ? System.Math.Max(alignment, size) : alignment;
    }

    public int SizeOf(BuiltinKind kind) => kind switch
    {
        BuiltinKind.Void or BuiltinKind.Bool or BuiltinKind.Char or BuiltinKind.SignedChar or BuiltinKind.UnsignedChar => 1,
        BuiltinKind.Short or BuiltinKind.UnsignedShort => 2,
        BuiltinKind.Int or BuiltinKind.UnsignedInt or BuiltinKind.Float => 4,
        BuiltinKind.Long or BuiltinKind.UnsignedLong => Target.LongSize,
        BuiltinKind.LongLong or BuiltinKind.UnsignedLongLong or BuiltinKind.Double => 8,
        BuiltinKind.LongDouble => Target.LongDoubleSize,
        BuiltinKind.VaList => Target.VaListSize,
        _ => 16,
    };

    public bool IsSigned(BuiltinKind kind) => kind switch
    {
        BuiltinKind.Char => !Target.IsCharUnsigned,
        BuiltinKind.SignedChar or BuiltinKind.Short or BuiltinKind.Int or BuiltinKind.Long or BuiltinKind.LongLong or BuiltinKind.Int128 => true,
        BuiltinKind.Float or BuiltinKind.Double or BuiltinKind.LongDouble or BuiltinKind.Float128 => true,
        _ => false,
    };

    private int AlignOf(BuiltinKind kind) => kind switch
    {
        BuiltinKind.LongLong or BuiltinKind.UnsignedLongLong or BuiltinKind.Double => Target.LongLongAlignmentInStruct,
        BuiltinKind.LongDouble => Target.LongDoubleAlignment,
        BuiltinKind.VaList => Target.PointerSize,
        BuiltinKind.Int128 or BuiltinKind.UnsignedInt128 => Target.Int128Alignment,
        _ => SizeOf(kind),
    };

    /// <summary>Bytes: what the machine's integer of a width, in bits, is aligned to by itself or as a member.</summary>
    public long AlignmentOfMode(int width, bool inRecord) => width == 128 ? Target.Int128Alignment : inRecord ? AlignOfInteger(width / 8) : width / 8;

    private int AlignOfInteger(int size) => size == 8 ? Target.LongLongAlignmentInStruct : size;

    private static long? Multiply(long element, long length) =>
        element != 0 && length > RecordLayout.MaximumSize / element ? RecordLayout.MaximumSize + 1 : element * length;
}
