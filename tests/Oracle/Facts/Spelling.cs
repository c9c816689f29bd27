// Stage: facts. How C code outside of a header can name the header's types.
using System;
using UapiGen.C.Binding;

namespace UapiGen.Oracle.Facts;

internal static class Spelling
{
    public static string Of(RecordDeclaration record) => new RecordType(record).ToString();

    public static string Of(EnumDeclaration @enum) => new EnumType(@enum).ToString();

    /// <summary>False when an untagged record or enum is a part of the type, which no other code can name.</summary>
    public static bool CanName(CType type) => !type.ToString().Contains("<anonymous>", StringComparison.Ordinal);
}
