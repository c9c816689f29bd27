// Stage: layout pictures. A member's type in the words of its header: pictures are read beside it, so typedefs keep their names.
using UapiGen.C.Binding;

namespace UapiGen.Tool.Layouts;

internal static class TypeNames
{
    /// <summary><c>__u32</c>, <c>__u8[16]</c>, <c>struct x</c>; an untagged record is its keyword.</summary>
    public static string Of(CType type) => Of(type, "");

    private static string Of(CType type, string lengths) => type switch
    {
        TypedefType typedef => typedef.Declaration.Name + lengths,
        QualifiedType { Unqualified: TypedefType or ArrayType or RecordType } qualified => Of(qualified.Unqualified, lengths),
        ArrayType array => Of(array.Element, lengths + "[" + array.Length?.ToString(System.Globalization.CultureInfo.InvariantCulture) + "]"),
        RecordType { Declaration.Name: null } record => (record.Declaration.IsUnion ? "union" : "struct") + lengths,
        EnumType { Declaration.Name: null } => "enum" + lengths,
        _ => type + lengths,
    };
}
