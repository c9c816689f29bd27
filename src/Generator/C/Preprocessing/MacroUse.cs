// Stage: preprocessing. The use of a macro in the text, or in a directive, that expands to too much: the bare name takes its place, so that
// what needs it is lost and not misread, and what stands behind it is read. See BombTests.
namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    private Macro? _usedMacro;
    private Lexing.Token _use;
    private int _outputBeforeUse;
    private bool _isUseTooLarge;

    private void BeginUse(Macro macro, in Lexing.Token use)
    {
        _budget.BeginUse();
        _usedMacro = macro;
        _use = use;
        _outputBeforeUse = _output.Count;
    }

    /// <summary>Takes a use that was too large back, and gives its name instead; false when none was.</summary>
    private bool TryAbandonUse(out Lexing.Token name)
    {
        name = _use;
        if (!_isUseTooLarge)
        {
            return false;
        }

        while (_sources.Count > _expansionDepth)
        {
            if (_sources.Pop().Macro is { } macro)
            {
                macro.IsDisabled = false;
            }
        }

        _output.RemoveRange(_outputBeforeUse, _output.Count - _outputBeforeUse);
        _usedMacro!.IsTooLarge = true;
        Report(PreprocessingDiagnostics.ExpansionTooLarge, PlaceOf(_use), _usedMacro.Name.Text, Format(Budget.MaximumTokensOfUse), Format(MaximumExpansionDepth));
        _isUseTooLarge = false;
        _budget.IsExhausted = false;
        _budget.EndUse();
        return true;
    }
}
