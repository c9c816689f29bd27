// Stage: lexing. Identifiers, interned once a translation unit, with what the later stages know of each.
using UapiGen.C.Preprocessing;

namespace UapiGen.C.Lexing;

/// <summary>An identifier. One object a spelling, so that names compare by reference.</summary>
internal sealed class Name(string text, Keyword keyword)
{
    public string Text { get; } = text;

    public Keyword Keyword { get; } = keyword;

    /// <summary>The macro that the name stands for now; null when it is not defined.</summary>
    public Macro? Macro { get; set; }

    /// <summary>True once a typedef has declared the name (C11 6.7.8): the parser needs it to tell types from expressions.</summary>
    public bool IsTypedef { get; set; }

    /// <summary>True once a header has written the name, or the command line has.</summary>
    public bool IsWritten { get; set; }

    public override string ToString() => Text;
}

/// <summary>Interns identifiers straight from the text, without a substring for one that is known already.</summary>
internal sealed class NameTable
{
    private Name?[] _slots = new Name?[2048];
    private int _count;

    /// <summary>True from where names come out of headers; what is defined before them is written by nobody.</summary>
    public bool ReadsHeaders { get; set; }

    public NameTable()
    {
        foreach (var (text, keyword) in Keywords.All)
        {
            Insert(new Name(text, keyword));
        }
    }

    public Name Intern(string text) => Intern(text, 0, text.Length);

    public Name Intern(string text, int start, int length)
    {
        int mask = _slots.Length - 1;
        for (int slot = Hash(text, start, length) & mask; ; slot = (slot + 1) & mask)
        {
            var name = _slots[slot];
            if (name is null)
            {
                var added = new Name(text.Substring(start, length), Keyword.None) { IsWritten = ReadsHeaders };
                Insert(added);
                return added;
            }

            if (name.Text.Length == length && string.CompareOrdinal(name.Text, 0, text, start, length) == 0)
            {
                name.IsWritten |= ReadsHeaders;
                return name;
            }
        }
    }

    private void Insert(Name name)
    {
        if (++_count * 4 > _slots.Length * 3)
        {
            var old = _slots;
            _slots = new Name?[old.Length * 2];
            foreach (var kept in old)
            {
                if (kept is not null)
                {
                    Place(kept);
                }
            }
        }

        Place(name);
    }

    private void Place(Name name)
    {
        int mask = _slots.Length - 1;
        int slot = Hash(name.Text, 0, name.Text.Length) & mask;
        while (_slots[slot] is not null)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = name;
    }

    /// <summary>FNV-1a over the characters.</summary>
    private static int Hash(string text, int start, int length)
    {
        uint hash = 2166136261;
        for (int i = start; i < start + length; i++)
        {
            hash = (hash ^ text[i]) * 16777619;
        }

        return (int)(hash ^ (hash >> 15));
    }
}
