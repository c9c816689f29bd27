// Stage: binding. Which type a macro's parameter gets. C gives it none: the macro computes with whatever type its argument has.
//
//   every use is cast to an integer type     64-bit types: unsigned long long, or long long when all are signed; else unsigned int or int
//   every use is the count of a shift        int
//   something has 64 bits in the body        unsigned long long
//   a use under a bit operator or a shift    unsigned int
//   something is unsigned in the body        unsigned int
//   anything else                            int
//
// "Something" is a constant or a cast; a shift by 32 or more says 64 bits too. A count of a shift says nothing, for C takes its value alone.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

/// <param name="parameters">The names that stand for the parameters.</param>
/// <param name="binder">What names mean.</param>
internal sealed class ParameterKinds(IReadOnlyList<Name> parameters, Binder binder)
{
    private readonly List<Use>[] _uses = parameters.Select(_ => new List<Use>()).ToArray();
    private bool _hasWide;
    private bool _hasUnsigned;

    private enum Role
    {
        /// <summary>Compared with zero, or not used: any type does.</summary>
        Truth,
        Cast,
        ShiftCount,
        Bits,
        Arithmetic,
    }

    /// <param name="Role">Where the parameter stands.</param>
    /// <param name="Kind">The type of a cast.</param>
    private readonly record struct Use(Role Role, BuiltinKind Kind);

    public static bool Mentions(ExpressionSyntax? expression, IReadOnlyList<Name> parameters) => expression switch
    {
        NameSyntax name => parameters.Contains(name.Name),
        UnarySyntax unary => Mentions(unary.Operand, parameters),
        BinarySyntax binary => Mentions(binary.Left, parameters) || Mentions(binary.Right, parameters),
        ConditionalSyntax conditional => Mentions(conditional.Condition, parameters) || Mentions(conditional.WhenTrue, parameters) || Mentions(conditional.WhenFalse, parameters),
        CastSyntax cast => Mentions(cast.Operand, parameters) || Mentions(cast.Type.Specifiers.TypeofExpression, parameters),
        MeasureSyntax measured => Mentions(measured.Operand, parameters),
        OffsetofSyntax offsetof => Mentions(offsetof.Designator, parameters),
        CallSyntax call => Mentions(call.Callee, parameters) || call.Arguments.Any(argument => Mentions(argument, parameters)),
        MemberSyntax member => parameters.Contains(member.Name) || Mentions(member.Target, parameters),
        IndexSyntax index => Mentions(index.Target, parameters) || Mentions(index.Index, parameters),
        GenericSyntax generic => Mentions(generic.Controlling, parameters) || generic.Associations.Any(association => Mentions(association.Result, parameters)),
        _ => false,
    };

    /// <summary>True when operators are nested in each other beyond a number of levels; it is asked before anything else walks down.</summary>
    public static bool IsDeeper(ExpressionSyntax? expression, int levels) => expression is not null && (levels == 0 || expression switch
    {
        UnarySyntax unary => IsDeeper(unary.Operand, levels - 1),
        BinarySyntax binary => IsDeeper(binary.Left, levels - 1) || IsDeeper(binary.Right, levels - 1),
        ConditionalSyntax conditional => IsDeeper(conditional.Condition, levels - 1) || IsDeeper(conditional.WhenTrue, levels - 1) || IsDeeper(conditional.WhenFalse, levels - 1),
        CastSyntax cast => IsDeeper(cast.Operand, levels - 1),
        MeasureSyntax measured => IsDeeper(measured.Operand, levels - 1),
        OffsetofSyntax offsetof => IsDeeper(offsetof.Designator, levels - 1),
        CallSyntax call => IsDeeper(call.Callee, levels - 1) || call.Arguments.Any(argument => IsDeeper(argument, levels - 1)),
        MemberSyntax member => IsDeeper(member.Target, levels - 1),
        IndexSyntax index => IsDeeper(index.Target, levels - 1) || IsDeeper(index.Index, levels - 1),
        GenericSyntax generic => IsDeeper(generic.Controlling, levels - 1) || generic.Associations.Any(association => IsDeeper(association.Result, levels - 1)),
        _ => false,
    });

