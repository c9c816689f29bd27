// Stage: preprocessing. A macro definition (C11 6.10.3).
using System.Collections.Generic;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

/// <summary>What a built-in macro stands for; its value is made at each use.</summary>
internal enum DynamicMacro : byte
{
    None,
    File,
    Line,
    Counter,
    IncludeLevel,
    DateOrTime,
    HasInclude,
    HasIncludeNext,
    HasAttribute,
    HasBuiltin,
    HasOther,
    Pragma,
}

internal sealed class Macro(Name name, SourceSpan location, IReadOnlyList<Name>? parameters, bool isVariadic, Token[] body)
{
    private readonly int[] _parameterAt = FindParameters(parameters, body);

    public Name Name { get; } = name;

    /// <summary>The name's place in its directive.</summary>
    public SourceSpan Location { get; } = location;

    /// <summary>Where the directive's <c>#</c> stands; comments above a macro end before it.</summary>
    public int DirectiveStart { get; set; }

    /// <summary>Where the replacement list ends; a comment beside a macro begins behind it.</summary>
    public int DirectiveEnd { get; set; }

    /// <summary>Null for an object-like macro. A variadic macro's last one stands for the rest: <c>__VA_ARGS__</c> or GNU's own name.</summary>
    public IReadOnlyList<Name>? Parameters { get; } = parameters;

    public bool IsVariadic { get; } = isVariadic;

    public Token[] Body { get; } = body;

    public DynamicMacro Dynamic { get; set; }

    /// <summary>True while its expansion is being rescanned: its name is not expanded again (C11 6.10.3.4p2).</summary>
    public bool IsDisabled { get; set; }

    /// <summary>True once a use of it in the text was too large: it is not expanded again.</summary>
    public bool IsTooLarge { get; set; }

    public bool IsFunctionLike => Parameters is not null;

    /// <summary>The index of the parameter that stands at an index of the body; -1 for any other token.</summary>
    public int ParameterAt(int index) => _parameterAt.Length == 0 ? -1 : _parameterAt[index];

    private static int[] FindParameters(IReadOnlyList<Name>? parameters, Token[] body)
    {
        if (parameters is null || parameters.Count == 0)
        {
            return [];
        }

        var indexes = new Dictionary<Name, int>(parameters.Count);
        for (int i = 0; i < parameters.Count; i++)
        {
            indexes[parameters[i]] = i;
        }

        return System.Array.ConvertAll(body, token => token.Name is { } name && indexes.TryGetValue(name, out int index) ? index : -1);
    }

    /// <summary>The replacement list as written, each run of white space as one space.</summary>
    public string Spell()
    {
        var text = new System.Text.StringBuilder();
        foreach (var token in Body)
        {
            if (text.Length > 0 && token.HasLeadingSpace)
            {
                text.Append(' ');
            }

            text.Append(token.Text);
        }

        return text.ToString();
    }
}
