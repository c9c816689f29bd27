// Stage: check. In: a translation unit. Out: each thing that it says, as an expression of C with the value that it has to have.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Tool.Dump;

namespace UapiGen.Tool.Check;

/// <summary>A claim that a compiler can judge.</summary>
/// <param name="Declaration">Where it is declared.</param>
/// <param name="Subject">What is told: <c>offsetof(struct x, y)</c>.</param>
/// <param name="Expression">An integer constant expression.</param>
/// <param name="Expected">Its value, as 64 bits.</param>
/// <param name="IsMacro">True for a claim about a macro, which has to be made while it is defined.</param>
internal sealed record CheckFact(Declaration Declaration, string Subject, string Expression, ulong Expected, bool IsMacro = false)
{
    public string Assertion => $"_Static_assert((unsigned long long)({Expression}) == 0x{Expected:x}ULL, \"\");";

    public static string Show(ulong value) => value <= long.MaxValue ? $"{value}" : $"{(long)value} (0x{value:x})";
}

/// <summary>Where a bit-field lies, which no expression of C tells.</summary>
/// <param name="Declaration">The bit-field.</param>
/// <param name="Record">Its record, as C names it.</param>
/// <param name="Designator">The member from there.</param>
/// <param name="Offset">Bits, counted as the ABI counts them.</param>
/// <param name="Width">Bits.</param>
internal sealed record BitFact(Declaration Declaration, string Record, string Designator, long Offset, int Width)
{
    public string Subject => $"bit-field {Record}.{Designator}";
}

internal sealed class CheckFacts(TranslationUnit unit, Func<Declaration, bool> isAsked)
{
    /// <summary>Claims about macros, then those about declarations.</summary>
    public List<CheckFact> All() =>
    [
        .. unit.Constants.Where(item => isAsked(item)).SelectMany(OfConstant),
        .. unit.Ioctls.Where(item => isAsked(item)).SelectMany(OfIoctl),
        .. unit.Records.Where(item => isAsked(item)).SelectMany(OfRecord),
        .. unit.Enums.Where(item => isAsked(item)).SelectMany(OfEnum),
        .. unit.Typedefs.Where(item => isAsked(item)).SelectMany(OfTypedef),
    ];

    public List<BitFact> Bits() =>
    [
        .. from record in unit.Records
           where isAsked(record)
           from member in Members(FieldShape.Of(record, unit.Target), "")
           where member.Shape.Field.BitWidth is not null
           select new BitFact(member.Shape.Field, Spell(record), member.Designator, member.Shape.BitOffset ?? 0, member.Shape.Field.BitWidth!.Value),
    ];

    private IEnumerable<CheckFact> OfRecord(RecordDeclaration record)
    {
        string name = Spell(record);
        yield return new CheckFact(record, $"sizeof({name})", $"sizeof({name})", (ulong)record.Size);
        yield return new CheckFact(record, $"_Alignof({name})", $"_Alignof({name})", (ulong)record.Alignment);
        foreach ((string designator, FieldShape shape) in Members(FieldShape.Of(record, unit.Target), "").Where(member => member.Shape.Field.BitWidth is null))
        {
            string operand = $"(({name} *)0)->{designator}";
            yield return new CheckFact(shape.Field, $"offsetof({name}, {designator})", $"__builtin_offsetof({name}, {designator})", (ulong)shape.Offset);
            if (shape.Field.Type.Canonical is not ArrayType { Length: null })
            {
                yield return new CheckFact(shape.Field, $"sizeof({name}.{designator})", $"sizeof({operand})", (ulong)shape.Size);
            }

            if (CanName(shape.Field.Type))
            {
                yield return TypeOf(shape.Field, $"{name}.{designator}", operand, shape.Field.Type);
            }
        }
    }

