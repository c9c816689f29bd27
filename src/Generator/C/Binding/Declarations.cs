// Stage: binding. What a header declares, laid out for one target: the output of the front end.
using System.Collections.Generic;
using UapiGen.C.Text;

namespace UapiGen.C.Binding;

/// <summary>A named thing of a header, with the comment that documents it.</summary>
internal abstract class Declaration
{
    /// <summary>The name in the header; null for an untagged record or enum.</summary>
    public string? Name { get; set; }

    /// <summary>The name's place, or that of the keyword where there is no name.</summary>
    public SourceSpan Location { get; set; } = SourceSpan.None;

    /// <summary>The comments that belong to it, raw, delimiters included; one beside it before a plain one above, which may be about more.</summary>
    public IReadOnlyList<string> Comments { get; set; } = [];

    /// <summary>The comment above the block that it stands in, raw, which is about all of the block; null when there is none.</summary>
    public string? Title { get; set; }

    /// <summary>True for the one of the block that repeats the whole of the title.</summary>
    public bool IsFirstOfTitle { get; set; }
}

/// <summary>A complete <c>struct</c> or <c>union</c>.</summary>
internal sealed class RecordDeclaration : Declaration
{
    public bool IsUnion { get; set; }

    /// <summary>
    /// True when <see cref="Declaration.Name"/> is a tag (<c>struct x</c>); false when a typedef names an untagged record,
    /// whose name it then bears, or when there is no name at all.
    /// </summary>
    public bool IsTagged { get; set; }

    /// <summary>True when the record as a whole carries <c>__attribute__((packed))</c>.</summary>
    public bool IsPacked { get; set; }

    /// <summary>False for a forward declaration without a body, and for a record lost to an error.</summary>
    public bool IsComplete { get; set; }

    /// <summary>The record in whose body this one was declared, if any.</summary>
    public RecordDeclaration? Parent { get; set; }

    public IReadOnlyList<FieldDeclaration> Fields { get; set; } = [];

    /// <summary>Bytes, as <c>sizeof</c> gives them.</summary>
    public long Size { get; set; }

    /// <summary>Bytes, as <c>_Alignof</c> gives them.</summary>
    public long Alignment { get; set; } = 1;

    /// <summary>Object-like macros that are defined between this record's braces, in source order.</summary>
    public List<InnerMacro> InnerMacros { get; } = [];

    /// <summary>Bytes, from <c>aligned(N)</c> on the record; 0 for none.</summary>
    public long ExplicitAlignment { get; set; }

    /// <summary>Bytes of the <c>#pragma pack</c> in force; 0 for none.</summary>
    public int PragmaPack { get; set; }
}

/// <summary>A <c>#define</c> inside of a record's body, and the field it follows (null when it precedes every field).</summary>
internal readonly record struct InnerMacro(string Name, FieldDeclaration? After);

/// <summary>A member of a record; an anonymous struct or union member has no name.</summary>
internal sealed class FieldDeclaration : Declaration
{
    public CType Type { get; set; } = null!;

    /// <summary>Bytes from the start of the record that holds it directly. For a bit-field: of its first bit, rounded down.</summary>
    public long Offset { get; set; }

    /// <summary>Bits from the start of the record that holds it directly, counted as the ABI counts them; null unless a bit-field.</summary>
    public long? BitOffset { get; set; }

    /// <summary>Bits; null unless a bit-field.</summary>
    public int? BitWidth { get; set; }

    /// <summary>Bytes, from <c>aligned(N)</c> or <c>_Alignas</c> on the member itself; 0 for none.</summary>
    public long ExplicitAlignment { get; set; }

    /// <summary>True when the member itself carries <c>__attribute__((packed))</c>.</summary>
    public bool IsPacked { get; set; }

    /// <summary>True for <c>T x[]</c> at a record's end, and GNU's <c>T x[0]</c> likewise.</summary>
    public bool IsFlexibleArray { get; set; }

    /// <summary>The member that counts a flexible array's elements, by <c>__counted_by(x)</c>.</summary>
    public string? CountedBy { get; set; }
}

internal sealed class EnumDeclaration : Declaration
{
    public bool IsTagged { get; set; }

    public bool IsComplete { get; set; }

    /// <summary>The integer type that the ABI chose.</summary>
    public BuiltinKind UnderlyingType { get; set; } = BuiltinKind.UnsignedInt;

    public int Size { get; set; }

    public bool IsSigned { get; set; }

    public IReadOnlyList<EnumeratorDeclaration> Enumerators { get; set; } = [];

    /// <summary>The record in whose body this enum was declared, if any.</summary>
    public RecordDeclaration? Parent { get; set; }
}

internal sealed class EnumeratorDeclaration : Declaration
{
    /// <summary>The exact value, as two's complement bits when <see cref="IsUnsigned64"/> is false.</summary>
    public long Value { get; set; }

