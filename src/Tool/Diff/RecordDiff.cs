// Stage: diff. In: two versions of a record. Out: what changed in it: members by their bits, and its size.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Tool.Diff;

/// <summary>A change within a record; the caller knows the header.</summary>
/// <param name="Class">What it does.</param>
/// <param name="Member">The member's path; null for the record as a whole.</param>
/// <param name="Rule">Which rule says so.</param>
/// <param name="Sentence">What and why.</param>
internal sealed record RecordChange(ChangeClass Class, string? Member, string Rule, string Sentence);

internal sealed class RecordDiff
{
    private readonly RecordDeclaration _old;
    private readonly RecordDeclaration _new;
    private readonly TypeMeasure _measure;
    private readonly List<Leaf> _oldLeaves;
    private readonly List<Leaf> _newLeaves;
    private readonly Dictionary<string, Leaf> _oldByPath;
    private readonly Dictionary<string, Leaf> _newByPath;
    private readonly HashSet<Leaf> _renamed = [];
    private readonly List<RecordChange> _changes = [];

    /// <summary>True when the size differs only because the last array's bound does.</summary>
    private bool _hasOtherTail;

    private RecordDiff(RecordDeclaration old, RecordDeclaration @new, TypeMeasure measure)
    {
        _old = old;
        _new = @new;
        _measure = measure;
        (_oldLeaves, _newLeaves) = Leaf.Of(old, measure, @new, measure);
        _oldByPath = ByPath(_oldLeaves);
        _newByPath = ByPath(_newLeaves);
    }

    public static IReadOnlyList<RecordChange> Compare(RecordDeclaration old, RecordDeclaration @new, TypeMeasure measure)
    {
        var diff = new RecordDiff(old, @new, measure);
        diff.CompareOldMembers();
        diff.CompareNewMembers();
        diff.CompareWhole();
        return diff._changes;
    }

    private void CompareOldMembers()
    {
        var moved = new List<(Leaf Old, Leaf New)>();
        foreach (Leaf old in _oldLeaves.Where(leaf => !leaf.IsReserved))
        {
            if (!_newByPath.TryGetValue(old.Path, out Leaf? @new))
            {
                CompareGone(old);
            }
            else if (@new.Start != old.Start)
            {
                moved.Add((old, @new));
            }
            else if (@new.Width != old.Width)
            {
                CompareWidths(old, @new);
            }
            else if (TypeChange.Of(old.Field.Type, @new.Field.Type, _measure) is { } type && (old.Tag is null || old.Tag != @new.Tag))
            {
                Add(type.Class, old.Path, type.Rule, type.Why);
            }
        }

        if (moved.Count > 0)
        {
            (Leaf old, Leaf @new) = moved[0];
            string others = moved.Count == 1 ? "" : moved.Count == 2 ? ", and 1 other with it" : $", and {moved.Count - 1} others with it";
            Add(ChangeClass.Breaking, old.Path, "member-moved", $"moved from {old.Place} to {@new.Place}{others}");
        }
    }

    private void CompareGone(Leaf old)
    {
        Leaf? heir = _newLeaves
            .Where(leaf => leaf.Start == old.Start && leaf.Width == old.Width && !_oldByPath.ContainsKey(leaf.Path) && !_renamed.Contains(leaf))
            .OrderBy(leaf => leaf.Field.Type.ToString() == old.Field.Type.ToString() ? 0 : 1)
            .FirstOrDefault() ?? _newLeaves.FirstOrDefault(leaf => leaf.IsReserved && leaf.Start == old.Start && leaf.Width == old.Width);
        if (heir is not null)
        {
            _renamed.Add(heir);
            Add(ChangeClass.Source, old.Path, heir.IsReserved ? "member-retired" : "member-renamed", heir.IsReserved
                ? $"is reserved now, as {heir.Path}: the same bytes under another name"
                : $"is called {heir.Path} now: the same place and size");
            return;
        }

        List<Leaf> inItsPlace = [.. _newLeaves.Where(leaf => leaf.Overlaps(old) && !leaf.IsReserved && !_oldByPath.ContainsKey(leaf.Path))];
        if (inItsPlace.Count > 1 && inItsPlace.TrueForAll(leaf => leaf.Path.StartsWith(old.Path, StringComparison.Ordinal)) && Tile(inItsPlace, old))
        {
            Add(ChangeClass.Source, old.Path, "member-split", $"is split into {string.Join(" and ", inItsPlace.Select(leaf => leaf.Path))}, over the same bytes");
        }
        else if (inItsPlace.Count > 0)
        {
            Add(ChangeClass.Breaking, old.Path, "member-replaced", $"is gone, and its bytes hold {string.Join(", ", inItsPlace.Select(leaf => leaf.Path))}");
        }
        else
        {
            Add(ChangeClass.Source, old.Path, "member-removed", "is gone; no other member took its bytes");
        }
    }

