// Stage: preprocessing. What one translation unit may cost, so that a header which multiplies itself ends in a diagnostic:
// includes without guards, macros that double at each step, tokens pasted to ever longer ones.
namespace UapiGen.C.Preprocessing;

internal sealed class Budget
{
    /// <summary>Tokens that macro bodies, expansions and the unit itself may hold; the whole of uAPI read as one stays below a quarter.</summary>
    public const int MaximumTokens = 4_000_000;

    /// <summary>Tokens that one use of a macro in the text may expand to, so that a bomb leaves enough for the rest.</summary>
    public const int MaximumTokensOfUse = 400_000;

    /// <summary>Tokens that one macro may expand to where its value is asked for.</summary>
    public const int MaximumTokensOfMacro = 100_000;

    /// <summary>Characters of a pasted or stringized token that cost as much as one token.</summary>
    private const int CharactersPerToken = 8;

    private const int MaximumFiles = 20_000;
    private const int MaximumCharacters = 32 * 1024 * 1024;

    private int _limit = MaximumTokens;
    private int _useLimit = int.MaxValue;
    private int _tokens;
    private int _files;
    private int _characters;

    /// <summary>True from where nothing more is read and expanded.</summary>
    public bool IsExhausted { get; set; }

    /// <summary>True when one macro is expanded for its value, after the unit was read.</summary>
    public bool IsForMacro { get; private set; }

    /// <summary>False when the tokens are too many.</summary>
    public bool TrySpend(int tokens)
    {
        _tokens = tokens > _limit - _tokens ? _limit + 1 : _tokens + tokens;
        return _tokens <= _limit && _tokens <= _useLimit;
    }

    /// <summary>True when it is one use of a macro that is too large, and the unit is not.</summary>
    public bool IsUseTooLarge => _tokens > _useLimit && _tokens <= _limit;

    public void BeginUse() => _useLimit = _tokens + MaximumTokensOfUse;

    public void EndUse() => _useLimit = int.MaxValue;

    public static int CostOf(string text) => 1 + (text.Length / CharactersPerToken);

    /// <summary>False, with what there is too much of, when one more file is too many.</summary>
    public bool TryEnter(int characters, out string exceeded, out int limit)
    {
        _files++;
        _characters += characters;
        (exceeded, limit) = _files > MaximumFiles ? ("files", MaximumFiles) : ("characters", MaximumCharacters);
        return _files <= MaximumFiles && _characters <= MaximumCharacters;
    }

    /// <summary>Opens an account for one macro, within what all of them may cost together.</summary>
    public void BeginMacro()
    {
        IsExhausted = false;
        IsForMacro = true;
        EndUse();
        _limit = System.Math.Min(_tokens + MaximumTokensOfMacro, 2 * MaximumTokens);
    }
}
