// Stage: diff. What one version of one header declares, by name; of several declarations of a name the last counts, as it does in C.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Text;
using UapiGen.Tool.Dump;

namespace UapiGen.Tool.Diff;

/// <summary>A macro that is a constant, or an enumerator: programs cannot tell them apart.</summary>
/// <param name="Declaration">Where it stands.</param>
/// <param name="Constant">The macro; null for an enumerator.</param>
/// <param name="Enumerator">The enumerator; null for a macro.</param>
/// <param name="Enum">Its enum.</param>
internal sealed record NamedValue(Declaration Declaration, ConstantDeclaration? Constant, EnumeratorDeclaration? Enumerator, EnumDeclaration? Enum)
{
    public string Text => Constant is not null ? ValueText.Of(Constant) : ValueText.Of(Enumerator!);

    public bool IsInteger => Constant is null or { Kind: ConstantKind.Integer };

    /// <summary>The value; unsigned ones above <c>INT64_MAX</c> included.</summary>
    public Int128 Integer => Constant is not null
        ? Constant.IsSigned ? (long)Constant.IntegerBits : (Int128)Constant.IntegerBits
        : Enumerator!.IsUnsigned64 ? (Int128)(ulong)Enumerator.Value : Enumerator.Value;

    /// <summary>Bytes of its type.</summary>
    public long Size => Constant?.Size ?? Enum?.Size ?? 4;
}

internal sealed class Surface
{
    private readonly TranslationUnit _unit;

    public Surface(TranslationUnit unit)
    {
        _unit = unit;
        Records = ByName(unit.Records);
        Enums = ByName(unit.Enums.Where(@enum => @enum.Name is not null));
        Typedefs = ByName(unit.Typedefs);
        Ioctls = ByName(unit.Ioctls);
        Macros = ByName(unit.Macros);
        Values = new Dictionary<string, NamedValue>(StringComparer.Ordinal);
        foreach (EnumDeclaration @enum in unit.Enums)
        {
            foreach (EnumeratorDeclaration enumerator in @enum.Enumerators)
            {
                Values[enumerator.Name!] = new NamedValue(enumerator, null, enumerator, @enum);
            }
        }

        foreach (ConstantDeclaration constant in unit.Constants.Where(constant => !Ioctls.ContainsKey(constant.Name!)))
        {
            Values[constant.Name!] = new NamedValue(constant, constant, null, null);
        }
    }

    public TranslationUnit Unit => _unit;

    public IReadOnlyDictionary<string, RecordDeclaration> Records { get; }

    public IReadOnlyDictionary<string, EnumDeclaration> Enums { get; }

    public IReadOnlyDictionary<string, TypedefDeclaration> Typedefs { get; }

    public IReadOnlyDictionary<string, IoctlDeclaration> Ioctls { get; }

    public IReadOnlyDictionary<string, MacroDeclaration> Macros { get; }

    public Dictionary<string, NamedValue> Values { get; }

    /// <summary>True when something of the header could not be read, so that what is missing may be there after all.</summary>
    public bool IsIncomplete => _unit.Diagnostics.Any(diagnostic => diagnostic.Descriptor.Severity == CSeverity.Error);

    /// <summary>True when the declaration stands in the header itself, and not in one that it includes.</summary>
    public bool IsOwn(Declaration declaration) => declaration.Location.File == 0;

    /// <summary>The names that the header itself declares.</summary>
    public IEnumerable<string> OwnNames =>
        _unit.Records.Cast<Declaration>().Concat(_unit.Enums).Concat(_unit.Typedefs).Concat(_unit.Constants).Concat(_unit.Ioctls).Concat(_unit.Macros)
            .Concat(_unit.Enums.Where(IsOwn).SelectMany(@enum => @enum.Enumerators))
            .Where(declaration => declaration.Name is not null && IsOwn(declaration))
            .Select(declaration => declaration.Name!);

    public string PlaceOf(Declaration declaration)
    {
        SourceFile file = _unit.Files[Math.Max(0, declaration.Location.File)];
        return declaration.Location.File < 0 ? file.Path : $"{file.Path}:{file.GetLinePosition(declaration.Location.Start).Line}";
    }

    /// <summary>What an <c>#include</c> calls the file that declares it.</summary>
    public string HeaderOf(Declaration declaration) => _unit.Files[Math.Max(0, declaration.Location.File)].LogicalPath;

    /// <summary>True when a name is declared in any way.</summary>
    public bool Declares(string name) =>
        Records.ContainsKey(name) || Values.ContainsKey(name) || Ioctls.ContainsKey(name) || Typedefs.ContainsKey(name) || Macros.ContainsKey(name) || Enums.ContainsKey(name);

    /// <summary>True when the header's text holds the name as a word: what could not be read may then declare it.</summary>
    public bool Mentions(string name)
    {
        string text = _unit.Files[0].Text;
        for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            int end = at + name.Length;
            if ((at == 0 || !IsOfName(text[at - 1])) && (end == text.Length || !IsOfName(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static Dictionary<string, T> ByName<T>(IEnumerable<T> declarations)
        where T : Declaration
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T declaration in declarations)
        {
            byName[declaration.Name!] = declaration;
        }

        return byName;
    }
}