    /// <summary>The parameter whose type a cast names by <c>typeof(x)</c>, as an index; -1 when it names another type.</summary>
    public static int TypeofParameter(TypeNameSyntax type, IReadOnlyList<Name> parameters) =>
        type is { Specifiers.TypeofExpression: NameSyntax name, Declarator: { Inner: null, Pointers.Count: 0, Suffixes.Count: 0 } }
            ? parameters.ToList().IndexOf(name.Name)
            : -1;

    public IReadOnlyList<BuiltinKind> Choose(ExpressionSyntax body)
    {
        Visit(body, new Use(Role.Arithmetic, default));
        return _uses.Select(Choose).ToArray();
    }

    private BuiltinKind Choose(List<Use> uses)
    {
        if (uses.Count > 0 && uses.All(use => use.Role == Role.Cast))
        {
            List<BuiltinKind> wide = uses.Select(use => use.Kind).Where(IsWide).ToList();
            return wide.Count > 0 ? wide.All(IsSigned) ? BuiltinKind.LongLong : BuiltinKind.UnsignedLongLong
                : uses.All(use => IsSigned(use.Kind)) ? BuiltinKind.Int : BuiltinKind.UnsignedInt;
        }

        return uses.All(use => use.Role is Role.ShiftCount) ? BuiltinKind.Int
            : _hasWide ? BuiltinKind.UnsignedLongLong
            : _hasUnsigned || uses.Any(use => use.Role is Role.Bits) ? BuiltinKind.UnsignedInt
            : BuiltinKind.Int;
    }

    private void Visit(ExpressionSyntax expression, Use use)
    {
        if (!Mentions(expression, parameters))
        {
            if (use.Role is Role.Bits or Role.Arithmetic && binder.Evaluator.EvaluateInteger(expression) is { } value)
            {
                Note(value.Type);
            }

            return;
        }

        switch (expression)
        {
            case NameSyntax name:
                _uses[parameters.ToList().IndexOf(name.Name)].Add(use);
                break;
            case UnarySyntax unary:
                Visit(unary.Operand, RoleOf(unary.Operation));
                break;
            case BinarySyntax binary:
                Visit(binary.Left, RoleOf(binary.Operation));
                Visit(binary.Right, RoleOf(binary.Operation) with { Role = IsShift(binary) ? Role.ShiftCount : RoleOf(binary.Operation).Role });
                _hasWide |= IsShift(binary) && !Mentions(binary.Right, parameters) && binder.Evaluator.EvaluateInteger(binary.Right)?.Bits >= 32;
                break;
            case ConditionalSyntax conditional:
                Visit(conditional.Condition, conditional.WhenTrue is null ? use : new Use(Role.Truth, default));
                Visit(conditional.WhenFalse, use);
                if (conditional.WhenTrue is not null)
                {
                    Visit(conditional.WhenTrue, use);
                }

                break;
            case CastSyntax cast when Mentions(cast.Type.Specifiers.TypeofExpression, parameters):
                Visit(cast.Operand, new Use(Role.Arithmetic, default));
                break;
            case CastSyntax cast when binder.BindTypeName(cast.Type) is { } type && CTypes.IntegerKind(type) is { } kind:
                Note(type);
                Visit(cast.Operand, new Use(cast.Operand is NameSyntax ? Role.Cast : Role.Arithmetic, kind));
                break;
        }
    }

    private void Note(CType type)
    {
        if (CTypes.IntegerKind(type) is { } kind)
        {
            _hasWide |= IsWide(kind);
            _hasUnsigned |= kind == BuiltinKind.UnsignedInt;
        }
    }

    private static Use RoleOf(TokenKind operation) => new(
        operation switch
        {
            TokenKind.Amp or TokenKind.Pipe or TokenKind.Caret or TokenKind.Tilde or TokenKind.LessLess or TokenKind.GreaterGreater => Role.Bits,
            TokenKind.AmpAmp or TokenKind.PipePipe or TokenKind.Bang => Role.Truth,
            _ => Role.Arithmetic,
        },
        default);

    private static bool IsShift(BinarySyntax binary) => binary.Operation is TokenKind.LessLess or TokenKind.GreaterGreater;

    private bool IsWide(BuiltinKind kind) => binder.Measure.SizeOf(kind) >= 8;

    private bool IsSigned(BuiltinKind kind) => kind != BuiltinKind.Bool && binder.Measure.IsSigned(kind);
}
