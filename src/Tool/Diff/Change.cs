// Stage: diff. What changed between two versions, and what it does to programs that were built or written for the first.
namespace UapiGen.Tool.Diff;

/// <summary>What a change does, the worst last. docs/tool.md has the rules.</summary>
internal enum ChangeClass
{
    /// <summary>Neither programs nor their sources notice.</summary>
    Harmless,

    /// <summary>Something came that the old version had not.</summary>
    Extending,

    /// <summary>Programs that are built go on; their source may no longer compile, or mean something else when compiled again.</summary>
    Source,

    /// <summary>A program that was built with the old version may no longer be understood.</summary>
    Breaking,
}

/// <summary>One change.</summary>
/// <param name="Class">What it does.</param>
/// <param name="Kind">What kind of thing changed: record, enum, constant, ioctl, typedef, macro or header.</param>
/// <param name="Header">The header, as an <c>#include</c> names it.</param>
/// <param name="Name">The declaration, or <c>record.member</c>.</param>
/// <param name="Rule">Which rule of docs/tool.md says so.</param>
/// <param name="Sentence">What changed and why it is of this class.</param>
internal sealed record Change(ChangeClass Class, string Kind, string Header, string Name, string Rule, string Sentence)
{
    /// <summary>Where it stands in the old version; null for what came.</summary>
    public string? OldPlace { get; init; }

    /// <summary>Where it stands in the new version; null for what went.</summary>
    public string? NewPlace { get; init; }

    public static string NameOf(ChangeClass @class) => @class switch
    {
        ChangeClass.Breaking => "breaking",
        ChangeClass.Source => "source",
        ChangeClass.Extending => "extending",
        _ => "harmless",
    };
}
