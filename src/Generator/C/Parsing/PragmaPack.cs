// Stage: parsing. #pragma pack (GCC manual, "Structure-Layout Pragmas").
using System;
using System.Globalization;
using UapiGen.C.Lexing;

namespace UapiGen.C.Parsing;

internal sealed partial class Parser
{
    private PackState _pack = new(0, null);

    /// <summary>What <c>#pragma pack</c> has set: unchanging, so that a declaration that is read again starts from the same state.</summary>
    /// <param name="Bytes">The cap in force; 0 for none.</param>
    /// <param name="Saved">What <c>push</c> has put away.</param>
    private sealed record PackState(int Bytes, SavedPack? Saved);

    private sealed record SavedPack(int Bytes, string Label, SavedPack? Outer);

    /// <summary>Carries out the <c>#pragma pack</c>s that stand before the next token.</summary>
    private void SkipPragmas()
    {
        while (_tokens[_next].Kind == TokenKind.PragmaPack)
        {
            _pack = Packed(_pack, _tokens[_next++].Text);
        }
    }

    // #pragma pack ( [push|pop] [, identifier] [, n] )
    private static PackState Packed(PackState state, string text)
    {
        int? value = null;
        string label = "";
        bool isPush = false;
        bool isPop = false;
        foreach (string part in text.Trim('(', ')').Split(','))
        {
            isPush |= part == "push";
            isPop |= part == "pop";
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                // Both compilers warn of any other number and go on as if nothing were said.
                if (number is not (0 or 1 or 2 or 4 or 8 or 16))
                {
                    return state;
                }

                value = number;
            }
            else if (part is not ("push" or "pop"))
            {
                label = part;
            }
        }

        if (isPush)
        {
            return new PackState(value ?? state.Bytes, new SavedPack(state.Bytes, label, state.Saved));
        }

        if (!isPop)
        {
            return state with { Bytes = value ?? 0 };
        }

        var popped = Find(state.Saved, label);
        return popped is null ? state with { Bytes = value ?? state.Bytes } : new PackState(value ?? popped.Bytes, popped.Outer);
    }

    private static SavedPack? Find(SavedPack? saved, string label)
    {
        while (saved is not null && label.Length > 0 && !string.Equals(saved.Label, label, StringComparison.Ordinal))
        {
            saved = saved.Outer;
        }

        return saved;
    }
}
