// Stage: model. In: a typed C expression. Out: the C# expression of the same value and type, for an unchecked context.
// Each part has in C# the very type that it has in C, so that C#'s own promotions find nothing to do:
//     ((uint)vendor << 8) | (val & 0xFFU)
using System.Globalization;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Lexing;

namespace UapiGen.Model;

/// <param name="target">The target whose <c>long</c> counts.</param>
internal sealed class MethodBody(Target target)
{
    /// <summary>The C# type with the width and the sign of an integer type; a <c>_Bool</c> is the 0 or 1 that it promotes to.</summary>
    public string TypeOf(BuiltinKind kind) => kind switch
    {
        BuiltinKind.SignedChar => "sbyte",
        BuiltinKind.UnsignedChar => "byte",
        BuiltinKind.Short => "short",
        BuiltinKind.UnsignedShort => "ushort",
        BuiltinKind.UnsignedInt => "uint",
        BuiltinKind.Long when target.LongSize == 4 => "int",
        BuiltinKind.UnsignedLong when target.LongSize == 4 => "uint",
        BuiltinKind.Long or BuiltinKind.LongLong => "long",
        BuiltinKind.UnsignedLong or BuiltinKind.UnsignedLongLong => "ulong",
        _ => "int",
    };

    /// <param name="body">The expression.</param>
    /// <param name="parameters">C# names of the parameters.</param>
    public string Write(MacroExpression body, string[] parameters) => Value(body, parameters);

    private string Value(MacroExpression expression, string[] parameters)
    {
        switch (expression)
        {
            case MacroConstant constant:
                return Literal(constant);
            case MacroParameter parameter:
                return parameters[parameter.Index];
            case MacroConversion { Kind: BuiltinKind.Bool } conversion:
                return Truth(conversion.Operand, parameters) + " ? 1 : 0";
            case MacroConversion conversion:
                return TypeOf(conversion.Kind) == TypeOf(conversion.Operand.Kind)
                    ? Value(conversion.Operand, parameters)
                    : "(" + TypeOf(conversion.Kind) + ")" + Operand(conversion.Operand, parameters);
            case MacroUnary { Operation: TokenKind.Bang }:
                return Truth(expression, parameters) + " ? 1 : 0";
            case MacroUnary { Operation: TokenKind.Minus } unary when TypeOf(unary.Kind) == "uint":
                // C#'s minus widens a uint to long, and has no meaning for a ulong.
                return "0U - " + Operand(unary.Operand, parameters);
            case MacroUnary { Operation: TokenKind.Minus } unary when TypeOf(unary.Kind) == "ulong":
                return "0UL - " + Operand(unary.Operand, parameters);
            case MacroUnary { Operation: TokenKind.Minus } unary:
                string negated = Operand(unary.Operand, parameters);
                return negated[0] == '-' ? "-(" + negated + ")" : "-" + negated;
            case MacroUnary unary:
                return "~" + Operand(unary.Operand, parameters);
            case MacroBinary { Operation: TokenKind.LessLess or TokenKind.GreaterGreater } shift:
                return Operand(shift.Left, parameters) + Sign(shift.Operation) + Count(shift.Right, parameters);
            case MacroBinary binary when IsTruth(binary):
                return Truth(binary, parameters) + " ? 1 : 0";
            case MacroBinary binary:
                // A chain of one operator needs no parentheses, and may be long.
                bool isChain = binary.Left is MacroBinary left && left.Operation == binary.Operation;
                return (isChain ? Value(binary.Left, parameters) : Operand(binary.Left, parameters)) + Sign(binary.Operation) + Operand(binary.Right, parameters);
            default:
                var conditional = (MacroConditional)expression;
                return Truth(conditional.Condition, parameters) + " ? " + Operand(conditional.WhenTrue, parameters) + " : " + Operand(conditional.WhenFalse, parameters);
        }
    }

