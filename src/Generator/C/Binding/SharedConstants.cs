// Stage: binding. A unit that is only compared with the same header on another target: constants that cannot differ are taken over from
// there, and not evaluated again. One cannot differ whose expansion is made of literals that have one type everywhere, when each macro
// on the way to it is the same directive of the same file.
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Preprocessing;

namespace UapiGen.C.Binding;

/// <param name="reference">The header on the other target.</param>
/// <param name="unit">The one to compare, read to its end.</param>
internal sealed class SharedConstants(TranslationUnit reference, PreprocessedUnit unit)
{
    private readonly MacroIndex _index = reference.MacroIndex;
    private readonly Dictionary<Name, bool> _isSame = [];

    /// <summary>Gives the reference's declarations of a macro; false when it has to be evaluated.</summary>
    public bool TryTake(Macro macro, out ConstantDeclaration constant, out IoctlDeclaration? ioctl) =>
        _index.TryGetConstant(macro.Name.Text, out constant, out ioctl) && constant.IsSameOnAllTargets && IsSame(macro);

    /// <summary>True for a macro that is the reference's, as are those that its replacement uses.</summary>
    private bool IsSame(Macro macro)
    {
        if (_isSame.TryGetValue(macro.Name, out bool isSame))
        {
            return isSame;
        }

        // Met again in its own replacement, it says nothing against itself.
        _isSame[macro.Name] = true;
        isSame = macro.Dynamic == DynamicMacro.None && _index.Defines(macro, unit.Files) && AreSame(macro.Body);
        _isSame[macro.Name] = isSame;
        return isSame;
    }

    private bool AreSame(Token[] body)
    {
        foreach (var token in body)
        {
            if (token.Name is { } name && !(name.Macro is { } used ? IsSame(used) : !_index.Knows(name.Text)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when an expansion holds nothing but operators and literals that have one value and one type on all targets.</summary>
    public static bool IsSameOnAllTargets(List<Token> expansion) => expansion.TrueForAll(static token => token.Kind switch
    {
        TokenKind.Identifier or TokenKind.Other => false,
        TokenKind.Character => token.Text is { Length: 3 } text && text[0] == '\'' && text[1] < '\x7f',
        TokenKind.String => token.Text[0] == '"',
        TokenKind.Number => HasOneType(token.Text),
        _ => true,
    });

    /// <summary>
    /// False for a literal that may be a <c>long</c> (C11 6.4.4.1p5): with one L, or with more digits than any <c>int</c> or <c>unsigned int</c> has.
    /// </summary>
    private static bool HasOneType(string text)
    {
        int end = text.Length;
        int longs = 0;
        while (end > 0 && text[end - 1] is 'u' or 'U' or 'l' or 'L')
        {
            end--;
            longs += text[end] is 'l' or 'L' ? 1 : 0;
        }

        if (longs == 1)
        {
            return false;
        }

        bool isHexadecimal = text.StartsWith("0x", System.StringComparison.OrdinalIgnoreCase);
        int digits = isHexadecimal ? end - 2 : end;
        for (int i = 0; i < end; i++)
        {
            bool isDigit = text[i] is (>= '0' and <= '9') || (isHexadecimal && (i == 1 || text[i] is (>= 'a' and <= 'f') or (>= 'A' and <= 'F')));
            if (!isDigit)
            {
                return false;
            }
        }

        return digits <= (isHexadecimal ? 8 : 9);
    }
}

/// <summary>The macros of a unit by name, with the places of their directives.</summary>
internal sealed class MacroIndex
{
    private readonly Dictionary<string, (Declaration Declaration, string Path)> _macros = new(System.StringComparer.Ordinal);
    private readonly Dictionary<string, IoctlDeclaration> _ioctls = new(System.StringComparer.Ordinal);

    public MacroIndex(TranslationUnit unit)
    {
        foreach (var constant in unit.Constants)
        {
            _macros[constant.Name!] = (constant, unit.Files[constant.Location.File].Path);
        }

        foreach (var macro in unit.Macros)
        {
            _macros[macro.Name!] = (macro, unit.Files[macro.Location.File].Path);
        }

        foreach (var ioctl in unit.Ioctls)
        {
            _ioctls[ioctl.Name!] = ioctl;
        }
    }

    public bool Knows(string name) => _macros.ContainsKey(name);

    /// <summary>True when a macro's directive, in another unit's files, is the one that stands here.</summary>
    public bool Defines(Macro macro, IReadOnlyList<Text.SourceFile> files) =>
        macro.Location.File >= 0
        && _macros.TryGetValue(macro.Name.Text, out var known)
        && known.Declaration.Location.Start == macro.Location.Start
        && known.Path == files[macro.Location.File].Path;

    public bool TryGetConstant(string name, out ConstantDeclaration constant, out IoctlDeclaration? ioctl)
    {
        _ioctls.TryGetValue(name, out ioctl);
        constant = (_macros.TryGetValue(name, out var known) ? known.Declaration as ConstantDeclaration : null)!;
        return constant is not null;
    }
}
