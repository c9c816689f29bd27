// Stage: parsing. Declarations as written (C11 6.7), GNU attributes included; nothing is resolved yet.
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Parsing;

/// <summary>One name of an <c>__attribute__((...))</c> list, underscores around it taken off.</summary>
internal sealed class AttributeSyntax(SourceSpan span, string name, IReadOnlyList<Token> arguments, ExpressionSyntax? value)
{
    public SourceSpan Span { get; } = span;

    public string Name { get; } = name;

    public IReadOnlyList<Token> Arguments { get; } = arguments;

    /// <summary>The argument as an expression, for the attributes that take one.</summary>
    public ExpressionSyntax? Value { get; } = value;
}

/// <summary>Which basic type specifiers were met, and how often (C11 6.7.2p2).</summary>
internal sealed class BasicTypeSyntax
{
    public Keyword Base { get; set; }

    public int LongCount { get; set; }

    public bool IsShort { get; set; }

    public bool IsSigned { get; set; }

    public bool IsUnsigned { get; set; }

    public bool IsComplex { get; set; }
}

internal enum StorageClass
{
    None,
    Typedef,
    Extern,
    Static,
    Other,
}

/// <summary>Declaration specifiers, or a specifier-qualifier list.</summary>
internal sealed class SpecifiersSyntax
{
    public SourceSpan Span { get; set; }

    public StorageClass Storage { get; set; }

    public TypeQualifiers Qualifiers { get; set; }

    public List<AttributeSyntax> Attributes { get; } = [];

    public List<ExpressionSyntax> AlignasValues { get; } = [];

    public BasicTypeSyntax? Basic { get; set; }

    public RecordSyntax? Record { get; set; }

    public EnumSyntax? Enum { get; set; }

    public Name? TypedefName { get; set; }

    public ExpressionSyntax? TypeofExpression { get; set; }

    public TypeNameSyntax? TypeofType { get; set; }

    public bool HasType => Basic is not null || Record is not null || Enum is not null || TypedefName is not null || TypeofExpression is not null || TypeofType is not null;
}

internal sealed class PointerSyntax(TypeQualifiers qualifiers)
{
    public TypeQualifiers Qualifiers { get; } = qualifiers;
}

/// <summary>An array or function suffix of a declarator.</summary>
internal sealed class DeclaratorSuffixSyntax
{
    public bool IsFunction { get; set; }

    /// <summary>The array's length; null for <c>[]</c>.</summary>
    public ExpressionSyntax? Length { get; set; }

    public List<ParameterSyntax> Parameters { get; } = [];

    public bool IsVariadic { get; set; }
}

internal sealed class ParameterSyntax(SpecifiersSyntax specifiers, DeclaratorSyntax? declarator)
{
    public SpecifiersSyntax Specifiers { get; } = specifiers;

    public DeclaratorSyntax? Declarator { get; } = declarator;
}

/// <summary>A declarator (C11 6.7.6): pointers, then a name or a declarator in parentheses, then suffixes.</summary>
internal sealed class DeclaratorSyntax
{
    public SourceSpan Span { get; set; }

    public List<PointerSyntax> Pointers { get; } = [];

    public Name? Name { get; set; }

    public DeclaratorSyntax? Inner { get; set; }

    public List<DeclaratorSuffixSyntax> Suffixes { get; } = [];

    public List<AttributeSyntax> Attributes { get; } = [];

    public ExpressionSyntax? BitWidth { get; set; }

    /// <summary>The name, however deep in parentheses.</summary>
    public Name? DeclaredName => Inner is null ? Name : Inner.DeclaredName;

    public SourceSpan NameSpan => Inner is null ? Span : Inner.NameSpan;
}

internal sealed class TypeNameSyntax(SpecifiersSyntax specifiers, DeclaratorSyntax declarator)
{
    public SpecifiersSyntax Specifiers { get; } = specifiers;

    public DeclaratorSyntax Declarator { get; } = declarator;
}

/// <summary>A struct-declaration: one line of a record's body.</summary>
internal sealed class MemberDeclarationSyntax(SpecifiersSyntax specifiers, IReadOnlyList<DeclaratorSyntax> declarators, int firstToken, int endToken)
{
    public SpecifiersSyntax Specifiers { get; } = specifiers;

    /// <summary>Empty for an anonymous struct or union.</summary>
    public IReadOnlyList<DeclaratorSyntax> Declarators { get; } = declarators;

    public int FirstToken { get; } = firstToken;

    /// <summary>The index behind its last token: macros defined from there on follow the member.</summary>
    public int EndToken { get; } = endToken;
}

internal sealed class RecordSyntax(SourceSpan span, bool isUnion)
{
    public SourceSpan Span { get; } = span;

    public bool IsUnion { get; } = isUnion;

    public Name? Tag { get; set; }

    public SourceSpan TagSpan { get; set; }

    public bool HasBody { get; set; }

    /// <summary>True when a member could not be parsed: the layout cannot be known.</summary>
    public bool IsBroken { get; set; }

    public List<MemberDeclarationSyntax> Members { get; } = [];

    public List<AttributeSyntax> Attributes { get; } = [];

    /// <summary>Bytes of the <c>#pragma pack</c> in force where the body ends; 0 for none.</summary>
    public int PragmaPack { get; set; }

    public int OpenToken { get; set; }

    public int CloseToken { get; set; }
}

internal sealed class EnumeratorSyntax(SourceSpan span, Name name, ExpressionSyntax? value)
{
    public SourceSpan Span { get; } = span;

    public Name Name { get; } = name;

    public ExpressionSyntax? Value { get; } = value;
}

internal sealed class EnumSyntax(SourceSpan span)
{
    public SourceSpan Span { get; } = span;

    public Name? Tag { get; set; }

    public SourceSpan TagSpan { get; set; }

    public bool HasBody { get; set; }

    public TypeNameSyntax? FixedType { get; set; }

    public List<EnumeratorSyntax> Enumerators { get; } = [];

    public List<AttributeSyntax> Attributes { get; } = [];
}

/// <summary>A declaration at file scope. Function bodies and initialisers are passed over.</summary>
internal sealed class DeclarationSyntax(SpecifiersSyntax specifiers, IReadOnlyList<DeclaratorSyntax> declarators)
{
    public SpecifiersSyntax Specifiers { get; } = specifiers;

    public IReadOnlyList<DeclaratorSyntax> Declarators { get; } = declarators;
}

/// <summary><c>_Static_assert</c>, at file scope or in a record's body.</summary>
internal sealed class StaticAssertSyntax(SourceSpan span, ExpressionSyntax condition, string message)
{
    public SourceSpan Span { get; } = span;

    public ExpressionSyntax Condition { get; } = condition;

    public string Message { get; } = message;
}
