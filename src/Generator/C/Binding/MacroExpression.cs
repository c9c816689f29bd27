// Stage: binding. The body of a function-like macro as a typed expression over its parameters: every conversion of C stands in it.
using System.Collections.Generic;
using UapiGen.C.Lexing;

namespace UapiGen.C.Binding;

/// <summary>A function-like macro that is an expression over its parameters.</summary>
internal sealed class MacroFunction
{
    /// <summary>The types of the arguments for which <see cref="Body"/> is what C computes, in order.</summary>
    public IReadOnlyList<BuiltinKind> ParameterKinds { get; set; } = [];

    /// <summary>What it gives; C's type of it is its kind.</summary>
    public MacroExpression Body { get; set; } = null!;
}

/// <param name="kind">C's type of the expression.</param>
internal abstract class MacroExpression(BuiltinKind kind)
{
    public BuiltinKind Kind { get; } = kind;
}

internal sealed class MacroConstant(BuiltinKind kind, ulong bits) : MacroExpression(kind)
{
    /// <summary>The value's bits, sign-extended to 64 where the type is signed.</summary>
    public ulong Bits { get; } = bits;

    /// <summary>True when it is best shown in hexadecimal.</summary>
    public bool IsHexadecimal { get; set; }
}

internal sealed class MacroParameter(BuiltinKind kind, int index) : MacroExpression(kind)
{
    public int Index { get; } = index;
}

/// <summary>A conversion to <see cref="MacroExpression.Kind"/>, written or implicit (C11 6.3.1).</summary>
internal sealed class MacroConversion(BuiltinKind kind, MacroExpression operand) : MacroExpression(kind)
{
    public MacroExpression Operand { get; } = operand;
}

/// <summary><c>-</c> and <c>~</c> on an operand that is converted already, and <c>!</c>, which gives <c>int</c>.</summary>
internal sealed class MacroUnary(BuiltinKind kind, TokenKind operation, MacroExpression operand) : MacroExpression(kind)
{
    public TokenKind Operation { get; } = operation;

    public MacroExpression Operand { get; } = operand;
}

/// <summary>A binary operator; operands of arithmetic and of comparisons are converted to their common type already.</summary>
internal sealed class MacroBinary(BuiltinKind kind, TokenKind operation, MacroExpression left, MacroExpression right) : MacroExpression(kind)
{
    public TokenKind Operation { get; } = operation;

    public MacroExpression Left { get; } = left;

    public MacroExpression Right { get; } = right;
}

/// <summary><c>a ? b : c</c>, with both branches converted to their common type.</summary>
internal sealed class MacroConditional(MacroExpression condition, MacroExpression whenTrue, MacroExpression whenFalse) : MacroExpression(whenTrue.Kind)
{
    public MacroExpression Condition { get; } = condition;

    public MacroExpression WhenTrue { get; } = whenTrue;

    public MacroExpression WhenFalse { get; } = whenFalse;
}
