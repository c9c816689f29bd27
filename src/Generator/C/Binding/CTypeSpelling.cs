// Stage: binding. A type as C spells it, typedefs resolved: what the JSON and messages show.
using System.Linq;
using System.Text;

namespace UapiGen.C.Binding;

/// <summary>Spells a type in C's abstract-declarator syntax (C11 6.7.7), typedefs resolved, qualifiers kept behind pointers only.</summary>
internal static class CTypeSpelling
{
    public static string Spell(CType type) => Spell(type, "");

    /// <summary>The type around an inner declarator: <c>*</c> inside of <c>int (*)[4]</c>.</summary>
    private static string Spell(CType type, string inner)
    {
        switch (type)
        {
            case TypedefType typedef:
                return Spell(typedef.Declaration.Type, inner);
            case QualifiedType qualified when (qualified.Qualifiers & TypeQualifiers.Atomic) != 0:
                return Join(Qualifiers(qualified.Qualifiers) + "_Atomic(" + Spell(qualified.Unqualified) + ")", inner);
            case QualifiedType qualified when qualified.Unqualified.Canonical is PointerType:
                return Spell(qualified.Unqualified, inner);
            case QualifiedType qualified:
                return Qualifiers(qualified.Qualifiers) + Spell(qualified.Unqualified, inner);
            case PointerType pointer:
                string star = "*" + inner;
                return Spell(pointer.Target, pointer.Target.Canonical is ArrayType or FunctionType ? "(" + star + ")" : star);
            case ArrayType array:
                return Spell(array.Element, inner + "[" + (array.Length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "") + "]");
            case FunctionType function:
                string parameters = function.Parameters.Count == 0 && !function.IsVariadic
                    ? "void"
                    : string.Join(", ", function.Parameters.Select(p => Spell(p.Type)).Concat(function.IsVariadic ? ["..."] : []));
                return Spell(function.Return, inner + "(" + parameters + ")");
            case VectorType vector:
                return Join(Spell(vector.Element) + " __attribute__((vector_size(" + vector.ByteSize.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")))", inner);
            case ComplexType complex:
                return Join("_Complex " + Spell(complex.Element), inner);
            case RecordType record:
                return Join(RecordName(record.Declaration), inner);
            case EnumType @enum:
                return Join(@enum.Declaration.Name is null ? "enum <anonymous>" : @enum.Declaration.IsTagged ? "enum " + @enum.Declaration.Name : @enum.Declaration.Name, inner);
            default:
                return Join(KindName(((BuiltinType)type).Kind), inner);
        }
    }

    private static string RecordName(RecordDeclaration record)
    {
        string keyword = record.IsUnion ? "union" : "struct";
        return record.Name is null ? keyword + " <anonymous>" : record.IsTagged ? keyword + " " + record.Name : record.Name;
    }

    private static string Join(string name, string inner) =>
        inner.Length == 0 ? name : inner[0] == '[' ? name + inner : name + " " + inner;

    private static string Qualifiers(TypeQualifiers qualifiers)
    {
        var text = new StringBuilder();
        if ((qualifiers & TypeQualifiers.Const) != 0)
        {
            text.Append("const ");
        }

        if ((qualifiers & TypeQualifiers.Volatile) != 0)
        {
            text.Append("volatile ");
        }

        return text.ToString();
    }

    public static string KindName(BuiltinKind kind) => kind switch
    {
        BuiltinKind.Void => "void",
        BuiltinKind.Bool => "_Bool",
        BuiltinKind.Char => "char",
        BuiltinKind.SignedChar => "signed char",
        BuiltinKind.UnsignedChar => "unsigned char",
        BuiltinKind.Short => "short",
        BuiltinKind.UnsignedShort => "unsigned short",
        BuiltinKind.Int => "int",
        BuiltinKind.UnsignedInt => "unsigned int",
        BuiltinKind.Long => "long",
        BuiltinKind.UnsignedLong => "unsigned long",
        BuiltinKind.LongLong => "long long",
        BuiltinKind.UnsignedLongLong => "unsigned long long",
        BuiltinKind.Int128 => "__int128",
        BuiltinKind.UnsignedInt128 => "unsigned __int128",
        BuiltinKind.Float => "float",
        BuiltinKind.Double => "double",
        BuiltinKind.LongDouble => "long double",
        BuiltinKind.Float128 => "_Float128",
        _ => "__builtin_va_list",
    };
}
