// Stage: binding. From specifiers and declarators to types (C11 6.7.2, 6.7.6).
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed partial class Binder
{
    /// <summary>The type that specifiers denote; null, reported, when they denote none.</summary>
    private CType? BindSpecifiers(SpecifiersSyntax specifiers, RecordDeclaration? parent)
    {
        CType? type;
        if (specifiers.Record is { } record)
        {
            type = new RecordType(BindRecord(record, specifiers, parent));
        }
        else if (specifiers.Enum is { } @enum)
        {
            type = new EnumType(BindEnum(@enum, specifiers, parent));
        }
        else if (specifiers.TypedefName is { } typedefName)
        {
            type = BindTypedefName(typedefName, specifiers);
        }
        else if (specifiers.TypeofType is { } typeofType)
        {
            type = BindTypeName(typeofType);
        }
        else if (specifiers.TypeofExpression is { } typeofExpression)
        {
            type = Evaluator.TypeOf(typeofExpression);
            if (type is null)
            {
                Report(ParsingDiagnostics.NotConstant, specifiers.Span, "The operand of typeof", Evaluator.Reason, "the declaration");
            }
        }
        else
        {
            type = specifiers.Basic is not { } basic ? null : basic.IsComplex ? BindComplex(basic) : BindBasic(basic);
            if (type is null)
            {
                Report(ParsingDiagnostics.InvalidSpecifiers, specifiers.Span);
            }
        }

        return type is null ? null : CTypes.Qualified(type, specifiers.Qualifiers);
    }

    private TypedefType? BindTypedefName(Name name, SpecifiersSyntax specifiers)
    {
        if (_typedefs.TryGetValue(name, out var typedef) && typedef is not null)
        {
            return new TypedefType(typedef);
        }

        Report(ParsingDiagnostics.UnknownTypedefUse, specifiers.Span, "The declaration", name.Text);
        return null;
    }

    // C11 6.7.2p2; GNU C: _Complex by itself is _Complex double, and integers may be complex.
    private ComplexType? BindComplex(BasicTypeSyntax basic)
    {
        bool isBare = basic is { Base: Keyword.None, LongCount: 0, IsShort: false, IsSigned: false, IsUnsigned: false };
        CType? element = isBare ? CTypes.Of(BuiltinKind.Double) : BindBasic(basic);
        return element is BuiltinType { Kind: not (BuiltinKind.Void or BuiltinKind.Bool or BuiltinKind.VaList) } ? new ComplexType(element) : null;
    }

    // C11 6.7.2p2
    private BuiltinType? BindBasic(BasicTypeSyntax basic)
    {
        BuiltinKind Signed(BuiltinKind signed, BuiltinKind unsigned) => basic.IsUnsigned ? unsigned : signed;
        bool isPlain = basic is { LongCount: 0, IsShort: false };
        BuiltinKind? kind = basic.Base switch
        {
            _ when basic.IsSigned && basic.IsUnsigned => null,
            Keyword.Void when isPlain => BuiltinKind.Void,
            Keyword.Bool when isPlain => BuiltinKind.Bool,
            Keyword.Char when isPlain => basic.IsSigned ? BuiltinKind.SignedChar : Signed(BuiltinKind.Char, BuiltinKind.UnsignedChar),
            Keyword.Float when isPlain => BuiltinKind.Float,
            Keyword.Double when isPlain => BuiltinKind.Double,
            Keyword.Double when basic.LongCount == 1 => BuiltinKind.LongDouble,
            Keyword.Float128 when isPlain => BuiltinKind.Float128,
            Keyword.Int128 when isPlain && Measure.Target.PointerSize == 8 => // GCC, "128-bit Integers"; clang refuses it elsewhere too.
                Signed(BuiltinKind.Int128, BuiltinKind.UnsignedInt128),
            Keyword.BuiltinVaList when isPlain => BuiltinKind.VaList,
            Keyword.Int or Keyword.None when basic.IsShort && basic.LongCount == 0 => Signed(BuiltinKind.Short, BuiltinKind.UnsignedShort),
            Keyword.Int or Keyword.None when !basic.IsShort => basic.LongCount switch
            {
                0 => Signed(BuiltinKind.Int, BuiltinKind.UnsignedInt),
                1 => Signed(BuiltinKind.Long, BuiltinKind.UnsignedLong),
                2 => Signed(BuiltinKind.LongLong, BuiltinKind.UnsignedLongLong),
                _ => null,
            },
            _ => null,
        };
        return kind is { } known ? CTypes.Of(known) : null;
    }

    /// <summary>The declarator's type around the specified one, from the inside out (C11 6.7.6p5).</summary>
    private CType? BindDeclarator(CType type, DeclaratorSyntax declarator)
    {
        foreach (var pointer in declarator.Pointers)
        {
            type = CTypes.Qualified(new PointerType(type), pointer.Qualifiers);
        }

        for (int i = declarator.Suffixes.Count - 1; i >= 0; i--)
        {
            var suffix = declarator.Suffixes[i];
            CType? around = suffix.IsFunction ? BindFunction(type, suffix) : BindArray(type, suffix, declarator);
            if (around is null)
            {
                return null;
            }

            type = around;
        }

        if (type.Weight > CType.MaximumWeight)
        {
            Report(ParsingDiagnostics.NestedTooDeeply, declarator.NameSpan, CType.MaximumWeight.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return null;
        }

        return declarator.Inner is { } inner ? BindDeclarator(type, inner) : type;
    }

    private ArrayType? BindArray(CType element, DeclaratorSuffixSyntax suffix, DeclaratorSyntax declarator)
    {
        string name = declarator.DeclaredName?.Text ?? "the type";
        if (suffix.Length is null)
        {
            return new ArrayType(element, null);
        }

        if (Evaluator.EvaluateInteger(suffix.Length) is not { } length)
        {
            // A parameter's array may have a length that only the call knows (C11 6.7.6.2p5).
            if (_parameterDepth > 0)
            {
                return new ArrayType(element, null);
            }

            Report(ParsingDiagnostics.NotConstant, suffix.Length.Span, "An array's length", Evaluator.Reason, name);
            return null;
        }

        bool isNegative = (long)length.Bits < 0;
        if (isNegative)
        {
            Report(ParsingDiagnostics.NotConstant, suffix.Length.Span, "An array's length", "it is negative or too large", name);
            return null;
        }

        return new ArrayType(element, (long)length.Bits);
    }

    private FunctionType? BindFunction(CType @return, DeclaratorSuffixSyntax suffix)
    {
        var parameters = new List<FunctionParameter>();
        foreach (var parameter in suffix.Parameters)
        {
            _parameterDepth++;
            var type = BindSpecifiers(parameter.Specifiers, null);
            if (type is not null && parameter.Declarator is { } declarator)
            {
                type = BindDeclarator(type, declarator);
            }

            _parameterDepth--;

            if (type is null)
            {
                return null;
            }

            bool isVoid = parameter.Declarator is null && type.Canonical is BuiltinType { Kind: BuiltinKind.Void };
            if (!isVoid)
            {
                parameters.Add(new FunctionParameter(parameter.Declarator?.DeclaredName?.Text, Adjusted(type)));
            }
        }

        return new FunctionType(@return, parameters, suffix.IsVariadic);
    }

    // C11 6.7.6.3p7 and p8: arrays and functions become pointers.
    private static CType Adjusted(CType type) => type.Canonical switch
    {
        ArrayType array => new PointerType(array.Element),
        FunctionType => new PointerType(type),
        _ => type,
    };
}
