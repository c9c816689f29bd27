// Stage: preprocessing. A list of tokens that is being read before the file goes on: a macro's expansion, or tokens expanded by themselves.
using System.Collections.Generic;
using UapiGen.C.Lexing;

namespace UapiGen.C.Preprocessing;

/// <param name="tokens">The tokens to read.</param>
/// <param name="macro">The macro whose name is disabled until they are read; null for tokens of no macro.</param>
/// <param name="isBarrier">True when reading stops at their end, as for an argument that is expanded by itself.</param>
internal sealed class TokenSource(IReadOnlyList<Token> tokens, Macro? macro, bool isBarrier)
{
    private int _next;

    public Macro? Macro { get; } = macro;

    public bool IsBarrier { get; } = isBarrier;

    public bool IsAtEnd => _next >= tokens.Count;

    public Token Current => tokens[_next];

    public Token Take() => tokens[_next++];
}
