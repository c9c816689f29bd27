// Stage: preprocessing. A file that is being read, and its open conditionals.
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

/// <summary>A file that is being read: its cursor, its open conditionals, and whether an include guard wraps it all.</summary>
internal sealed class FileContext(Lexer lexer, IncludedHeader? header)
{
    private Name? _guard;
    private bool _hasContent;

    public Lexer Lexer { get; } = lexer;

    public IncludedHeader? Header { get; } = header;

    public Stack<Conditional> Conditionals { get; } = new();

    /// <summary>The macro that guards the whole file; null while something stands outside of the guard.</summary>
    public Name? ClosedGuard { get; private set; }

    public void HasContent()
    {
        _hasContent = true;
        ClosedGuard = null;
        if (Conditionals.Count == 0)
        {
            _guard = null;
        }
    }

    /// <summary>A first <c>#ifndef X</c>: the file's guard, if its <c>#endif</c> turns out to be the last thing.</summary>
    public void MayBeGuard(Name name) => _guard = _hasContent ? null : name;

    public void IsNoGuard() => _guard = null;

    public void CloseGuard() => ClosedGuard = Conditionals.Count == 0 ? _guard : null;
}

internal sealed class Conditional(SourceSpan span, bool isTaken)
{
    public SourceSpan Span { get; } = span;

    /// <summary>True once one of its groups was read.</summary>
    public bool IsTaken { get; set; } = isTaken;

    public bool HasElse { get; set; }
}
