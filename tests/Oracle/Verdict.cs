using System.Collections.Generic;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Oracle;

/// <summary>Why a compiler takes a header for no C.</summary>
/// <param name="Compiler">Its name.</param>
/// <param name="Error">Its first error.</param>
internal sealed record Refusal(string Compiler, CompilerError Error)
{
    public override string ToString() => $"{Compiler}: {Error}";
}

/// <summary>What the judges say of one header.</summary>
/// <param name="Header">Its path.</param>
/// <param name="Facts">How many facts each compiler was asked.</param>
/// <param name="Wrong">A sentence for each fact that a compiler denies, with both values.</param>
/// <param name="Missing">What clang's AST or macro list has and the front end has not.</param>
/// <param name="Extra">What only the front end has.</param>
/// <param name="Errors">The front end's own errors.</param>
/// <param name="Refusal">Why the compilers themselves refuse the header; null when they accept it.</param>
/// <param name="Judged">What it declares, by kind.</param>
internal sealed record Verdict(
    string Header,
    int Facts,
    IReadOnlyList<string> Wrong,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Extra,
    IReadOnlyList<string> Errors,
    Refusal? Refusal,
    Tally Judged)
{
    /// <summary>A header that no compiler accepts proves nothing, and is neither good nor bad.</summary>
    public bool IsGood => Refusal is not null || Wrong.Count + Missing.Count + Extra.Count + Errors.Count == 0;

    /// <summary>All sentences, for a test's message.</summary>
    public IEnumerable<string> Sentences
    {
        get
        {
            foreach (string wrong in Wrong)
            {
                yield return "wrong: " + wrong;
            }

            foreach (string missing in Missing)
            {
                yield return "missing: " + missing;
            }

            foreach (string extra in Extra)
            {
                yield return "extra: " + extra;
            }

            foreach (string error in Errors)
            {
                yield return "error: " + error;
            }
        }
    }
}
