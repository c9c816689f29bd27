// Stage: binding. GNU attributes that change a type or its layout: aligned, packed, mode, vector_size (GCC manual, "Type Attributes").
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed partial class Binder
{
    private const long MaximumAlignment = 1L << 28;

    private static readonly List<AttributeSyntax> NoAttributes = [];

    /// <summary>Bytes that <c>aligned</c> asks for on an object or a member, the largest one winning (C11 6.7.5p6); 0 for none.</summary>
    private long AlignmentOf(params List<AttributeSyntax>[] lists)
    {
        long alignment = 0;
        foreach (var attribute in All(lists))
        {
            if (attribute.Name == "aligned")
            {
                alignment = Math.Max(alignment, attribute.Value is null ? Measure.Target.BiggestAlignment : AlignmentValue(attribute.Value));
            }
        }

        return alignment;
    }

    /// <summary>Bytes that <c>aligned</c> asks for on a type, where GCC lets the last one win; Clang takes the largest. 0 for none.</summary>
    private long TypeAlignmentOf(params List<AttributeSyntax>[] lists)
    {
        var last = All(lists).FindLast(static attribute => attribute.Name == "aligned");
        return last is null ? 0 : AlignmentOf([last]);
    }

    /// <summary>Bytes that <c>_Alignas</c> asks for; 0 for none.</summary>
    private long AlignasOf(SpecifiersSyntax specifiers)
    {
        long alignment = 0;
        foreach (var value in specifiers.AlignasValues)
        {
            alignment = Math.Max(alignment, AlignmentValue(value));
        }

        return alignment;
    }

    private long AlignmentValue(ExpressionSyntax expression)
    {
        if (Evaluator.EvaluateInteger(expression) is not { } value)
        {
            Report(LayoutDiagnostics.InvalidAlignment, expression.Span, "no constant: " + Evaluator.Reason);
            return 0;
        }

        long alignment = (long)value.Bits;
        if (alignment is < 0 or > MaximumAlignment || (alignment & (alignment - 1)) != 0)
        {
            Report(LayoutDiagnostics.InvalidAlignment, expression.Span, alignment.ToString(CultureInfo.InvariantCulture));
            return 0;
        }

        return alignment;
    }

    private static bool IsPacked(params List<AttributeSyntax>[] lists) =>
        All(lists).Exists(static attribute => attribute.Name == "packed");

    /// <summary>Attributes in order; most declarations have none.</summary>
    private static List<AttributeSyntax> All(List<AttributeSyntax>[] lists)
    {
        List<AttributeSyntax>? all = null;
        foreach (var list in lists)
        {
            if (list.Count > 0)
            {
                all = all is null ? list : [.. all, .. list];
            }
        }

        return all ?? NoAttributes;
    }

    /// <summary>The type with <c>mode</c> and <c>vector_size</c> applied to it.</summary>
    private CType? ApplyTypeAttributes(CType type, params List<AttributeSyntax>[] lists)
    {
        foreach (var attribute in All(lists))
        {
            if (attribute.Name == "mode" && attribute.Arguments.Count > 0)
            {
                type = WithMode(type, attribute.Arguments[0].Text.Trim('_'));
            }
            else if (attribute.Name == "vector_size" && attribute.Value is { } size)
            {
                if (Evaluator.EvaluateInteger(size) is not { } bytes || (long)bytes.Bits <= 0 || (long)bytes.Bits > MaximumAlignment)
                {
                    Report(ParsingDiagnostics.NotConstant, size.Span, "A vector's size", Evaluator.Reason, "the declaration");
                    return null;
                }

                type = new VectorType(type, (long)bytes.Bits);
            }
        }

        return type;
    }

    /// <summary>GNU machine modes: an integer type of a width, or a floating one.</summary>
    private CType WithMode(CType type, string mode)
    {
        bool isSigned = CTypes.IntegerKind(type) is not { } kind || Measure.IsSigned(kind);
        int size = mode switch
        {
            "QI" or "byte" => 1,
            "HI" => 2,
            "SI" => 4,
            "DI" => 8,
            "TI" => 16,
            "word" or "pointer" or "unwind_word" => Measure.Target.PointerSize,
            _ => 0,
        };
        BuiltinKind? changed = (size, isSigned) switch
        {
            (1, true) => BuiltinKind.SignedChar,
            (1, false) => BuiltinKind.UnsignedChar,
            (2, true) => BuiltinKind.Short,
            (2, false) => BuiltinKind.UnsignedShort,
            (4, true) => BuiltinKind.Int,
            (4, false) => BuiltinKind.UnsignedInt,
            (8, true) => Measure.Target.LongSize == 8 ? BuiltinKind.Long : BuiltinKind.LongLong,
            (8, false) => Measure.Target.LongSize == 8 ? BuiltinKind.UnsignedLong : BuiltinKind.UnsignedLongLong,
            (16, true) => BuiltinKind.Int128,
            (16, false) => BuiltinKind.UnsignedInt128,
            _ => mode switch
            {
                "SF" => BuiltinKind.Float,
                "DF" => BuiltinKind.Double,
                "TF" or "XF" => BuiltinKind.LongDouble,
                _ => null,
            },
        };
        return changed is { } known ? CTypes.Of(known) : type;
    }

    private static string? CountedBy(IReadOnlyList<AttributeSyntax> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name.StartsWith("counted_by", StringComparison.Ordinal) && attribute.Arguments.Count > 0)
            {
                return string.Concat(attribute.Arguments.Select(static (Token token) => token.Text));
            }
        }

        return null;
    }
}
