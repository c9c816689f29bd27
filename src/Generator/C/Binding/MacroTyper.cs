// Stage: binding. In: a macro's body and the types of its parameters. Out: the same with C's type on every expression and every
// conversion written out: integer promotions (C11 6.3.1.1p2), usual arithmetic conversions (6.3.1.8), casts.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed class MacroTyper(IReadOnlyList<Name> parameters, IReadOnlyList<BuiltinKind> kinds, Binder binder)
{
    private readonly ConstantEvaluator _evaluator = binder.Evaluator;

    /// <summary>Why the last body is no such expression, as a sentence part.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The typed expression; null with a <see cref="Reason"/> when C# could not compute it from integers.</summary>
    public MacroExpression? Bind(ExpressionSyntax expression)
    {
        if (!ParameterKinds.Mentions(expression, parameters))
        {
            return Constant(expression);
        }

        switch (expression)
        {
            case NameSyntax name:
                int index = parameters.ToList().IndexOf(name.Name);
                return new MacroParameter(kinds[index], index);
            case UnarySyntax unary:
                return Unary(unary);
            case BinarySyntax binary:
                return Binary(binary);
            case ConditionalSyntax conditional:
                return Conditional(conditional);
            case CastSyntax cast:
                return Cast(cast);
            case CallSyntax { Callee: NameSyntax callee }:
                return Fail("it calls '" + callee.Name.Text + "'");
            default:
                return Fail(expression switch
                {
                    MeasureSyntax => "it measures a parameter",
                    OffsetofSyntax => "it takes the name of a member",
                    CallSyntax => "it calls a function",
                    MemberSyntax => "it reads a member",
                    IndexSyntax => "it reads an element",
                    GenericSyntax => "it chooses by a parameter's type",
                    _ => "it is no expression over integers",
                });
        }
    }

    private MacroConstant? Constant(ExpressionSyntax expression)
    {
        if (_evaluator.EvaluateInteger(expression) is not { } value || CTypes.IntegerKind(value.Type) is not { } kind)
        {
            Fail(_evaluator.Reason.Replace("its type is", "it computes with"));
            return null;
        }

        if (IsForeign(kind))
        {
            return null;
        }

        bool isHexadecimal = expression is NumberSyntax number ? number.Text.StartsWith("0x", System.StringComparison.OrdinalIgnoreCase) : value.Bits is > 0xFFFF and < ulong.MaxValue - 0xFFFF;
        return new MacroConstant(kind, value.Bits) { IsHexadecimal = isHexadecimal };
    }

    private MacroExpression? Unary(UnarySyntax unary)
    {
        if (unary.Operation is TokenKind.Star or TokenKind.Amp)
        {
            return Fail(unary.Operation == TokenKind.Star ? "it reads memory" : "it takes an address");
        }

        if (Bind(unary.Operand) is not { } operand)
        {
            return null;
        }

        if (unary.Operation == TokenKind.Bang)
        {
            return new MacroUnary(BuiltinKind.Int, TokenKind.Bang, operand);
        }

        operand = Convert(operand, _evaluator.Promote(operand.Kind));
        return unary.Operation == TokenKind.Plus ? operand : new MacroUnary(operand.Kind, unary.Operation, operand);
    }

    private MacroExpression? Binary(BinarySyntax binary)
    {
        if (binary.Operation == TokenKind.Comma)
        {
            return Fail("it holds a comma operator");
        }

        if (Bind(binary.Left) is not { } left || Bind(binary.Right) is not { } right)
        {
            return null;
        }

        switch (binary.Operation)
        {
            case TokenKind.AmpAmp or TokenKind.PipePipe:
                return new MacroBinary(BuiltinKind.Int, binary.Operation, left, right);
            case TokenKind.LessLess or TokenKind.GreaterGreater:
                left = Convert(left, _evaluator.Promote(left.Kind));
                return right is MacroConstant count && count.Bits >= (ulong)binder.Measure.SizeOf(left.Kind) * 8
                    ? Fail("it shifts by more bits than the type has")
                    : new MacroBinary(left.Kind, binary.Operation, left, right);
        }

        var common = _evaluator.Common(left.Kind, right.Kind);
        left = Convert(left, common);
        right = Convert(right, common);
        if (binary.Operation is TokenKind.Slash or TokenKind.Percent && right is MacroConstant { Bits: 0 })
        {
            return Fail("it divides by zero");
        }

        bool isComparison = binary.Operation is TokenKind.EqualEqual or TokenKind.BangEqual or TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual;
        return new MacroBinary(isComparison ? BuiltinKind.Int : common, binary.Operation, left, right);
    }

    private MacroConditional? Conditional(ConditionalSyntax conditional)
    {
        if (Bind(conditional.Condition) is not { } condition
            || Bind(conditional.WhenTrue ?? conditional.Condition) is not { } whenTrue
            || Bind(conditional.WhenFalse) is not { } whenFalse)
        {
            return null;
        }

        var common = _evaluator.Common(whenTrue.Kind, whenFalse.Kind);
        return new MacroConditional(condition, Convert(whenTrue, common), Convert(whenFalse, common));
    }

    private MacroExpression? Cast(CastSyntax cast)
    {
        if (ParameterKinds.TypeofParameter(cast.Type, parameters) is >= 0 and var parameter)
        {
            return Bind(cast.Operand) is { } converted ? Convert(converted, kinds[parameter]) : null;
        }

        if (binder.BindTypeName(cast.Type) is not { } type)
        {
            return Fail("it casts to a type that is not declared");
        }

        if (CTypes.IntegerKind(type) is not { } kind || type.Canonical is EnumType { Declaration.IsComplete: false })
        {
            return Fail("it casts to '" + type + "'");
        }

        return IsForeign(kind) || Bind(cast.Operand) is not { } operand ? null : Convert(operand, kind);
    }

    private MacroExpression Convert(MacroExpression expression, BuiltinKind kind)
    {
        if (expression.Kind == kind)
        {
            return expression;
        }

        return expression is MacroConstant constant
            ? new MacroConstant(kind, _evaluator.Integer(kind, constant.Bits).Bits) { IsHexadecimal = constant.IsHexadecimal || (long)constant.Bits < 0 }
            : new MacroConversion(kind, expression);
    }

    /// <summary>True, with a reason, for a type that has no one C# integer beside it.</summary>
    private bool IsForeign(BuiltinKind kind)
    {
        if (kind is not (BuiltinKind.Char or BuiltinKind.Int128 or BuiltinKind.UnsignedInt128))
        {
            return false;
        }

        Fail(kind == BuiltinKind.Char ? "it computes with 'char', whose sign follows the target" : "it needs 128 bits");
        return true;
    }

    private MacroExpression? Fail(string reason)
    {
        Reason = reason;
        return null;
    }
}
