// Stage: binding. Evaluates constant expressions (C11 6.6) with C's types: promotions, usual arithmetic conversions, the target's widths.
// It folds what GCC and Clang fold: sizeof and offsetof, casts, conditionals, and addresses built on a null pointer.
using UapiGen.C.Layout;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

/// <param name="scope">What names mean.</param>
/// <param name="measure">Sizes on the target.</param>
internal sealed partial class ConstantEvaluator(IScope scope, TypeMeasure measure)
{
    private CType? _offsetofRoot;

    /// <summary>Why the last expression is no constant, as a sentence part.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>
    /// The value; null with a <see cref="Reason"/> when the expression is not constant. It recurses as deep as expressions nest, so
    /// that each case has a method of its own: this one's frame stays small.
    /// </summary>
    public ConstantValue? Evaluate(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NumberSyntax number:
                return Number(number.Text);
            case CharacterSyntax character:
                return Character(character.Text);
            case StringSyntax text:
                return String(text);
            case NameSyntax name:
                return Enumerator(name.Name);
            case UnarySyntax { Operation: TokenKind.Amp } address:
                return Address(address);
            case UnarySyntax { Operation: TokenKind.Star }:
                return Fail("it reads memory");
            case UnarySyntax unary:
                return Unary(unary);
            case BinarySyntax binary:
                return Binary(binary);
            case ConditionalSyntax conditional:
                return Conditional(conditional);
            case CastSyntax cast:
                return Cast(cast);
            case MeasureSyntax measured:
                return Measure(measured);
            case OffsetofSyntax offsetof:
                return Offsetof(offsetof);
            case CallSyntax call:
                return Call(call);
            case GenericSyntax generic:
                return Selected(generic) is { } selected ? Evaluate(selected) : null;
            case MemberSyntax or IndexSyntax:
                return MemberOrIndex(expression);
            case NonConstantSyntax other:
                return Fail("it holds " + other.What);
            default:
                return Fail("it holds a type");
        }
    }

    /// <summary>The value converted to an integer; null with a reason when it has none.</summary>
    public ConstantValue? EvaluateInteger(ExpressionSyntax expression)
    {
        if (Evaluate(expression) is not { } value)
        {
            return null;
        }

        return CTypes.IntegerKind(value.Type) is not null && value.Bytes is null ? value : Fail("its type is '" + value.Type + "'");
    }

    private ConstantValue? Fail(string reason)
    {
        Reason = Excerpt.Of(reason);
        return null;
    }

    /// <summary>An integer of a kind, cut to its width.</summary>
    public ConstantValue Integer(BuiltinKind kind, ulong bits) => new(CTypes.Of(kind), Narrow(kind, bits));

    private ConstantValue SizeValue(long size) => Integer(measure.Target.PointerSize == 8 ? BuiltinKind.UnsignedLong : BuiltinKind.UnsignedInt, (ulong)size);

    private ulong Narrow(BuiltinKind kind, ulong bits)
    {
        if (kind == BuiltinKind.Bool)
        {
            return bits != 0 ? 1UL : 0;
        }

        int width = measure.SizeOf(kind) * 8;
        if (width >= 64)
        {
            return bits;
        }

        int shift = 64 - width;
        return measure.IsSigned(kind) ? (ulong)((long)(bits << shift) >> shift) : bits << shift >> shift;
    }

    private ConstantValue? Enumerator(Name name) => scope.FindEnumerator(name) ?? Fail(scope.IsTypedef(name)
        ? "'" + name.Text + "' is a type"
        : "'" + name.Text + "' is not declared as a constant");

    private ConstantValue? Address(UnarySyntax address) =>
        AddressOf(address.Operand) is var (type, at) ? new ConstantValue(new PointerType(type), at) : null;

    private ConstantValue? Unary(UnarySyntax unary) => Evaluate(unary.Operand) is { } operand ? Unary(unary.Operation, operand) : null;

    private ConstantValue? Unary(TokenKind operation, ConstantValue operand)
    {
        if (operation == TokenKind.Bang)
        {
            return Integer(BuiltinKind.Int, operand.IsTrue ? 0UL : 1);
        }

        if (operand.IsFloating && operation != TokenKind.Tilde)
        {
            return operand with { Float = operation == TokenKind.Minus ? -operand.Float : operand.Float };
        }

        if (CTypes.IntegerKind(operand.Type) is not { } kind)
        {
            return Fail("an operator is applied to '" + operand.Type + "'");
        }

        kind = Promote(kind);
        return Integer(kind, operation switch
        {
            TokenKind.Minus => 0 - operand.Bits,
            TokenKind.Tilde => ~operand.Bits,
            _ => operand.Bits,
        });
    }

    private ConstantValue? Conditional(ConditionalSyntax conditional)
    {
        if (Evaluate(conditional.Condition) is not { } condition)
        {
            return null;
        }

        var branch = condition.IsTrue ? conditional.WhenTrue : conditional.WhenFalse;
        return (branch is null ? condition : Evaluate(branch)) is { } value ? WithCommonType(conditional, condition, value) : null;
    }

    private ConstantValue? WithCommonType(ConditionalSyntax conditional, ConstantValue condition, ConstantValue value)
    {
        // The dead branch counts for the type alone; where it has none that we know, the live one's stands.
        var dead = condition.IsTrue ? conditional.WhenFalse : conditional.WhenTrue;
        var deadType = dead is null ? condition.Type : TypeOf(dead);
        if (value.IsFloating || (deadType is not null && CTypes.IsFloating(deadType)))
        {
            return value.IsFloating ? value : Convert(value, CTypes.Of(BuiltinKind.Double));
        }

        return CTypes.IntegerKind(value.Type) is { } a && deadType is not null && CTypes.IntegerKind(deadType) is { } b && value.Bytes is null
            ? Integer(Common(a, b), value.Bits)
            : value;
    }

    private ConstantValue? Measure(MeasureSyntax measured)
    {
        var type = measured.Type is not null ? scope.BindTypeName(measured.Type) : TypeOf(measured.Operand!);
        if (type is null)
        {
            return Fail(measured.Type is not null ? "it measures a type that is not declared" : Reason);
        }

        if (measured.IsAlignment)
        {
            return SizeValue(measure.AlignOf(type));
        }

        if (measure.SizeOf(type) is not { } size)
        {
            return Fail("it measures '" + type + "', which is incomplete");
        }

        return size <= RecordLayout.MaximumSize ? SizeValue(size) : Fail("it measures '" + type + "', which is larger than an object can be");
    }

    private ConstantValue? Offsetof(OffsetofSyntax offsetof)
    {
        if (scope.BindTypeName(offsetof.Type) is not { } type)
        {
            return Fail("it names a type that is not declared");
        }

        var outer = _offsetofRoot;
        _offsetofRoot = type;
        var address = AddressOf(offsetof.Designator);
        _offsetofRoot = outer;
        return address is var (_, at) ? SizeValue((long)at) : null;
    }

    // C11 6.5.1.1p2: the association whose type is compatible with the operand's, its qualifiers and arrays gone; else the default.
    private ExpressionSyntax? Selected(GenericSyntax generic)
    {
        if (TypeOf(generic.Controlling) is not { } type)
        {
            return null;
        }

        string controlling = Decayed(type).ToString();
        ExpressionSyntax? selected = null;
        foreach (var (name, result) in generic.Associations)
        {
            if (name is null)
            {
                selected ??= result;
            }
            else if (scope.BindTypeName(name) is { } candidate && Compatible(candidate).ToString() == controlling)
            {
                return result;
            }
        }

        if (selected is null)
        {
            Fail("no association of its generic selection has the type '" + controlling + "'");
        }

        return selected;
    }

    // C11 6.3.2.1p2 to p4
    private static CType Decayed(CType type) => type.Canonical switch
    {
        ArrayType array => new PointerType(array.Element),
        FunctionType function => new PointerType(function),
        var value => Compatible(value),
    };

    // C11 6.7.2.2p4: an enumerated type is compatible with the integer type behind it.
    private static CType Compatible(CType type) => type.Canonical is EnumType @enum ? CTypes.Of(@enum.Declaration.UnderlyingType) : CTypes.Unqualified(type);
}