    private static IEnumerable<CheckFact> OfEnum(EnumDeclaration @enum)
    {
        if (@enum.Name is not null)
        {
            string name = new EnumType(@enum).ToString();
            yield return new CheckFact(@enum, $"sizeof({name})", $"sizeof({name})", (ulong)@enum.Size);
            yield return new CheckFact(@enum, $"signedness of {name}", $"(({name})-1) < ({name})1", @enum.IsSigned ? 1UL : 0);
        }

        foreach (EnumeratorDeclaration enumerator in @enum.Enumerators)
        {
            yield return new CheckFact(enumerator, $"value of {enumerator.Name}", enumerator.Name!, (ulong)enumerator.Value);
        }
    }

    private IEnumerable<CheckFact> OfTypedef(TypedefDeclaration typedef)
    {
        if (typedef.Type.Canonical is not BuiltinType { Kind: BuiltinKind.Void or BuiltinKind.VaList } && new TypeMeasure(unit.Target).SizeOf(typedef.Type) is { } size)
        {
            yield return new CheckFact(typedef, $"sizeof({typedef.Name})", $"sizeof({typedef.Name})", (ulong)size);
        }

        if (CanName(typedef.Type))
        {
            yield return TypeOf(typedef, typedef.Name!, typedef.Name!, typedef.Type);
        }
    }

    private static IEnumerable<CheckFact> OfConstant(ConstantDeclaration constant)
    {
        string name = constant.Name!;
        yield return new CheckFact(constant, $"sizeof({name})", $"sizeof({name})", (ulong)constant.Size, IsMacro: true);
        if (constant.Kind == ConstantKind.Integer)
        {
            yield return new CheckFact(constant, $"value of {name}", name, constant.IntegerBits, IsMacro: true);
        }
        else if (constant.Kind == ConstantKind.Float)
        {
            string value = constant.FloatValue.ToString("R", CultureInfo.InvariantCulture);
            yield return new CheckFact(constant, $"{name} == {value}", $"({name}) == {value}", 1, IsMacro: true);
        }
        else if (constant.Type.Canonical is ArrayType { Element: BuiltinType { Kind: BuiltinKind.Char } })
        {
            yield return new CheckFact(constant, $"characters of {name}", $"__builtin_memcmp({name}, {Literal(constant.StringValue!)}, {constant.Size}) == 0", 1, IsMacro: true);
        }
    }

    private static IEnumerable<CheckFact> OfIoctl(IoctlDeclaration ioctl)
    {
        yield return new CheckFact(ioctl, $"value of {ioctl.Name}", ioctl.Name!, ioctl.Value, IsMacro: true);
        if (ioctl.Argument is { } argument && CanName(argument))
        {
            yield return new CheckFact(ioctl, $"sizeof({argument}), argument of {ioctl.Name}", $"sizeof({argument})", (ulong)ioctl.Size, IsMacro: true);
        }
    }

    private static CheckFact TypeOf(Declaration declaration, string subject, string operand, CType type) => new(
        declaration, $"{subject} has the type {type}", $"__builtin_types_compatible_p(__typeof__({operand}), {type})", 1);

    private static IEnumerable<(string Designator, FieldShape Shape)> Members(IReadOnlyList<FieldShape> shapes, string prefix)
    {
        foreach (FieldShape shape in shapes)
        {
            string inner = prefix;
            if (shape.Field.Name is { } name)
            {
                yield return (prefix + name, shape);
                inner = prefix + name + string.Concat(Enumerable.Repeat("[0]", shape.ArrayLengths.Count)) + ".";
            }

            foreach ((string, FieldShape) member in Members(shape.Members ?? [], inner))
            {
                yield return member;
            }
        }
    }

    private static string Literal(string bytes)
    {
        var literal = new StringBuilder("\"");
        foreach (char c in bytes)
        {
            literal.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0'));
        }

        return literal.Append('"').ToString();
    }

    private static string Spell(RecordDeclaration record) => new RecordType(record).ToString();

    /// <summary>False when an untagged record or enum is a part of the type, which no other code can name.</summary>
    private static bool CanName(CType type) => !type.ToString().Contains("<anonymous>", StringComparison.Ordinal);
}
