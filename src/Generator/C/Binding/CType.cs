// Stage: binding. The C types that a declaration can have; layout and emission ask these.
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.C.Binding;

/// <summary>A C type (C11 6.2.5), with typedefs kept as sugar.</summary>
internal abstract class CType
{
    /// <summary>The type behind typedefs and qualifiers.</summary>
    public virtual CType Canonical => this;

    /// <summary>
    /// How many parts it has, those of its typedefs included: what walking it costs. The binder refuses types above
    /// <see cref="MaximumWeight"/>, since typedefs can double it at each step.
    /// </summary>
    public virtual int Weight => 1;

    /// <summary>Above what C11 5.2.4.1 asks for, and low enough to be walked by recursion.</summary>
    public const int MaximumWeight = 400;

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

    public override int Weight { get; } = target.Weight + 1;
}

internal sealed class ArrayType(CType element, long? length) : CType
{
    public CType Element { get; } = element;

    /// <summary>Count of elements; null for <c>[]</c>.</summary>
    public long? Length { get; } = length;

    public override int Weight { get; } = element.Weight + 1;
}

internal sealed class FunctionType(CType @return, IReadOnlyList<FunctionParameter> parameters, bool isVariadic) : CType
{
    public CType Return { get; } = @return;

    public IReadOnlyList<FunctionParameter> Parameters { get; } = parameters;

    public bool IsVariadic { get; } = isVariadic;

    public override int Weight { get; } = 1 + @return.Weight + parameters.Sum(parameter => parameter.Type.Weight);
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

    public override CType Canonical { get; } = declaration.Type.Canonical;

    public override int Weight { get; } = declaration.Type.Weight + 1;
}

/// <summary>GNU <c>__attribute__((vector_size(n)))</c>.</summary>
internal sealed class VectorType(CType element, long byteSize) : CType
{
    public CType Element { get; } = element;

    public long ByteSize { get; } = byteSize;

    public override int Weight { get; } = element.Weight + 1;
}

/// <summary>A complex type (C11 6.2.5p11; GNU C has integer ones too): two elements, the real part first.</summary>
internal sealed class ComplexType(CType element) : CType
{
    public CType Element { get; } = element;

    public override int Weight => 2;
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

    public override CType Canonical { get; } = unqualified.Canonical;

    public override int Weight { get; } = unqualified.Weight + 1;
}
