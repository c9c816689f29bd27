// Stage: model. In: C types. Out: the TypeRefs that C# will spell, typedefs resolved.
// A typedef that renames a tagged record gives the record; an enum without a name gives its integer type (C11 6.7.2.2p4).
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>Maps types of one translation unit; knows the names given to records that have none.</summary>
internal sealed class TypeMapper(Target target)
{
    private static readonly ScalarRef s_byte = new("byte", 1);

    private readonly TypeMeasure _measure = new(target);

    private readonly Dictionary<RecordDeclaration, NamedRef> _nested = [];

    /// <summary>Names a record that has no name: the type of a named member.</summary>
    public void Name(RecordDeclaration record, NamedRef name) => _nested[record] = name;

    public static string Key(RecordDeclaration record) => new RecordType(record).ToString();

    public static string Key(EnumDeclaration @enum) => new EnumType(@enum).ToString();

    public NamedRef Map(RecordDeclaration record) =>
        _nested.TryGetValue(record, out NamedRef? nested) ? nested : new NamedRef(Key(record), record.Name ?? "", IsEnum: false);

    public TypeRef Map(CType type)
    {
        switch (type.Canonical)
        {
            case BuiltinType builtin:
                return Scalar(builtin.Kind, target);
            case PointerType pointer:
                return MapPointer(pointer);
            case ArrayType array:
                return new ArrayRef(Map(array.Element), (int)(array.Length ?? 0));
            case VectorType vector:
                return new ArrayRef(Map(vector.Element), (int)(vector.ByteSize / (_measure.SizeOf(vector.Element) ?? 1)));
            case ComplexType complex:
                return new ArrayRef(Map(complex.Element), 2);
            case RecordType record:
                return record.Declaration.Name is null && !_nested.ContainsKey(record.Declaration)
                    ? new ArrayRef(s_byte, (int)record.Declaration.Size)
                    : Map(record.Declaration);
            case EnumType { Declaration: { Name: not null, IsComplete: true } @enum }:
                return new NamedRef(Key(@enum), @enum.Name, IsEnum: true);
            case EnumType @enum:
                return Scalar(@enum.Declaration.UnderlyingType, target);
            default:
                return VoidRef.Instance;
        }
    }

    public static TypeRef Scalar(BuiltinKind kind, Target target) => kind switch
    {
        BuiltinKind.Void => VoidRef.Instance,
        BuiltinKind.Bool or BuiltinKind.Char or BuiltinKind.UnsignedChar => s_byte,
        BuiltinKind.SignedChar => new ScalarRef("sbyte", 1),
        BuiltinKind.Short => new ScalarRef("short", 2),
        BuiltinKind.UnsignedShort => new ScalarRef("ushort", 2),
        BuiltinKind.Int => new ScalarRef("int", 4),
        BuiltinKind.UnsignedInt => new ScalarRef("uint", 4),
        BuiltinKind.Long => new ScalarRef("nint", 8, IsPointerSized: true),
        BuiltinKind.UnsignedLong => new ScalarRef("nuint", 8, IsPointerSized: true),
        BuiltinKind.LongLong => new ScalarRef("long", 8),
        BuiltinKind.UnsignedLongLong => new ScalarRef("ulong", 8),
        BuiltinKind.Int128 => new ScalarRef("global::System.Int128", 16),
        BuiltinKind.UnsignedInt128 => new ScalarRef("global::System.UInt128", 16),
        BuiltinKind.Float => new ScalarRef("float", 4),
        BuiltinKind.Double => new ScalarRef("double", 8),

        // C# has no such floating types: their bytes are kept.
        BuiltinKind.LongDouble => new ArrayRef(s_byte, target.LongDoubleSize),
        BuiltinKind.Float128 => new ArrayRef(s_byte, 16),
        BuiltinKind.VaList when target.VaListSize > target.PointerSize => new ArrayRef(new PointerRef(VoidRef.Instance), target.VaListSize / target.PointerSize),
        _ => new PointerRef(VoidRef.Instance),
    };

    /// <summary>True when the type's width is that of a pointer.</summary>
    public static bool IsPointerSized(CType type) =>
        type.Canonical is PointerType or BuiltinType { Kind: BuiltinKind.Long or BuiltinKind.UnsignedLong };

    private TypeRef MapPointer(PointerType pointer) => pointer.Target.Canonical switch
    {
        FunctionType function => MapFunction(function),

        // A pointer to an array is, in C#, a pointer to its elements.
        ArrayType array => new PointerRef(Map(array.Element) is ArrayRef inner ? Innermost(inner) : Map(array.Element)),
        RecordType { Declaration.Name: null } record when !_nested.ContainsKey(record.Declaration) => new PointerRef(VoidRef.Instance),
        _ => new PointerRef(Map(pointer.Target) is ArrayRef array ? Innermost(array) : Map(pointer.Target)),
    };

    private TypeRef MapFunction(FunctionType function)
    {
        List<FunctionParameterModel> parameters = function.Parameters
            .Select(parameter => new FunctionParameterModel(parameter.Name, MapParameter(parameter.Type)))
            .ToList();
        TypeRef @return = Map(function.Return);
        bool isSpeakable = !function.IsVariadic && @return is not ArrayRef && parameters.All(parameter => parameter.Type is not ArrayRef);
        return isSpeakable
            ? new FunctionPointerRef(parameters.ToEquatableArray(), @return)
            : new PointerRef(VoidRef.Instance);
    }

    /// <summary>A parameter's type, adjusted (C11 6.7.6.3p7, p8).</summary>
    private TypeRef MapParameter(CType type) => type.Canonical switch
    {
        ArrayType array => MapPointer(new PointerType(array.Element)),
        FunctionType function => MapFunction(function),
        _ => Map(type),
    };

    private static TypeRef Innermost(ArrayRef array) => array.Element is ArrayRef inner ? Innermost(inner) : array.Element;
}
