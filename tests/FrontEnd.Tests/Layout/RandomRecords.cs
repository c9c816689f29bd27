// In: a seed and a target. Out: a header of records that no person would write: bit-fields of every integer type, packed and aligned on
// records, members and typedefs, #pragma pack, anonymous and nested records, arrays and flexible arrays. The corners in which Clang goes
// its own way (see RecordLayout) are for GCC alone: 'aligned' on bit-fields and twice on a record, bit-fields of an aligned typedef.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using UapiGen.C.Layout;

namespace UapiGen.FrontEnd.Tests.Layout;

internal sealed class RandomRecords
{
    private const string Prologue = """
        enum small { SMALL_A, SMALL_B };
        enum negative { NEGATIVE_A = -1, NEGATIVE_B = 3 };
        enum wide { WIDE_A = 0x100000000 };
        enum __attribute__((packed)) tiny { TINY_A, TINY_B };
        typedef int int_aligned_8 __attribute__((aligned(8)));
        typedef unsigned long long u64_aligned_4 __attribute__((aligned(4)));
        typedef unsigned long long u64_aligned_8 __attribute__((aligned(8)));
        typedef unsigned short u16_unaligned __attribute__((aligned(1)));
        typedef unsigned char bytes_aligned_16[12] __attribute__((aligned(16)));

        """;

    private static readonly string[] IntegerTypes =
    [
        "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned int", "long", "unsigned long",
        "long long", "unsigned long long", "_Bool", "enum small", "enum negative", "enum wide", "enum tiny",
    ];

    private static readonly string[] OtherTypes = ["void *", "float", "double", "long double", "int (*)(void)"];

    private static readonly string[] AlignedIntegerTypes = ["int_aligned_8", "u64_aligned_4", "u64_aligned_8", "u16_unaligned"];

    private static readonly string[] AlignedTypes = [.. AlignedIntegerTypes, "bytes_aligned_16"];

    private readonly Random _random;
    private readonly Target _target;
    private readonly bool _hasCorners;
    private readonly List<string> _embeddable = [];
    private readonly StringBuilder _text = new(Prologue);
    private int _names;

    private RandomRecords(int seed, Target target, bool hasCorners)
    {
        _random = new Random(seed);
        _target = target;
        _hasCorners = hasCorners;
    }

    /// <summary>A header with records named <c>r0</c>, <c>r1</c>, and so on.</summary>
    /// <param name="seed">The same seed makes the same header.</param>
    /// <param name="count">How many records.</param>
    /// <param name="target">How wide a <c>long</c> is decides how wide its bit-fields may be.</param>
    /// <param name="hasCorners">Whether the corners on which GCC and Clang disagree may occur.</param>
    public static string Write(int seed, int count, Target target, bool hasCorners)
    {
        var records = new RandomRecords(seed, target, hasCorners);
        for (int i = 0; i < count; i++)
        {
            records.WriteRecord("r" + i.ToString(CultureInfo.InvariantCulture));
        }

        return records._text.ToString();
    }

    private void WriteRecord(string name)
    {
        bool isPragma = Chance(8);
        if (isPragma)
        {
            _text.Append(CultureInfo.InvariantCulture, $"#pragma pack(push, {1 << _random.Next(5)})\n");
        }

        string kind = Chance(6) ? "union" : "struct";
        bool isAttributeBefore = Chance(8);
        string before = isAttributeBefore ? RecordAttributes() + " " : "";
        bool isFlexible = kind == "struct" && Chance(8);
        _text.Append(CultureInfo.InvariantCulture, $"{kind} {before}{name} {{\n");
        WriteMembers(kind, 1 + _random.Next(7), 0);
        if (isFlexible)
        {
            _text.Append(CultureInfo.InvariantCulture, $"\tunsigned char first{_names++};\n\t{Pick(IntegerTypes)} m{_names++}{(Chance(2) ? "[]" : "[0]")}{MemberAttributes()};\n");
        }

        _text.Append(CultureInfo.InvariantCulture, $"}}{(Chance(3) && (!isAttributeBefore || _hasCorners) ? " " + RecordAttributes() : "")};\n");
        if (isPragma)
        {
            _text.Append("#pragma pack(pop)\n");
        }

        if (!isFlexible)
        {
            _embeddable.Add(kind + " " + name);
        }
    }