    /// <summary>As an operand: in parentheses unless it is one token, or a cast or a sign before an operand.</summary>
    private string Operand(MacroExpression expression, string[] parameters)
    {
        bool isOperand = expression switch
        {
            MacroConversion conversion => conversion.Kind != BuiltinKind.Bool,
            MacroUnary unary => unary.Operation == TokenKind.Tilde || (unary.Operation == TokenKind.Minus && (TypeOf(unary.Kind) is "int" or "long")),
            _ => expression is MacroConstant or MacroParameter,
        };
        return expression is MacroConversion { Kind: not BuiltinKind.Bool } same && TypeOf(same.Kind) == TypeOf(same.Operand.Kind) ? Operand(same.Operand, parameters)
            : isOperand ? Value(expression, parameters)
            : "(" + Value(expression, parameters) + ")";
    }

    /// <summary>C# takes an <c>int</c>; of a count that C defines, every type gives the same one.</summary>
    private string Count(MacroExpression count, string[] parameters) =>
        count is MacroConstant constant ? constant.Bits.ToString(CultureInfo.InvariantCulture)
        : TypeOf(count.Kind) is "uint" or "long" or "ulong" ? "(int)" + Operand(count, parameters)
        : Operand(count, parameters);

    /// <summary>As a C# condition, as an operand: true when C's value is not 0.</summary>
    private string Truth(MacroExpression expression, string[] parameters) => expression switch
    {
        MacroUnary { Operation: TokenKind.Bang } not => "(!" + Truth(not.Operand, parameters) + ")",
        MacroBinary { Operation: TokenKind.AmpAmp or TokenKind.PipePipe } logic => "(" + Truth(logic.Left, parameters) + Sign(logic.Operation) + Truth(logic.Right, parameters) + ")",
        MacroBinary binary when IsTruth(binary) => "(" + Operand(binary.Left, parameters) + Sign(binary.Operation) + Operand(binary.Right, parameters) + ")",
        MacroConversion { Kind: BuiltinKind.Bool } conversion => Truth(conversion.Operand, parameters),
        _ => "(" + Operand(expression, parameters) + " != 0)",
    };

    private static bool IsTruth(MacroBinary binary) => binary.Operation is TokenKind.AmpAmp or TokenKind.PipePipe or TokenKind.EqualEqual or TokenKind.BangEqual
        or TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual;

    private string Literal(MacroConstant constant)
    {
        string type = TypeOf(constant.Kind);
        string suffix = type switch
        {
            "uint" => "U",
            "long" => "L",
            "ulong" => "UL",
            _ => "",
        };
        long signed = unchecked((long)constant.Bits);
        if (type is not ("int" or "uint" or "long" or "ulong"))
        {
            return "(" + type + ")(" + signed.ToString(CultureInfo.InvariantCulture) + ")";
        }

        if (type is "int" or "long" && signed < 0)
        {
            return type == "int" && signed == int.MinValue ? "int.MinValue"
                : signed == long.MinValue ? "long.MinValue"
                : signed.ToString(CultureInfo.InvariantCulture) + suffix;
        }

        return (constant.IsHexadecimal ? "0x" + constant.Bits.ToString("X", CultureInfo.InvariantCulture) : constant.Bits.ToString(CultureInfo.InvariantCulture)) + suffix;
    }

    private static string Sign(TokenKind operation) => operation switch
    {
        TokenKind.Plus => " + ",
        TokenKind.Minus => " - ",
        TokenKind.Star => " * ",
        TokenKind.Slash => " / ",
        TokenKind.Percent => " % ",
        TokenKind.Amp => " & ",
        TokenKind.Pipe => " | ",
        TokenKind.Caret => " ^ ",
        TokenKind.LessLess => " << ",
        TokenKind.GreaterGreater => " >> ",
        TokenKind.AmpAmp => " && ",
        TokenKind.PipePipe => " || ",
        TokenKind.EqualEqual => " == ",
        TokenKind.BangEqual => " != ",
        TokenKind.Less => " < ",
        TokenKind.LessEqual => " <= ",
        TokenKind.Greater => " > ",
        _ => " >= ",
    };
}