    /// <summary>True when <see cref="Value"/> holds the bits of an unsigned 64-bit value above <c>INT64_MAX</c>.</summary>
    public bool IsUnsigned64 { get; set; }
}

internal sealed class TypedefDeclaration : Declaration
{
    public CType Type { get; set; } = null!;

    /// <summary>Bytes, from <c>aligned(N)</c> on the typedef; null when it leaves the alignment alone.</summary>
    public long? Alignment { get; set; }
}

internal enum ConstantKind
{
    Integer,
    String,
    Float,
}

/// <summary>An object-like macro whose expansion is a constant expression, evaluated with the state at the end of the unit.</summary>
internal sealed class ConstantDeclaration : Declaration
{
    public ConstantKind Kind { get; set; }

    /// <summary>C's type of the expression: <c>int</c>, <c>unsigned long</c>, <c>char[5]</c>, <c>double</c>.</summary>
    public CType Type { get; set; } = null!;

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    public bool IsSigned { get; set; }

    /// <summary>An integer's value as bits, sign-extended to 64 where the type is signed.</summary>
    public ulong IntegerBits { get; set; }

    public double FloatValue { get; set; }

    /// <summary>A string's bytes, each as one char from 0 to 255, without the terminating NUL.</summary>
    public string? StringValue { get; set; }

    /// <summary>The replacement list as it is written, spaces folded.</summary>
    public string Replacement { get; set; } = "";

    /// <summary>True when its expansion has one value and one type wherever it is the same.</summary>
    public bool IsSameOnAllTargets { get; set; }
}

internal enum IoctlDirection
{
    None,
    Read,
    Write,
    ReadWrite,
}

/// <summary>An object-like macro that is an <c>_IOC</c>-built request number.</summary>
internal sealed class IoctlDeclaration : Declaration
{
    public IoctlDirection Direction { get; set; }

    /// <summary>The type character, 0 to 255.</summary>
    public int Type { get; set; }

    public int Number { get; set; }

    /// <summary>Bytes: the size that is encoded in the number.</summary>
    public long Size { get; set; }

    /// <summary>The type whose size is encoded; null for <c>_IO</c> and for a size given as a number.</summary>
    public CType? Argument { get; set; }

    /// <summary>The request number on this target.</summary>
    public uint Value { get; set; }
}

/// <summary>A macro that is no constant, and why.</summary>
internal sealed class MacroDeclaration : Declaration
{
    /// <summary>Parameter names; null for an object-like macro.</summary>
    public IReadOnlyList<string>? Parameters { get; set; }

    public bool IsVariadic { get; set; }

    /// <summary>The replacement list as it is written, spaces folded.</summary>
    public string Replacement { get; set; } = "";

    /// <summary>Why it is not a constant, as a sentence part.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What a function-like macro of the header itself computes; null when it is no expression over integers.</summary>
    public MacroFunction? Function { get; set; }

    /// <summary>Why a function-like macro of the header itself has no <see cref="Function"/>, as a sentence part.</summary>
    public string NoFunctionReason { get; set; } = "";
}

/// <summary>All that one header and what it includes declare, in source order, laid out for one target.</summary>
internal sealed class TranslationUnit
{
    private MacroIndex? _macroIndex;

    public Layout.Target Target { get; set; } = null!;

    /// <summary>Every file that was read; <see cref="SourceSpan.File"/> indexes it. The first is the header itself.</summary>
    public IReadOnlyList<SourceFile> Files { get; set; } = [];

    /// <summary>
    /// Complete records with a name (tag or typedef), nested ones included; anonymous ones are reached through fields.
    /// </summary>
    public IReadOnlyList<RecordDeclaration> Records { get; set; } = [];

    /// <summary>Tagged records that are never completed: opaque types.</summary>
    public IReadOnlyList<RecordDeclaration> OpaqueRecords { get; set; } = [];

    public IReadOnlyList<EnumDeclaration> Enums { get; set; } = [];

    public IReadOnlyList<TypedefDeclaration> Typedefs { get; set; } = [];

    public IReadOnlyList<ConstantDeclaration> Constants { get; set; } = [];

    public IReadOnlyList<IoctlDeclaration> Ioctls { get; set; } = [];

    public IReadOnlyList<MacroDeclaration> Macros { get; set; } = [];

    /// <summary>
    /// Headers that were read behind the unit because its macros presuppose them, as an <c>#include</c> names them; their declarations are not listed.
    /// </summary>
    public IReadOnlyList<string> Supplements { get; set; } = [];

    /// <summary>The predefined macros written in its files that not every target defines alike.</summary>
    public IReadOnlyList<string> TargetMacros { get; set; } = [];

    public IReadOnlyList<CDiagnostic> Diagnostics { get; set; } = [];

    /// <summary>Constants, ioctls and other macros by name, made when first asked for.</summary>
    public MacroIndex MacroIndex => _macroIndex ??= new MacroIndex(this);
}