    /// <summary>True when the parts, in their order, fill the place of the whole without a gap.</summary>
    private static bool Tile(List<Leaf> parts, Leaf whole)
    {
        long end = whole.Start;
        foreach (Leaf part in parts.OrderBy(leaf => leaf.Start))
        {
            if (part.Start != end)
            {
                return false;
            }

            end = part.End;
        }

        return end == whole.End;
    }

    /// <summary>True when the bits that a member has more were nobody's, or belong to alternatives of a union that stay where they are.</summary>
    private bool GrewWithoutHarm(Leaf old, Leaf @new) => @new.Width > old.Width && _oldLeaves
        .Where(leaf => leaf != old && !leaf.IsReserved && leaf.Start < @new.End && leaf.End > old.End)
        .All(leaf => _newByPath.TryGetValue(leaf.Path, out Leaf? kept) && kept.Start == leaf.Start && kept.Width >= leaf.Width);

    private void CompareWidths(Leaf old, Leaf @new)
    {
        bool isLast = old.End >= _oldLeaves.Max(leaf => leaf.End);
        if (isLast && old.IsArray && @new.IsArray && IsOpenEnded(old, @new))
        {
            _hasOtherTail = true;
            bool isSame = _new.Size == _old.Size;
            Add(isSame ? ChangeClass.Harmless : ChangeClass.Source, old.Path, "tail-array",
                $"{old.Field.Type} became {@new.Field.Type}: an array of variable length as before, {(isSame ? "and sizeof stays" : $"but sizeof is {_new.Size} where it was {_old.Size}")}");
        }
        else if (old.Tag is not null && old.Tag == @new.Tag && GrewWithoutHarm(old, @new))
        {
            Add(ChangeClass.Extending, old.Path, "member-type-grown", $"grew with its type {old.Tag} from {old.Measure} to {@new.Measure}, and nothing had to move");
        }
        else if (old.IsArray && @new.IsArray && ElementBits(old) == ElementBits(@new) && GrewWithoutHarm(old, @new))
        {
            Add(ChangeClass.Extending, old.Path, "array-grown", $"grew from {old.Measure} to {@new.Measure}, and nothing had to move");
        }
        else
        {
            Add(ChangeClass.Breaking, old.Path, "member-resized", $"has {@new.Measure} where it had {old.Measure}");
        }
    }

    /// <summary>GNU's <c>[0]</c> and the old habit of <c>[1]</c> mean what C99's <c>[]</c> says.</summary>
    private bool IsOpenEnded(Leaf old, Leaf @new)
    {
        long oldElement = ElementBits(old);
        bool isSame = oldElement > 0 && oldElement == ElementBits(@new);
        return isSame && Math.Min(old.Width, @new.Width) == 0 && Math.Max(old.Width, @new.Width) == oldElement;
    }

    private long ElementBits(Leaf leaf) => leaf.Field.Type.Canonical is ArrayType array ? (_measure.SizeOf(array.Element) ?? 0) * 8 : 0;

