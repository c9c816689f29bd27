// C by grammar: translation units that are mostly well formed, of all that headers hold, with names that are sometimes declared and values
// at the edges. Macros use each other, so that expansions multiply.
using System;
using System.Globalization;
using System.Text;

namespace UapiGen.FrontEnd.Tests.Fuzzing;

internal sealed class FuzzGrammar
{
    private const int DeepestType = 4;
    private const int DeepestExpression = 5;

    private static readonly string[] BasicTypes =
    [
        "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long", "unsigned long", "long long", "unsigned long long", "_Bool", "float", "double", "long double",
        "void *", "__u8", "__u16", "__u32", "__u64", "__int128", "const char *",
    ];

    private static readonly string[] Attributes =
    [
        "", "", "", "", "", " __attribute__((packed))", " __attribute__((aligned(8)))", " __attribute__((aligned))", " __attribute__((packed, aligned(4)))", " __attribute__((aligned(sizeof(long))))",
        " __attribute__((deprecated(\"x\"), unused))", " __attribute__((counted_by(m0)))", " __attribute__((vector_size(16)))", " __attribute__((mode(DI)))",
    ];

    private static readonly string[] BinaryOperators = ["+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^", "&&", "||", "<", ">", "<=", "==", "!=", ","];

    private static readonly string[] Literals = ["0", "1", "2", "7", "8", "31", "32", "63", "64", "0x80000000", "0xffffffffU", "0x7fffffffffffffffLL", "18446744073709551615ULL", "'a'", "'\\n'", "1.5", "\"s\"", "010"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private int _names;

    private FuzzGrammar(Random random) => _random = random;

    public static string Write(Random random)
    {
        var grammar = new FuzzGrammar(random);
        for (int count = 1 + random.Next(10); count > 0; count--)
        {
            grammar.WriteItem();
        }

        return grammar._text.ToString();
    }

    private void WriteItem()
    {
        switch (_random.Next(14))
        {
            case 0 or 1 or 2:
                Append($"{Record(0)}{Pick(Attributes)};\n");
                break;
            case 3:
                Append($"typedef {Type(0)} {Declarator("t" + Number(), 0)}{Pick(Attributes)};\n");
                break;
            case 4:
                Append($"enum e{Number()} {{ {Enumerators()} }};\n");
                break;
            case 5 or 6 or 7:
                Append($"#define M{Number()} {Expression(0)}\n");
                break;
            case 8 or 9:
                Append($"#define F{Number()}(a, b) {Expression(0)}\n");
                break;
            case 10:
                Append($"#if {Expression(1)}\n");
                WriteItem();
                Append(_random.Next(2) == 0 ? "#endif\n" : $"#elif {Expression(2)}\n#else\n#endif\n");
                break;
            case 11:
                Append($"/** {Pick(["struct r1 - text", "DOC: text", "text\n * @m0: text\n * Return: 0"])} */\n");
                WriteItem();
                break;
            case 12:
                Append($"#pragma pack({Pick(["1", "2", "4", "push, 1", "pop", ""])})\n");
                break;
            default:
                Append($"{Pick(["", "static inline ", "extern "])}{Type(1)} {Declarator("v" + Number(), 0)}{Pick([";", " = { 1, { 2 } };", " = M1;", " { return F1(1, 2); }"])}\n");
                break;
        }
    }

    private string Record(int depth)
    {
        var text = new StringBuilder($"{Pick(["struct", "union"])}{Pick(Attributes)}{(_random.Next(3) == 0 ? "" : " r" + Number())} {{\n");
        for (int count = _random.Next(7); count > 0; count--)
        {
            text.Append(CultureInfo.InvariantCulture, $"\t{Member(depth)}\n");
        }

        return text + "}";
    }

    private string Member(int depth) => _random.Next(12) switch
    {
        0 or 1 => $"{Pick(BasicTypes)} m{Number()} : {Pick(["0", "1", "3", "7", "8", "17", "31", "32", "33", "64", "65", Expression(3)])}{Pick(Attributes)};",
        2 => $"{Pick(BasicTypes)} : {Pick(["0", "4", "32"])};",
        3 when depth < DeepestType => $"{Record(depth + 1)}{Pick(Attributes)};",
        4 when depth < DeepestType => $"{Record(depth + 1)} m{Number()};",
        5 => $"{Pick(BasicTypes)} m{Number()}[{Pick(["", "0", "1", "M1", Expression(3)])}]{Pick(Attributes)};",
        6 => $"#define M{Number()} {Expression(2)}",
        7 => $"{Type(depth + 1)} {Declarator("m" + Number(), 0)}, *{"m" + Number()};",
        8 => $"enum {{ {Enumerators()} }} m{Number()};",
        _ => $"{Type(depth + 1)} {Declarator("m" + Number(), 0)}{Pick(Attributes)};",
    };

    private string Type(int depth) => _random.Next(10) switch
    {
        0 => $"struct r{Number()}",
        1 => $"union r{Number()}",
        2 => $"enum e{Number()}",
        3 or 4 => $"t{Number()}",
        5 when depth < DeepestType => Record(depth + 1),
        6 => $"__typeof__({Expression(3)})",
        _ => Pick(BasicTypes),
    };

    private string Declarator(string name, int depth) => depth > 3 ? name : _random.Next(10) switch
    {
        0 => "*" + Declarator(name, depth + 1),
        1 => $"{Declarator(name, depth + 1)}[{Expression(3)}]",
        2 => $"(*{Declarator(name, depth + 1)})({Type(3)}, int b)",
        3 => $"({Declarator(name, depth + 1)})",
        4 => $"{Declarator(name, depth + 1)}(void)",
        _ => name,
    };

    private string Enumerators()
    {
        var text = new StringBuilder();
        for (int count = 1 + _random.Next(5); count > 0; count--)
        {
            text.Append("C" + Number()).Append(_random.Next(2) == 0 ? ", " : $" = {Expression(2)}, ");
        }

        return text.ToString();
    }

    private string Expression(int depth)
    {
        if (depth >= DeepestExpression)
        {
            return Pick(Literals);
        }

        return _random.Next(16) switch
        {
            0 or 1 => $"({Expression(depth + 1)} {Pick(BinaryOperators)} {Expression(depth + 1)})",
            2 => $"{Expression(depth + 1)} {Pick(BinaryOperators)} {Expression(depth + 1)}",
            3 => $"{Pick(["-", "~", "!", "+"])}{Expression(depth + 1)}",
            4 => $"(({Pick(BasicTypes)}){Expression(depth + 1)})",
            5 => $"({Expression(depth + 1)} ? {Expression(depth + 1)} : {Expression(depth + 1)})",
            6 => $"sizeof({Type(3)})",
            7 => $"__builtin_offsetof(struct r{Number()}, m{Number()})",
            8 => $"_IOWR('x', {Pick(Literals)}, struct r{Number()})",
            9 => $"F{Number()}({Expression(depth + 1)}, {Expression(depth + 1)})",
            10 or 11 => $"M{Number()}",
            12 => $"C{Number()}",
            13 => Pick(["a", "b", "a ## b", "#a", "(a)", "__VA_ARGS__", "defined(M1)", "({ int x = 1; x; })", "do { } while (0)", "(struct r1){ .m0 = 1 }"]),
            _ => Pick(Literals),
        };
    }

    /// <summary>Few numbers, so that names meet.</summary>
    private int Number() => _random.Next(6) == 0 ? _names++ % 40 : _random.Next(8);

    private void Append(string text) => _text.Append(text);

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
