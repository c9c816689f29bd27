// Stage: model. In: object-like macros and enumerators, evaluated. Out: C# constants of C's type and value (C11 6.4.4.1, 6.7.2.2).
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.C.Documentation;
using UapiGen.Pipeline;

namespace UapiGen.Model;

internal static class ConstantBuilder
{
    /// <summary>What tells that a macro is written as bits, and is best shown so.</summary>
    private static readonly string[] s_bitNotations = ["0x", "0X", "<<", "|", "~"];

    public static ConstantModel? Build(ConstantDeclaration constant, string header)
    {
        DocModel doc = DocReader.Read(constant);
        string name = constant.Name!;
        return constant.Kind switch
        {
            ConstantKind.String => new ConstantModel(name, name, "string", Quote(Decode(constant.StringValue ?? "", out _)), constant.Replacement, doc) { Header = header },
            ConstantKind.Float => BuildFloat(constant, doc, header),
            _ => BuildInteger(constant, doc, header),
        };
    }

    /// <summary>True when a string macro's bytes are not UTF-8.</summary>
    public static bool IsBinary(ConstantDeclaration constant)
    {
        Decode(constant.StringValue ?? "", out bool isBinary);
        return isBinary;
    }

    /// <summary>An enumerator as a constant of C's type: <c>int</c> where it fits, else what holds it.</summary>
    /// <param name="enumerator">The enumerator.</param>
    /// <param name="enum">The enum that declares it.</param>
    /// <param name="docs">The enum's comments.</param>
    /// <param name="header">The logical path of the header that declares it.</param>
    public static ConstantModel Build(EnumeratorDeclaration enumerator, EnumDeclaration @enum, IReadOnlyList<KernelDoc> docs, string header)
    {
        string type = enumerator.IsUnsigned64 ? "ulong"
            : enumerator.Value is >= int.MinValue and <= int.MaxValue ? "int"
            : enumerator.Value is >= 0 and <= uint.MaxValue && !@enum.IsSigned ? "uint"
            : "long";
        return new ConstantModel(enumerator.Name!, enumerator.Name!, type, Decimal(enumerator), "", Documentation(enumerator, docs)) { Header = header };
    }

    public static EnumModel Build(EnumDeclaration @enum, string header)
    {
        string underlying = ((ScalarRef)TypeMapper.Scalar(@enum.UnderlyingType, C.Layout.Target.X86_64)).Keyword switch
        {
            "nint" => "long",
            "nuint" => "ulong",
            string keyword => keyword,
        };
        IReadOnlyList<KernelDoc> docs = DocReader.Parse(@enum);
        EquatableArray<EnumeratorModel> enumerators = @enum.Enumerators
            .Select(enumerator => new EnumeratorModel(enumerator.Name!, enumerator.Name!, Decimal(enumerator), Documentation(enumerator, docs)))
            .ToEquatableArray();
        return new EnumModel(TypeMapper.Key(@enum), @enum.Name!, header, underlying, enumerators, DocReader.Read(docs, @enum.Name));
    }

    private static DocModel Documentation(EnumeratorDeclaration enumerator, IReadOnlyList<KernelDoc> docs)
    {
        IReadOnlyList<string>? described = docs
            .SelectMany(doc => doc.Members)
            .Where(member => member.Key == enumerator.Name)
            .Select(member => member.Value)
            .FirstOrDefault();
        DocModel own = DocReader.Read(enumerator);
        return described is not { Count: > 0 } || own.Summary.Length > 0
            ? own
            : own with { Summary = DocReader.Sentence(described[0]), Paragraphs = described.Skip(1).Concat(own.Paragraphs).ToEquatableArray() };
    }

    private static string Decimal(EnumeratorDeclaration enumerator) => enumerator.IsUnsigned64
        ? unchecked((ulong)enumerator.Value).ToString(CultureInfo.InvariantCulture)
        : enumerator.Value.ToString(CultureInfo.InvariantCulture);

