// Stage: output. The few colours of the tool, as ECMA-48 SGR sequences of the terminal's own 16 colours; nothing where colour is off.
namespace UapiGen.Tool;

/// <summary>Wraps text in a colour, or leaves it alone.</summary>
internal sealed class Palette(bool isOn)
{
    public string Title(string text) => Wrap("1", text);

    public string Faint(string text) => Wrap("2", text);

    /// <summary>What is wrong: an error, a break, a hole.</summary>
    public string Bad(string text) => Wrap("31", text);

    public string Warning(string text) => Wrap("33", text);

    public string Good(string text) => Wrap("32", text);

    public string Accent(string text) => Wrap("36", text);

    private string Wrap(string code, string text) => isOn && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
