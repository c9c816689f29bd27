// Stage: parsing. Expressions as written (C11 6.5), as far as constant expressions and macro bodies need them.
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Parsing;

internal abstract class ExpressionSyntax(SourceSpan span)
{
    /// <summary>Where the user's text has its first token.</summary>
    public SourceSpan Span { get; } = span;
}

internal sealed class NumberSyntax(SourceSpan span, string text) : ExpressionSyntax(span)
{
    public string Text { get; } = text;
}

internal sealed class CharacterSyntax(SourceSpan span, string text) : ExpressionSyntax(span)
{
    public string Text { get; } = text;
}

/// <summary>One or more adjacent string literals.</summary>
internal sealed class StringSyntax(SourceSpan span, IReadOnlyList<string> parts) : ExpressionSyntax(span)
{
    public IReadOnlyList<string> Parts { get; } = parts;
}

internal sealed class NameSyntax(SourceSpan span, Name name) : ExpressionSyntax(span)
{
    public Name Name { get; } = name;
}

/// <summary>A prefix operator: <c>+ - ~ ! * &amp;</c>.</summary>
internal sealed class UnarySyntax(SourceSpan span, TokenKind operation, ExpressionSyntax operand) : ExpressionSyntax(span)
{
    public TokenKind Operation { get; } = operation;

    public ExpressionSyntax Operand { get; } = operand;
}

internal sealed class BinarySyntax(SourceSpan span, TokenKind operation, ExpressionSyntax left, ExpressionSyntax right) : ExpressionSyntax(span)
{
    public TokenKind Operation { get; } = operation;

    public ExpressionSyntax Left { get; } = left;

    public ExpressionSyntax Right { get; } = right;
}

/// <summary><c>a ? b : c</c>, and GNU's <c>a ?: c</c>, whose middle is null.</summary>
internal sealed class ConditionalSyntax(SourceSpan span, ExpressionSyntax condition, ExpressionSyntax? whenTrue, ExpressionSyntax whenFalse) : ExpressionSyntax(span)
{
    public ExpressionSyntax Condition { get; } = condition;

    public ExpressionSyntax? WhenTrue { get; } = whenTrue;

    public ExpressionSyntax WhenFalse { get; } = whenFalse;
}

internal sealed class CastSyntax(SourceSpan span, TypeNameSyntax type, ExpressionSyntax operand) : ExpressionSyntax(span)
{
    public TypeNameSyntax Type { get; } = type;

    public ExpressionSyntax Operand { get; } = operand;
}

/// <summary><c>sizeof</c> or <c>_Alignof</c>, of a type or of an expression.</summary>
internal sealed class MeasureSyntax(SourceSpan span, bool isAlignment, TypeNameSyntax? type, ExpressionSyntax? operand) : ExpressionSyntax(span)
{
    public bool IsAlignment { get; } = isAlignment;

    public TypeNameSyntax? Type { get; } = type;

    public ExpressionSyntax? Operand { get; } = operand;
}

/// <summary><c>offsetof(type, a.b[2])</c>; the designator is an expression over <see cref="OffsetofSyntax.Root"/>.</summary>
internal sealed class OffsetofSyntax(SourceSpan span, TypeNameSyntax type, ExpressionSyntax designator) : ExpressionSyntax(span)
{
    public TypeNameSyntax Type { get; } = type;

    public ExpressionSyntax Designator { get; } = designator;

    /// <summary>The object that the designator starts from.</summary>
    internal sealed class Root(SourceSpan span) : ExpressionSyntax(span);
}

internal sealed class CallSyntax(SourceSpan span, ExpressionSyntax callee, IReadOnlyList<ExpressionSyntax> arguments) : ExpressionSyntax(span)
{
    public ExpressionSyntax Callee { get; } = callee;

    public IReadOnlyList<ExpressionSyntax> Arguments { get; } = arguments;
}

internal sealed class MemberSyntax(SourceSpan span, ExpressionSyntax target, Name name, bool isArrow) : ExpressionSyntax(span)
{
    public ExpressionSyntax Target { get; } = target;

    public Name Name { get; } = name;

    public bool IsArrow { get; } = isArrow;
}

internal sealed class IndexSyntax(SourceSpan span, ExpressionSyntax target, ExpressionSyntax index) : ExpressionSyntax(span)
{
    public ExpressionSyntax Target { get; } = target;

    public ExpressionSyntax Index { get; } = index;
}

/// <summary>A type name where an expression may stand: an argument of a built-in function.</summary>
internal sealed class TypeArgumentSyntax(SourceSpan span, TypeNameSyntax type) : ExpressionSyntax(span)
{
    public TypeNameSyntax Type { get; } = type;
}

/// <summary><c>_Generic(controlling, type: result, default: result)</c> (C11 6.5.1.1).</summary>
internal sealed class GenericSyntax(SourceSpan span, ExpressionSyntax controlling, IReadOnlyList<GenericAssociationSyntax> associations) : ExpressionSyntax(span)
{
    public ExpressionSyntax Controlling { get; } = controlling;

    public IReadOnlyList<GenericAssociationSyntax> Associations { get; } = associations;
}

/// <summary>One association; its type is null for <c>default</c>.</summary>
internal readonly record struct GenericAssociationSyntax(TypeNameSyntax? Type, ExpressionSyntax Result);

/// <summary>An expression that is C but never a constant.</summary>
internal sealed class NonConstantSyntax(SourceSpan span, string what) : ExpressionSyntax(span)
{
    /// <summary>What it is, as a sentence part: <c>an assignment</c>.</summary>
    public string What { get; } = what;
}
