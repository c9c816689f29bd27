// Stage: diff. In: two versions of one header. Out: what changed in what it declares.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Tool.Dump;

namespace UapiGen.Tool.Diff;

/// <summary>Where a name is declared in all headers of a version; declarations move between headers.</summary>
/// <param name="Old">In the old version.</param>
/// <param name="New">In the new version.</param>
internal sealed record Elsewhere(Func<string, string?> Old, Func<string, string?> New);

internal sealed class HeaderDiff
{
    private readonly string _header;
    private readonly Surface _old;
    private readonly Surface _new;
    private readonly Elsewhere _elsewhere;
    private readonly Func<Surface, Declaration, bool> _isCompared;
    private readonly List<Change> _changes = [];

    private HeaderDiff(string header, Surface old, Surface @new, Elsewhere elsewhere, bool comparesIncludes)
    {
        _header = header;
        _old = old;
        _new = @new;
        _elsewhere = elsewhere;
        _isCompared = comparesIncludes ? (_, _) => true : (surface, declaration) => surface.IsOwn(declaration);
    }

    /// <param name="header">As an <c>#include</c> names it.</param>
    /// <param name="old">The old version.</param>
    /// <param name="new">The new version.</param>
    /// <param name="elsewhere">Where else names are.</param>
    /// <param name="comparesIncludes">True when what the header includes is compared with it, since nobody else compares it.</param>
    public static IReadOnlyList<Change> Compare(string header, Surface old, Surface @new, Elsewhere elsewhere, bool comparesIncludes)
    {
        var diff = new HeaderDiff(header, old, @new, elsewhere, comparesIncludes);
        diff.CompareRecords();
        diff.CompareEnums();
        diff.CompareTypedefs();
        diff.CompareValues();
        diff.CompareIoctls();
        diff.CompareMacros();
        return diff._changes;
    }

    private void CompareRecords() => CompareNames("record", _old.Records, _new.Records, (name, old, @new) =>
    {
        foreach (RecordChange change in RecordDiff.Compare(old, @new, new TypeMeasure(_old.Unit.Target)))
        {
            string subject = change.Member is null ? name : name + "." + change.Member;
            Add(change.Class, "record", subject, change.Rule, change.Sentence, old, @new);
        }
    });

    private void CompareEnums() => CompareNames("enum", _old.Enums, _new.Enums, (name, old, @new) =>
    {
        if (old.Size != @new.Size)
        {
            Add(ChangeClass.Breaking, "enum", name, "enum-resized", $"has {@new.Size} bytes where it had {old.Size}", old, @new);
        }
        else if (old.IsSigned != @new.IsSigned)
        {
            Add(ChangeClass.Source, "enum", name, "type-sign", $"is {(@new.IsSigned ? "signed" : "unsigned")} now", old, @new);
        }
    });

    private void CompareTypedefs() => CompareNames("typedef", _old.Typedefs, _new.Typedefs, (name, old, @new) =>
    {
        var measure = new TypeMeasure(_old.Unit.Target);
        bool isRecord = old.Type.Canonical is RecordType && @new.Type.Canonical is RecordType;
        if (measure.SizeOf(old.Type) != measure.SizeOf(@new.Type) && !isRecord)
        {
            Add(ChangeClass.Breaking, "typedef", name, "type-resized", $"has {measure.SizeOf(@new.Type)} bytes where it had {measure.SizeOf(old.Type)}", old, @new);
        }
        else if (!isRecord && TypeChange.Of(old.Type, @new.Type, measure) is { } type)
        {
            Add(type.Class, "typedef", name, type.Rule, type.Why, old, @new);
        }
    });

    private void CompareValues()
    {
        foreach ((string name, NamedValue old) in _old.Values.Where(pair => _isCompared(_old, pair.Value.Declaration)))
        {
            if (!_new.Values.TryGetValue(name, out NamedValue? @new))
            {
                Gone(old.Enumerator is null ? "constant" : "enumerator", name, old.Declaration);
            }
            else if (ValueDiff.Compare(name, old, @new, _old, _new) is { } change)
            {
                Add(change.Class, old.Enumerator is null ? "constant" : "enumerator", name, change.Rule, change.Sentence, old.Declaration, @new.Declaration);
            }
        }

        foreach ((string name, NamedValue @new) in _new.Values.Where(pair => _isCompared(_new, pair.Value.Declaration) && !_old.Values.ContainsKey(pair.Key)))
        {
            Came(@new.Enumerator is null ? "constant" : "enumerator", name, @new.Declaration);
        }
    }