    private void WriteMembers(string kind, int count, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            WriteMember(kind, depth);
        }
    }

    private void WriteMember(string kind, int depth)
    {
        string indent = new('\t', depth + 1);
        switch (_random.Next(16))
        {
            case < 8:
                _text.Append(indent).Append(BitField()).Append(";\n");
                break;
            case < 12:
                _text.Append(indent).Append(PlainMember()).Append(";\n");
                break;
            case 12 when _embeddable.Count > 0:
                string array = Chance(3) ? Bound(3) + (Chance(4) ? Bound(2) : "") : "";
                _text.Append(CultureInfo.InvariantCulture, $"{indent}{Pick(_embeddable)} m{_names++}{array}{MemberAttributes()};\n");
                break;
            case 13 when depth < 3:
                WriteNested(kind, indent, depth);
                break;
            default:
                _text.Append(CultureInfo.InvariantCulture, $"{indent}{Pick(AlignedTypes)} m{_names++}{MemberAttributes()};\n");
                break;
        }
    }

    /// <summary>An anonymous member, or one of an untagged type.</summary>
    private void WriteNested(string kind, string indent, int depth)
    {
        string inner = kind == "union" || Chance(2) ? "struct" : "union";
        _text.Append(CultureInfo.InvariantCulture, $"{indent}{inner} {{\n");
        WriteMembers(inner, 1 + _random.Next(4), depth + 1);
        string attributes = Chance(4) ? " " + RecordAttributes() : "";
        string name = Chance(2) ? "" : " m" + (_names++).ToString(CultureInfo.InvariantCulture);
        _text.Append(CultureInfo.InvariantCulture, $"{indent}}}{attributes}{name};\n");
    }

    private string BitField()
    {
        string type = _hasCorners && Chance(6) ? Pick(AlignedIntegerTypes) : Pick(IntegerTypes);
        int widest = WidthOf(type);
        string attributes = _hasCorners ? MemberAttributes() : Chance(8) ? " __attribute__((packed))" : "";
        switch (_random.Next(8))
        {
            case 0:
                return string.Create(CultureInfo.InvariantCulture, $"{type} : 0");
            case 1:
                return string.Create(CultureInfo.InvariantCulture, $"{type} : {1 + _random.Next(widest)}");
            default:
                int width = Chance(6) ? widest : 1 + _random.Next(Chance(2) ? widest : Math.Min(widest, 9));
                return string.Create(CultureInfo.InvariantCulture, $"{type} m{_names++} : {width}{attributes}");
        }
    }

    private string PlainMember()
    {
        string name = "m" + (_names++).ToString(CultureInfo.InvariantCulture);
        string type = Chance(3) ? Pick(OtherTypes) : Pick(IntegerTypes);
        string array = Chance(5) ? Bound(5) + (Chance(3) ? Bound(3) : "") : "";
        string declared = type.Contains("(*)", StringComparison.Ordinal) ? type.Replace("(*)", "(*" + name + array + ")", StringComparison.Ordinal) : type + " " + name + array;
        return declared + MemberAttributes();
    }

    private string Bound(int most) => "[" + (1 + _random.Next(most)).ToString(CultureInfo.InvariantCulture) + "]";

    private string MemberAttributes() => _random.Next(20) switch
    {
        0 => " __attribute__((packed))",
        1 => " __attribute__((aligned(" + (1 << _random.Next(6)).ToString(CultureInfo.InvariantCulture) + ")))",
        2 => " __attribute__((packed, aligned(" + (1 << _random.Next(5)).ToString(CultureInfo.InvariantCulture) + ")))",
        3 => " __attribute__((aligned))",
        _ => "",
    };

    private string RecordAttributes() => _random.Next(4) switch
    {
        0 => "__attribute__((aligned(" + (1 << _random.Next(6)).ToString(CultureInfo.InvariantCulture) + ")))",
        1 => "__attribute__((packed, aligned(" + (1 << _random.Next(5)).ToString(CultureInfo.InvariantCulture) + ")))",
        _ => "__attribute__((packed))",
    };

    private int WidthOf(string type) => type switch
    {
        "_Bool" => 1,
        "char" or "signed char" or "unsigned char" or "enum tiny" => 8,
        "short" or "unsigned short" or "u16_unaligned" => 16,
        "long" or "unsigned long" => _target.LongSize * 8,
        "long long" or "unsigned long long" or "enum wide" or "u64_aligned_4" or "u64_aligned_8" => 64,
        _ => 32,
    };

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