    private void CompareNewMembers()
    {
        var appended = new List<string>();
        foreach (Leaf @new in _newLeaves.Where(leaf => !_oldByPath.ContainsKey(leaf.Path) && !_renamed.Contains(leaf)))
        {
            List<Leaf> below = [.. _oldLeaves.Where(leaf => !leaf.IsReserved && leaf.Overlaps(@new))];
            if (below.Count > 0)
            {
                if (below.All(old => _newByPath.TryGetValue(old.Path, out Leaf? kept) && kept.Start == old.Start && (kept.Width == 0 || kept.Overlaps(@new))))
                {
                    Add(ChangeClass.Extending, @new.Path, "member-alternative", $"is a new name for bytes of {string.Join(", ", below.Take(3).Select(leaf => leaf.Path))}{(below.Count > 3 ? ", ..." : "")}, which stay");
                }
            }
            else if (@new.Start >= _old.Size * 8 || @new.Width == 0)
            {
                appended.Add(@new.Path);
            }
            else if (!@new.IsReserved)
            {
                bool wasReserved = _oldLeaves.Any(leaf => leaf.IsReserved && leaf.Overlaps(@new));
                Add(ChangeClass.Extending, @new.Path, wasReserved ? "reserved-carved" : "padding-used", wasReserved
                    ? $"took {@new.Measure} at {@new.Place} that were reserved"
                    : $"took {@new.Measure} at {@new.Place} that were nobody's; old programs may leave rubbish there");
            }
            else if (!_oldLeaves.Any(leaf => leaf.IsReserved && leaf.Overlaps(@new)))
            {
                Add(ChangeClass.Harmless, @new.Path, "padding-named", $"names {@new.Measure} at {@new.Place} that were padding before");
            }
        }

        if (appended.Count > 0 && _new.Size == _old.Size)
        {
            Add(ChangeClass.Extending, null, "member-added", $"has {string.Join(", ", appended)} at its end, of variable length");
        }
    }

    private void CompareWhole()
    {
        if (_old.IsUnion != _new.IsUnion)
        {
            Add(ChangeClass.Source, null, "record-kind", $"is a {(_new.IsUnion ? "union" : "struct")} now");
        }

        if (_new.Size > _old.Size && !_hasOtherTail)
        {
            bool isBroken = _changes.Exists(change => change.Class == ChangeClass.Breaking);
            List<string> added = [.. _newLeaves.Where(leaf => leaf.End > _old.Size * 8 && !_oldByPath.ContainsKey(leaf.Path)).Select(leaf => leaf.Path)];
            string by = added.Count == 0 ? "" : $" by {string.Join(", ", added.Take(6))}{(added.Count > 6 ? ", ..." : "")}";
            string grew = $"grew from {_old.Size} to {_new.Size} bytes{by}";
            if (isBroken)
            {
                Add(ChangeClass.Breaking, null, "record-resized", grew);
            }
            else if (SelfSize() is { } name)
            {
                Add(ChangeClass.Extending, null, "grown-self-size", $"{grew}; callers state its size in {name}");
            }
            else
            {
                Add(ChangeClass.Extending, null, "grown", $"{grew}; all that was there stays in place, and a size has to be told beside it");
            }
        }
        else if (_new.Size < _old.Size && !_hasOtherTail)
        {
            Add(ChangeClass.Breaking, null, "record-shrunk", $"shrank from {_old.Size} to {_new.Size} bytes");
        }
        else if (_new.Alignment != _old.Alignment)
        {
            Add(ChangeClass.Source, null, "record-alignment", $"is aligned to {_new.Alignment} where it was {_old.Alignment}; structs that hold it may be laid out otherwise when compiled again");
        }
    }

    /// <summary>The member in which a caller tells how much of the record it knows; null when there is none.</summary>
    private string? SelfSize() => _old.Fields
        .Where(field => field is { Offset: 0, BitWidth: null } && field.Name is "argsz" or "size" or "sz" or "len" or "length" or "struct_size" or "usize")
        .Where(field => CTypes.IntegerKind(field.Type) is not null)
        .Select(field => field.Name)
        .FirstOrDefault();

    private void Add(ChangeClass @class, string? member, string rule, string sentence) => _changes.Add(new RecordChange(@class, member, rule, sentence));

    private static Dictionary<string, Leaf> ByPath(List<Leaf> leaves)
    {
        var byPath = new Dictionary<string, Leaf>(StringComparer.Ordinal);
        foreach (Leaf leaf in leaves.Where(leaf => leaf.Field.Name is not null))
        {
            byPath.TryAdd(leaf.Path, leaf);
        }

        return byPath;
    }
}
