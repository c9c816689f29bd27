// Stage: preprocessing. The tokens of a unit are the one large array of a reading, beyond 85,000 bytes for any but small headers: made anew
// each time, it would have the host collect its whole heap. One is kept from reading to reading instead.
using System.Collections.Generic;
using System.Threading;
using UapiGen.C.Lexing;

namespace UapiGen.C.Preprocessing;

internal static class TokenBuffer
{
    /// <summary>Tokens that are kept room for, 40 bytes each; what a larger unit needs is the collector's.</summary>
    private const int MaximumKept = 32 * 1024;

    private static List<Token>? s_spare;

    public static List<Token> Take() => Interlocked.Exchange(ref s_spare, null) ?? [];

    /// <summary>Takes back what nobody reads any more.</summary>
    public static void Return(List<Token> tokens)
    {
        if (tokens.Capacity <= MaximumKept)
        {
            tokens.Clear();
            Volatile.Write(ref s_spare, tokens);
        }
    }
}
