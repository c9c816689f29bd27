// Stage: binding. Enums: values, and the integer type that GCC and Clang choose (C11 6.7.2.2; GCC manual, "Structures unions enumerations").
using System.Collections.Generic;
using UapiGen.C.Parsing;

namespace UapiGen.C.Binding;

internal sealed partial class Binder
{
    private EnumDeclaration BindEnum(EnumSyntax syntax, SpecifiersSyntax specifiers, RecordDeclaration? parent)
    {
        EnumDeclaration? declared = null;
        if (syntax.Tag is not null && !_enums.TryGetValue(syntax.Tag, out declared))
        {
            declared = new EnumDeclaration { Name = syntax.Tag.Text, IsTagged = true, Location = syntax.TagSpan };
            _enums.Add(syntax.Tag, declared);
        }

        var @enum = declared ?? new EnumDeclaration();
        if (!syntax.HasBody)
        {
            return @enum;
        }

        if (@enum.IsComplete)
        {
            Report(ParsingDiagnostics.Redefinition, syntax.TagSpan, @enum.Name ?? "");
            return @enum;
        }

        @enum.Location = syntax.Tag is null ? syntax.Span : syntax.TagSpan;
        @enum.Parent = parent;
        _starts[@enum] = specifiers.Span;
        Enums.Add(@enum);
        BindEnumerators(@enum, syntax);
        return @enum;
    }

    private void BindEnumerators(EnumDeclaration @enum, EnumSyntax syntax)
    {
        var enumerators = new List<EnumeratorDeclaration>();
        var names = new List<EnumeratorSyntax>();
        ulong next = 0;
        bool isNextUnsigned = false;
        bool isNextKnown = true;
        foreach (var enumerator in syntax.Enumerators)
        {
            ulong bits = next;
            bool isUnsigned = isNextUnsigned;
            if (enumerator.Value is null && !isNextKnown)
            {
                Report(ParsingDiagnostics.NotConstant, enumerator.Span, "An enumerator's value", "the one before it is not known or the largest there is", enumerator.Name.Text);
                continue;
            }

            if (enumerator.Value is { } expression)
            {
                if (Evaluator.EvaluateInteger(expression) is not { } value)
                {
                    Report(ParsingDiagnostics.NotConstant, expression.Span, "An enumerator's value", Evaluator.Reason, enumerator.Name.Text);
                    isNextKnown = false;
                    continue;
                }

                bits = value.Bits;
                isUnsigned = CTypes.IntegerKind(value.Type) is { } kind && !Measure.IsSigned(kind);
            }

            if (_enumerators.ContainsKey(enumerator.Name))
            {
                Report(ParsingDiagnostics.Redefinition, enumerator.Span, enumerator.Name.Text);
                continue;
            }

            isNextKnown = bits != ulong.MaxValue || !isUnsigned;
            enumerators.Add(new EnumeratorDeclaration
            {
                Name = enumerator.Name.Text,
                Location = enumerator.Span,
                Value = (long)bits,
                IsUnsigned64 = isUnsigned && bits > long.MaxValue,
            });
            names.Add(enumerator);
            var provisional = FitsInt(bits, isUnsigned) ? BuiltinKind.Int : isUnsigned ? BuiltinKind.UnsignedLongLong : BuiltinKind.LongLong;
            _enumerators[enumerator.Name] = Evaluator.Integer(provisional, bits);
            next = bits + 1;
            isNextUnsigned = isUnsigned || next == 1UL << 63;
        }

        @enum.Enumerators = enumerators;
        ChooseType(@enum, syntax);
        foreach (var enumerator in names)
        {
            var value = _enumerators[enumerator.Name];
            if (CTypes.IntegerKind(value.Type) != BuiltinKind.Int)
            {
                _enumerators[enumerator.Name] = Evaluator.Integer(@enum.UnderlyingType, value.Bits);
            }
        }
    }

    private static bool FitsInt(ulong bits, bool isUnsigned) => isUnsigned ? bits <= int.MaxValue : (long)bits is >= int.MinValue and <= int.MaxValue;

    /// <summary>unsigned int, int, then the 64-bit types; the narrowest one that holds all when the enum is packed.</summary>
    private void ChooseType(EnumDeclaration @enum, EnumSyntax syntax)
    {
        bool isNegative = false;
        ulong largest = 0;
        long smallest = 0;
        foreach (var enumerator in @enum.Enumerators)
        {
            if (enumerator.Value < 0 && !enumerator.IsUnsigned64)
            {
                isNegative = true;
                smallest = System.Math.Min(smallest, enumerator.Value);
            }
            else
            {
                largest = System.Math.Max(largest, (ulong)enumerator.Value);
            }
        }

        bool Fits(int bits) => isNegative
            ? bits == 64 || (smallest >= -(1L << (bits - 1)) && largest < 1UL << (bits - 1))
            : bits == 64 || largest >> bits == 0;
        bool isLong = Measure.Target.LongSize == 8;
        var kind = (isNegative, Fits(32)) switch
        {
            (false, true) => BuiltinKind.UnsignedInt,
            (true, true) => BuiltinKind.Int,
            (false, false) => isLong ? BuiltinKind.UnsignedLong : BuiltinKind.UnsignedLongLong,
            (true, false) => isLong ? BuiltinKind.Long : BuiltinKind.LongLong,
        };
        if (IsPacked(syntax.Attributes) && Fits(16))
        {
            kind = (isNegative, Fits(8)) switch
            {
                (false, true) => BuiltinKind.UnsignedChar,
                (true, true) => BuiltinKind.SignedChar,
                (false, false) => BuiltinKind.UnsignedShort,
                (true, false) => BuiltinKind.Short,
            };
        }

        if (syntax.FixedType is { } fixedType && BindTypeName(fixedType) is { } type && CTypes.IntegerKind(type) is { } given)
        {
            kind = given;
        }

        @enum.UnderlyingType = kind;
        @enum.Size = Measure.SizeOf(kind);
        @enum.IsSigned = Measure.IsSigned(kind);
        @enum.IsComplete = true;
    }
}
