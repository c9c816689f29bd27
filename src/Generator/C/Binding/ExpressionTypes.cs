// Stage: binding. The type of an expression that is not evaluated (sizeof, typeof, a dead branch), and the place of an lvalue.
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed partial class ConstantEvaluator
{
    /// <summary>The type of an expression; null with a <see cref="Reason"/> when it is not known.</summary>
    public CType? TypeOf(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case MemberSyntax member:
                var target = TypeOf(member.Target)?.Canonical;
                var record = member.IsArrow ? (target as PointerType)?.Target.Canonical : target;
                return record is RecordType { Declaration: var declaration } && MemberLookup.Find(declaration, member.Name.Text) is var (field, _)
                    ? field.Type
                    : FailType("'" + member.Name.Text + "' is no member that is known");
            case IndexSyntax index:
                return ElementOf(TypeOf(index.Target));
            case UnarySyntax { Operation: TokenKind.Star } dereference:
                return ElementOf(TypeOf(dereference.Operand));
            case UnarySyntax { Operation: TokenKind.Amp } address:
                return TypeOf(address.Operand) is { } pointed ? new PointerType(pointed) : null;
            case CastSyntax cast:
                return scope.BindTypeName(cast.Type) ?? FailType("it casts to a type that is not declared");
            case OffsetofSyntax.Root:
                return _offsetofRoot;
            case ConditionalSyntax conditional:
                return Common(TypeOf(conditional.WhenTrue ?? conditional.Condition), TypeOf(conditional.WhenFalse));
            case BinarySyntax binary:
                return TypeOf(binary);
            case GenericSyntax generic:
                return Selected(generic) is { } selected ? TypeOf(selected) : null;
            case UnarySyntax unary:
                return unary.Operation == TokenKind.Bang ? CTypes.Int : TypeOf(unary.Operand) is { } operand ? Promoted(operand) : null;
            default:
                return Evaluate(expression)?.Type;
        }
    }

    private CType? TypeOf(BinarySyntax binary)
    {
        var chain = Chain(binary, out var first);
        var type = TypeOf(first);
        while (chain.Count > 0)
        {
            var next = chain.Pop();
            type = next.Operation switch
            {
                TokenKind.Comma => TypeOf(next.Right),
                TokenKind.LessLess or TokenKind.GreaterGreater => type is null ? null : Promoted(type),
                TokenKind.AmpAmp or TokenKind.PipePipe or TokenKind.EqualEqual or TokenKind.BangEqual
                    or TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual => CTypes.Int,
                TokenKind.Minus when type?.Canonical is PointerType && TypeOf(next.Right)?.Canonical is PointerType =>
                    CTypes.Of(measure.Target.PointerSize == 8 ? BuiltinKind.Long : BuiltinKind.Int),
                _ => Common(type, TypeOf(next.Right)),
            };
        }

        return type;
    }

    private CType Promoted(CType type) => CTypes.IntegerKind(type) is { } kind ? CTypes.Of(Promote(kind)) : type;

    /// <summary>The type of an operator's result, or of <c>?:</c>; the known one where only one is.</summary>
    private CType? Common(CType? left, CType? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        if (CTypes.IsFloating(left) || CTypes.IsFloating(right))
        {
            var (a, b) = (FloatingKind(left), FloatingKind(right));
            return CTypes.Of(a > b ? a : b);
        }

        return CTypes.IntegerKind(left) is { } first && CTypes.IntegerKind(right) is { } second ? CTypes.Of(Common(first, second))
            : CTypes.IntegerKind(left) is null ? left : right;
    }

    private CType? FailType(string reason)
    {
        Reason = reason;
        return null;
    }

    private CType? ElementOf(CType? type) => type?.Canonical switch
    {
        ArrayType array => array.Element,
        PointerType pointer => pointer.Target,
        _ => FailType("it reads memory"),
    };

    /// <summary>Type and address of an lvalue whose address is a plain number; null with a reason otherwise.</summary>
    private (CType Type, ulong At)? AddressOf(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case OffsetofSyntax.Root when _offsetofRoot is not null:
                return (_offsetofRoot, 0);
            case UnarySyntax { Operation: TokenKind.Star } dereference:
                return Evaluate(dereference.Operand) is { Type.Canonical: PointerType pointer } value ? (pointer.Target, value.Bits) : FailAddress();
            case MemberSyntax member:
                return AddressOfMember(member);
            case IndexSyntax index:
                return AddressOfElement(index);
            default:
                return FailAddress();
        }
    }

    private (CType, ulong)? FailAddress()
    {
        Reason = "it takes the address of an object";
        return null;
    }

    private (CType Type, ulong At)? AddressOfMember(MemberSyntax member)
    {
        (CType Type, ulong At)? target = member.IsArrow
            ? Evaluate(member.Target) is { Type.Canonical: PointerType pointer } value ? (pointer.Target, value.Bits) : null
            : AddressOf(member.Target);
        if (target is not var (type, at))
        {
            return null;
        }

        if (type.Canonical is RecordType { Declaration: var record } && MemberLookup.Find(record, member.Name.Text) is var (field, offset))
        {
            return (field.Type, at + (ulong)offset);
        }

        Reason = "'" + member.Name.Text + "' is no member of '" + type + "'";
        return null;
    }

    private (CType Type, ulong At)? AddressOfElement(IndexSyntax index)
    {
        if (EvaluateInteger(index.Index) is not { } subscript || (AddressOf(index.Target) is not var (type, at)))
        {
            return null;
        }

        var element = ElementOf(type);
        return element is not null && measure.SizeOf(element) is { } size ? (element, at + (subscript.Bits * (ulong)size)) : null;
    }

    /// <summary>The address of an array member decays to a number; anything else would read memory.</summary>
    private ConstantValue? MemberOrIndex(ExpressionSyntax expression) =>
        AddressOf(expression) is var (type, at) && type.Canonical is ArrayType array
            ? new ConstantValue(new PointerType(array.Element), at)
            : Fail("it reads memory");
}

/// <summary>Finds members by name, through anonymous structs and unions (C11 6.7.2.1p13).</summary>
internal static class MemberLookup
{
    /// <summary>The member and its offset in bytes from the record's start; null when there is none.</summary>
    public static (FieldDeclaration Field, long Offset)? Find(RecordDeclaration record, string name)
    {
        foreach (var field in record.Fields)
        {
            if (field.Name == name)
            {
                return (field, field.Offset);
            }

            if (field.Name is null && field.Type.Canonical is RecordType { Declaration: var inner } && Find(inner, name) is var (found, offset))
            {
                return (found, field.Offset + offset);
            }
        }

        return null;
    }
}

/// <summary>What names mean where a constant expression stands.</summary>
internal interface IScope
{
    /// <summary>The value of an enumerator; null when the name is none.</summary>
    ConstantValue? FindEnumerator(Name name);

    bool IsTypedef(Name name);

    /// <summary>The type that a type name denotes; null when it is not declared.</summary>
    CType? BindTypeName(TypeNameSyntax type);
}