    private void CompareIoctls() => CompareNames("ioctl", _old.Ioctls, _new.Ioctls, (name, old, @new) =>
    {
        if (old.Value == @new.Value)
        {
            (string before, string after) = (old.Argument?.ToString() ?? "", @new.Argument?.ToString() ?? "");
            if (before != after && before.Length > 0 && after.Length > 0 && TypeChange.Of(old.Argument!, @new.Argument!, new TypeMeasure(_old.Unit.Target)) is { } type)
            {
                Add(type.Class, "ioctl", name, "ioctl-argument", $"takes {after} where it took {before}, with the same number", old, @new);
            }

            return;
        }

        string change = $"was 0x{old.Value:x8}, and is 0x{@new.Value:x8}";
        bool isSizeOnly = (old.Direction, old.Type, old.Number) == (@new.Direction, @new.Type, @new.Number);
        string? kept = _new.Ioctls.Where(ioctl => ioctl.Value.Value == old.Value).Select(ioctl => ioctl.Key).FirstOrDefault();
        if (kept is not null)
        {
            Add(ChangeClass.Source, "ioctl", name, "ioctl-kept", $"{change}; the old number stays as {kept}", old, @new);
        }
        else if (isSizeOnly && old.Type == 'd' && name.StartsWith("DRM_IOCTL_", StringComparison.Ordinal) && @new.Size > old.Size)
        {
            Add(ChangeClass.Extending, "ioctl", name, "ioctl-drm", $"{change}; DRM takes a request by its number alone, and any size of its argument", old, @new);
        }
        else
        {
            string why = isSizeOnly
                ? $"its argument has {@new.Size} bytes where it had {old.Size}, and the number holds the size"
                : $"{JsonDump.DirectionName(old.Direction)} '{Character(old.Type)}' {old.Number} became {JsonDump.DirectionName(@new.Direction)} '{Character(@new.Type)}' {@new.Number}";
            Add(ChangeClass.Breaking, "ioctl", name, "ioctl-number", $"{change}: {why}", old, @new);
        }
    });

    private void CompareMacros() => CompareNames("macro", _old.Macros, _new.Macros, (name, old, @new) =>
    {
        if (old.Parameters is not null && @new.Parameters is not null && (old.Parameters.Count != @new.Parameters.Count || old.IsVariadic != @new.IsVariadic))
        {
            Add(ChangeClass.Source, "macro", name, "macro-parameters", $"takes ({string.Join(", ", @new.Parameters)}) where it took ({string.Join(", ", old.Parameters)})", old, @new);
        }
        else if (!SameTokens(old.Replacement, @new.Replacement))
        {
            Add(ChangeClass.Harmless, "macro", name, "macro-body", "is written otherwise; what it gives is not compared", old, @new);
        }
    });

    private static bool SameTokens(string old, string @new) => old.Replace(" ", "", StringComparison.Ordinal) == @new.Replace(" ", "", StringComparison.Ordinal);

    private void CompareNames<T>(string kind, IReadOnlyDictionary<string, T> old, IReadOnlyDictionary<string, T> @new, Action<string, T, T> compare)
        where T : Declaration
    {
        foreach ((string name, T before) in old.Where(pair => _isCompared(_old, pair.Value)))
        {
            if (@new.TryGetValue(name, out T? after))
            {
                compare(name, before, after);
            }
            else
            {
                Gone(kind, name, before);
            }
        }

        foreach ((string name, T after) in @new.Where(pair => _isCompared(_new, pair.Value) && !old.ContainsKey(pair.Key)))
        {
            Came(kind, name, after);
        }
    }

    /// <summary>A name that the new version of the header does not declare in this way.</summary>
    private void Gone(string kind, string name, Declaration old)
    {
        if (_new.Declares(name) || IsGuard(old))
        {
            // It became another kind of thing: a macro an enumerator, a struct a typedef's.
            bool isKnown = _old.Ioctls.TryGetValue(name, out IoctlDeclaration? request) && _new.Values.TryGetValue(name, out NamedValue? value) && value.IsInteger;
            if (isKnown && _new.Values[name].Integer == request!.Value)
            {
                Add(ChangeClass.Harmless, kind, name, "kind-changed", "is written otherwise, with the same number", old, _new.Values[name].Declaration);
            }
            else if (isKnown)
            {
                Add(ChangeClass.Breaking, kind, name, "ioctl-number", $"was 0x{request!.Value:x8}, and is 0x{_new.Values[name].Integer:x8}", old, _new.Values[name].Declaration);
            }
            else if (!IsGuard(old) && (kind == "ioctl" || (kind == "record" && !_new.Typedefs.ContainsKey(name))))
            {
                Add(ChangeClass.Source, kind, name, "kind-changed", $"is no {kind} any more, though the name stays", old, null);
            }
        }
        else if (_elsewhere.New(name) is { } header)
        {
            Add(ChangeClass.Source, kind, name, "moved", $"is declared by {header} now, which {_header} does not include", old, null);
        }
        else if (_new.IsIncomplete && _new.Mentions(name))
        {
            Add(ChangeClass.Harmless, kind, name, "unread", "may be gone: the new header could not be read as a whole, so it is not known", old, null);
        }
        else
        {
            Add(ChangeClass.Source, kind, name, "removed", "is gone; source that names it no longer compiles", old, null);
        }
    }

    private void Came(string kind, string name, Declaration @new)
    {
        if (!_old.Declares(name) && !IsGuard(@new) && _elsewhere.Old(name) is null && !(_old.IsIncomplete && _old.Mentions(name)))
        {
            Add(ChangeClass.Extending, kind, name, "added", "is new", null, @new);
        }
    }

    /// <summary>What only keeps a header from being read twice, or tells the preprocessor that it was.</summary>
    private static bool IsGuard(Declaration declaration) => declaration is MacroDeclaration { Parameters: null, Replacement.Length: 0 };

    private void Add(ChangeClass @class, string kind, string name, string rule, string sentence, Declaration? old, Declaration? @new) =>
        _changes.Add(new Change(@class, kind, _header, name, rule, sentence)
        {
            OldPlace = old is null ? null : _old.PlaceOf(old),
            NewPlace = @new is null ? null : _new.PlaceOf(@new),
        });

    private static string Character(int type) => type is > 0x20 and < 0x7f ? ((char)type).ToString() : $"\\x{type:x2}";
}
