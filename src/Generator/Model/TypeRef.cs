// Stage: model. The type of a member as C# will see it, by value: no declaration objects of the front end survive in here.
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>A use of a type.</summary>
internal abstract record TypeRef;

/// <summary>A type that C# spells with one word: <c>uint</c>, <c>nint</c>, <c>global::System.Int128</c>.</summary>
/// <param name="Keyword">The C# spelling.</param>
/// <param name="Size">Bytes on LP64.</param>
/// <param name="IsPointerSized">True for C's <c>long</c>, whose width is that of a pointer.</param>
internal sealed record ScalarRef(string Keyword, int Size, bool IsPointerSized = false) : TypeRef;

internal sealed record VoidRef : TypeRef
{
    public static readonly VoidRef Instance = new();
}

internal sealed record PointerRef(TypeRef Target) : TypeRef;

/// <summary>A record or a named enum.</summary>
/// <param name="Key">Its C spelling: <c>struct x</c>, <c>union x</c>, <c>enum x</c>, or the typedef that names it; unique within a unit.</param>
/// <param name="Name">Its C# name, qualified by the record that nests it where there is one.</param>
/// <param name="IsEnum">True for an enum.</param>
internal sealed record NamedRef(string Key, string Name, bool IsEnum) : TypeRef;

/// <summary>An array of known length, emitted as an inline array.</summary>
internal sealed record ArrayRef(TypeRef Element, int Length) : TypeRef;

/// <summary>A pointer to a function with the C calling convention.</summary>
internal sealed record FunctionPointerRef(EquatableArray<FunctionParameterModel> Parameters, TypeRef Return) : TypeRef;

/// <param name="Name">As the header writes it; null where it writes none.</param>
/// <param name="Type">Its type.</param>
internal sealed record FunctionParameterModel(string? Name, TypeRef Type);
