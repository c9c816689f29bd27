// Stage: binding. The C types that a declaration can have; layout and emission ask these.
using System.Collections.Generic;

namespace UapiGen.C.Binding;

/// <summary>A C type (C11 6.2.5), with typedefs kept as sugar.</summary>
internal abstract class CType
{
    /// <summary>The type behind typedefs and qualifiers.</summary>
    public virtual CType Canonical => this;

    /// <summary>The canonical spelling, typedefs resolved: <c>unsigned int</c>, <c>struct x</c>, <c>unsigned char[16]</c>.</summary>
    public sealed override string ToString() => CTypeSpelling.Spell(this);
}

internal enum BuiltinKind
{
    Void,
    Bool,
    Char,
    SignedChar,
    UnsignedChar,
    Short,
    UnsignedShort,
    Int,
    UnsignedInt,
    Long,
    UnsignedLong,
    LongLong,
    UnsignedLongLong,
    Int128,
    UnsignedInt128,
    Float,
    Double,
    LongDouble,
    Float128,
    VaList,
}

internal sealed class BuiltinType(BuiltinKind kind) : CType
{
    public BuiltinKind Kind { get; } = kind;
}

internal sealed class PointerType(CType target) : CType
{
    /// <summary>The pointed-to type, qualifiers included.</summary>
    public CType Target { get; } = target;
}

internal sealed class ArrayType(CType element, long? length) : CType
{
    public CType Element { get; } = element;

    /// <summary>Count of elements; null for <c>[]</c>.</summary>
    public long? Length { get; } = length;
}

internal sealed class FunctionType(CType @return, IReadOnlyList<FunctionParameter> parameters, bool isVariadic) : CType
{
    public CType Return { get; } = @return;

    public IReadOnlyList<FunctionParameter> Parameters { get; } = parameters;

    public bool IsVariadic { get; } = isVariadic;
}

internal readonly record struct FunctionParameter(string? Name, CType Type);

internal sealed class RecordType(RecordDeclaration declaration) : CType
{
    public RecordDeclaration Declaration { get; } = declaration;
}

internal sealed class EnumType(EnumDeclaration declaration) : CType
{
    public EnumDeclaration Declaration { get; } = declaration;
}

internal sealed class TypedefType(TypedefDeclaration declaration) : CType
{
    public TypedefDeclaration Declaration { get; } = declaration;

    public override CType Canonical => Declaration.Type.Canonical;
}

/// <summary>GNU <c>__attribute__((vector_size(n)))</c>.</summary>
internal sealed class VectorType(CType element, long byteSize) : CType
{
    public CType Element { get; } = element;

    public long ByteSize { get; } = byteSize;
}

[System.Flags]
internal enum TypeQualifiers
{
    None = 0,
    Const = 1,
    Volatile = 2,
    Restrict = 4,
    Atomic = 8,
}

internal sealed class QualifiedType(CType unqualified, TypeQualifiers qualifiers) : CType
{
    public CType Unqualified { get; } = unqualified;

    public TypeQualifiers Qualifiers { get; } = qualifiers;

    public override CType Canonical => Unqualified.Canonical;
}
