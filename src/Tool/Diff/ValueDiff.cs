// Stage: diff. In: two versions of a constant or an enumerator. Out: whether its change of value breaks, or only follows what was added.
using System;
using System.Linq;
using System.Text.RegularExpressions;
using UapiGen.C.Binding;

namespace UapiGen.Tool.Diff;

internal static partial class ValueDiff
{
    /// <summary>Class, rule and sentence; null when nothing changed.</summary>
    public static (ChangeClass Class, string Rule, string Sentence)? Compare(string name, NamedValue old, NamedValue @new, Surface oldSurface, Surface newSurface)
    {
        if (!old.IsInteger || !@new.IsInteger)
        {
            return old.Text == @new.Text
                ? null
                : IsVersion().IsMatch(name)
                    ? (ChangeClass.Extending, "version", $"\"{old.Text}\" became \"{@new.Text}\", a version that counts on")
                    : (ChangeClass.Breaking, "value-changed", $"was {Show(old)}, and is {Show(@new)}");
        }

        Int128 before = old.Integer;
        Int128 after = @new.Integer;
        if (before == after)
        {
            return old.Constant is not null && @new.Constant is not null && old.Constant.Type.ToString() != @new.Constant.Type.ToString()
                ? (ChangeClass.Harmless, "value-type", $"is {@new.Constant.Type} where it was {old.Constant.Type}, of the same value")
                : null;
        }

        if (SameBits(old, @new))
        {
            return (ChangeClass.Harmless, "value-type", $"was {old.Text}, and is {@new.Text}: the same bits, as another type");
        }

        string change = $"was {old.Text}, and is {@new.Text}";
        if (IsVersion().IsMatch(name))
        {
            return (ChangeClass.Extending, "version", $"{change}: a version that counts on");
        }

        if (IsReserved().IsMatch(name))
        {
            return (ChangeClass.Extending, "reserved-carved", $"{change}: what is reserved, of which some was given a use");
        }

        if (after < before && IsLeast().IsMatch(name))
        {
            return (ChangeClass.Extending, "limit-grown", $"{change}: a lower limit that went down");
        }

        if (after > before && (IsLimit(name, old, @new) || EndsAdded(name, old, @new, oldSurface, newSurface)))
        {
            return (ChangeClass.Extending, "limit-grown", $"{change}: a count or limit that grew with what was added");
        }

        if (IsSet(name, old, @new) && GainsBits(before, after))
        {
            return (ChangeClass.Extending, "mask-grown", $"{change}: a mask that keeps its bits and has more");
        }

        return after > before && (IsSize().IsMatch(name) || @new.Constant?.Replacement.Contains("sizeof", StringComparison.Ordinal) == true)
            ? (ChangeClass.Extending, "size-grown", $"{change}: a size that grew; records that are built with it are compared by themselves")
            : (ChangeClass.Breaking, "value-changed", change);
    }

    /// <summary>More bits than before, all of the old ones among them; of a complement, more that are left out.</summary>
    private static bool GainsBits(Int128 before, Int128 after) =>
        before > 0 ? (before & after) == before : before < 0 && after < 0 && (~before & ~after) == ~before;

    /// <summary>By its name, or since it is written as flags that are or-ed together.</summary>
    private static bool IsSet(string name, NamedValue old, NamedValue @new) =>
        IsMask().IsMatch(name) || (old.Constant?.Replacement.Contains('|', StringComparison.Ordinal) == true && @new.Constant?.Replacement.Contains('|', StringComparison.Ordinal) == true);

    /// <summary>Bits as a program stores them, in the narrower of the two types.</summary>
    private static bool SameBits(NamedValue old, NamedValue @new)
    {
        int bits = (int)Math.Min(old.Size, @new.Size) * 8;
        UInt128 mask = bits >= 64 ? ulong.MaxValue : (UInt128.One << bits) - 1;
        bool fits = ((UInt128)old.Integer & ~mask) is var high && (high == 0 || old.Integer < 0) && (((UInt128)@new.Integer & ~mask) == 0 || @new.Integer < 0);
        return fits && ((UInt128)old.Integer & mask) == ((UInt128)@new.Integer & mask);
    }

