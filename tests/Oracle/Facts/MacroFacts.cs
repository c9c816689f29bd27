// Stage: facts. What the front end says of macros: constants' values and types, and the parts of ioctl numbers.
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Oracle.Facts;

internal static class MacroFacts
{
    public static IEnumerable<Fact> Of(ConstantDeclaration constant)
    {
        string name = constant.Name!;
        yield return new Fact($"sizeof({name})", $"sizeof({name})", (ulong)constant.Size);
        if (constant.Kind == ConstantKind.String)
        {
            if (constant.Type.Canonical is ArrayType { Element: BuiltinType { Kind: BuiltinKind.Char } })
            {
                yield return new Fact($"characters of {name}", StringComparison(name, constant.StringValue!), 1);
            }

            yield break;
        }

        BuiltinKind? kind = constant.Type.Canonical switch
        {
            BuiltinType builtin => builtin.Kind,
            EnumType @enum => @enum.Declaration.UnderlyingType,
            _ => null,
        };
        yield return new ArithmeticTypeFact($"type of {name}", name, kind is { } known ? ArithmeticTypes.IndexOf(known) : 0);
        if (constant.Kind == ConstantKind.Float)
        {
            // A member's bound may be folded, where a static assertion wants an integer constant expression (C11 6.6p6).
            string value = constant.FloatValue.ToString("R", CultureInfo.InvariantCulture);
            yield return new Fact($"{name} == {value}", $"sizeof(struct {{ char uapigen_equal[({name}) == {value} ? 1 : 2]; }}) == 1", 1);
            yield break;
        }

        yield return new Fact($"value of {name}", name, constant.IntegerBits);
        yield return new Fact($"signedness of {name}", $"(__typeof__({name}))-1 < (__typeof__({name}))1", constant.IsSigned ? 1UL : 0);
    }

    public static IEnumerable<Fact> Of(IoctlDeclaration ioctl, Target target)
    {
        string name = ioctl.Name!;
        yield return new Fact($"value of {name}", name, ioctl.Value);
        yield return new Fact($"ioctl number in {name}", $"({name}) & 0xff", (ulong)ioctl.Number);
        yield return new Fact($"ioctl type in {name}", $"(({name}) >> 8) & 0xff", (ulong)ioctl.Type);

        // An argument too large for the number's size bits runs into the direction's: the value alone has both then.
        if (ioctl.Size <= SizeMask(target))
        {
            yield return new Fact($"size in {name}", $"(({name}) >> 16) & {SizeMask(target)}", (ulong)ioctl.Size);
            yield return new Fact($"direction in {name}", $"((unsigned int)({name})) >> {DirectionShift(target)}", DirectionBits(ioctl.Direction, target));
        }

        if (ioctl.Argument is { } argument && Spelling.CanName(argument))
        {
            yield return new Fact($"sizeof({argument}), argument of {name}", $"sizeof({argument})", (ulong)ioctl.Size);
        }
    }

    /// <summary>MIPS, PowerPC and SPARC have three bits of direction, not two (their asm/ioctl.h).</summary>
    private static bool HasWideDirection(Target target) => target == Target.Mips64El || target == Target.Ppc64Le;

    private static int SizeMask(Target target) => HasWideDirection(target) ? 0x1fff : 0x3fff;

    private static int DirectionShift(Target target) => HasWideDirection(target) ? 29 : 30;

    private static ulong DirectionBits(IoctlDirection direction, Target target) => (direction, HasWideDirection(target)) switch
    {
        (IoctlDirection.None, false) => 0,
        (IoctlDirection.None, true) => 1,
        (IoctlDirection.Read, _) => 2,
        (IoctlDirection.Write, false) => 1,
        (IoctlDirection.Write, true) => 4,
        (_, false) => 3,
        (_, true) => 6,
    };

    private static string StringComparison(string name, string bytes)
    {
        var literal = new StringBuilder();
        foreach (char unit in bytes)
        {
            literal.Append('\\').Append(System.Convert.ToString(unit, 8).PadLeft(3, '0'));
        }

        return $"__builtin_memcmp({name}, \"{literal}\", {bytes.Length + 1}) == 0";
    }
}