    private static ConstantModel? BuildInteger(ConstantDeclaration constant, DocModel doc, string header)
    {
        if (constant.Size is not (1 or 2 or 4 or 8))
        {
            return null;
        }

        string type = IntegerKeyword.Of(constant.Size, constant.IsSigned);
        return new ConstantModel(constant.Name!, constant.Name!, type, Integer(constant, type), constant.Replacement, doc) { Header = header };
    }

    /// <summary>The constant with its value on each target, where these differ; each as the type that it has on x86-64.</summary>
    /// <param name="model">The constant on x86-64.</param>
    /// <param name="declaration">Its declaration there.</param>
    /// <param name="others">Its declaration on the other targets; null where there is none.</param>
    public static ConstantModel WithOthers(ConstantModel model, ConstantDeclaration declaration, IReadOnlyList<ConstantDeclaration?> others)
    {
        bool isSame = declaration.Kind != ConstantKind.Integer
            || others.All(other => other is not { Kind: ConstantKind.Integer } || Converted(other, declaration) == Unsigned(declaration));
        if (isSame)
        {
            return model;
        }

        return model with { Values = others.Select(Print).Prepend(model.Value).ToEquatableArray() };

        string Print(ConstantDeclaration? other) =>
            other is not { Kind: ConstantKind.Integer } ? ""
            : Converted(other, declaration) == Unsigned(declaration) ? model.Value
            : "unchecked((" + model.Type + ")0x" + Converted(other, declaration).ToString("X", CultureInfo.InvariantCulture) + ")";
    }

    /// <summary>The bits of a value converted to the type of another, as C converts (C11 6.3.1.3).</summary>
    private static ulong Converted(ConstantDeclaration value, ConstantDeclaration to) =>
        to.Size >= 8 ? (value.IsSigned ? value.IntegerBits : Unsigned(value)) : value.IntegerBits & ((1UL << (int)(to.Size * 8)) - 1);

    private static string Integer(ConstantDeclaration constant, string type)
    {
        string written = constant.Replacement.Trim('(', ')', ' ');
        bool isCharacter = written.Length == 3 && written[0] == '\'' && written[2] == '\'' && written[1] is > ' ' and <= '~' && constant.IntegerBits == written[1];
        if (isCharacter)
        {
            return written;
        }

        bool isBits = s_bitNotations.Any(constant.Replacement.Contains);
        long signed = unchecked((long)constant.IntegerBits);
        int digits = (int)constant.Size * 2;
        if (!isBits)
        {
            return constant.IsSigned ? signed.ToString(CultureInfo.InvariantCulture) : Unsigned(constant).ToString(CultureInfo.InvariantCulture);
        }

        string hex = "0x" + Unsigned(constant).ToString(constant.Size == 8 ? "X" : "X" + (Unsigned(constant) > 0xFFFF ? digits : 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return constant.IsSigned && signed < 0 ? "unchecked((" + type + ")" + hex + ")" : hex;
    }

    private static ulong Unsigned(ConstantDeclaration constant) =>
        constant.Size >= 8 ? constant.IntegerBits : constant.IntegerBits & ((1UL << (int)(constant.Size * 8)) - 1);

    private static ConstantModel? BuildFloat(ConstantDeclaration constant, DocModel doc, string header)
    {
        double value = constant.FloatValue;
        string text = double.IsNaN(value) ? "double.NaN"
            : double.IsInfinity(value) ? (value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity")
            : value.ToString("R", CultureInfo.InvariantCulture) + "D";
        return new ConstantModel(constant.Name!, constant.Name!, "double", text, constant.Replacement, doc) { Header = header };
    }

    /// <summary>A string's bytes as UTF-8; each byte as a character where they are not.</summary>
    private static string Decode(string bytes, out bool isBinary)
    {
        isBinary = false;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Select(c => unchecked((byte)c)).ToArray());
        }
        catch (DecoderFallbackException)
        {
            isBinary = true;
            return bytes;
        }
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or > '~' => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