    /// <summary>By its name; or a placeholder (<c>__X</c>) that ended its enum, where what was added stands now; or what directly follows a limit.</summary>
    private static bool IsLimit(string name, NamedValue old, NamedValue @new)
    {
        if (IsCount().IsMatch(name))
        {
            return true;
        }

        if (old is not { Enum: { } oldEnum, Enumerator: { } oldEnd } || @new is not { Enum: { } newEnum, Enumerator: { } newEnd })
        {
            return false;
        }

        bool isPlaceholder = name.Contains("__", StringComparison.Ordinal)
            && oldEnum.Enumerators.All(enumerator => enumerator.Value <= oldEnd.Value)
            && newEnum.Enumerators.Any(enumerator => enumerator.Value == oldEnd.Value && oldEnum.Enumerators.All(known => known.Name != enumerator.Name));
        return isPlaceholder || (Before(oldEnum, oldEnd) is { } before && Before(newEnum, newEnd) is { } after && before.Name == after.Name
            && IsCount().IsMatch(before.Name!) && newEnd.Value - oldEnd.Value == after.Value - before.Value);
    }

    private static EnumeratorDeclaration? Before(EnumDeclaration @enum, EnumeratorDeclaration enumerator) =>
        @enum.Enumerators.TakeWhile(other => other != enumerator).LastOrDefault();

    /// <summary>True for a macro such as <c>NSIGSEGV</c> with new names right before it, whose values go from its old one to its new one: it counts them.</summary>
    private static bool EndsAdded(string name, NamedValue old, NamedValue @new, Surface oldSurface, Surface newSurface) => IsNumberOf().IsMatch(name) && newSurface.Values
        .Where(value => value.Value.Declaration.Location.File == @new.Declaration.Location.File && value.Value.Declaration.Location.Start < @new.Declaration.Location.Start)
        .OrderByDescending(value => value.Value.Declaration.Location.Start)
        .TakeWhile(value => !oldSurface.Values.ContainsKey(value.Key))
        .Any(value => value.Key != name && value.Value.IsInteger && value.Value.Integer >= old.Integer && value.Value.Integer <= @new.Integer);

    private static string Show(NamedValue value) => value.IsInteger || value.Constant!.Kind != ConstantKind.String ? value.Text : $"\"{value.Text}\"";

    [GeneratedRegex(@"(^|_)(MAX|MAXIMUM|LAST|NR|NUM|NUMBER|COUNT|CNT|END|TOTAL|NUM\w*S|MAXATTR|ATTRMAX|CNTRS|LIMIT|HIGHEST|N)(_|\d|$)|MAX$|^__?\w+_(MAX|LAST|CNT|NUM)$|^N_|_NUM\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IsCount();

    [GeneratedRegex(@"(^|_)(MASK|MASKS|VALID|SUPPORTED|KNOWN|FLAGS|FEATURES|MODES|ALL\w*)(_|\d|$)|MASK$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IsMask();

    [GeneratedRegex(@"(^|_)(VERSION|VER|MAJOR|MINOR|PATCH|PATCHLEVEL|REVISION|REV|SUBLEVEL|RELEASE|DATE|EXTRA)(_|\d|$)|VERSION", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IsVersion();

    [GeneratedRegex(@"(^|_)(RESERVED|RESV|RSVD|UNUSED)(_|\d|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IsReserved();

    [GeneratedRegex(@"(^|_)(MIN|FIRST|LOWEST)(_|\d|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IsLeast();

    [GeneratedRegex(@"(^|_)(SIZEOF|SIZE|SIZES|LEN|LENGTH)(_|\d|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IsSize();

    [GeneratedRegex("^_*N[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex IsNumberOf();
}
