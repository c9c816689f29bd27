// Stage: every step of the pipeline. Names by which tests ask why a step ran; Initialize reads down like this list.
namespace UapiGen.Pipeline;

internal static class StepNames
{
    /// <summary>Classes that bear <c>[UapiBindings]</c>: names only, so that an edit elsewhere in their file changes nothing.</summary>
    public const string Requests = "Requests";

    /// <summary>Additional texts with their logical paths; not read yet.</summary>
    public const string HeaderFiles = "HeaderFiles";

    /// <summary>A named header with the texts that it reaches: what cuts edits of unrelated headers.</summary>
    public const string HeaderSet = "HeaderSet";

    /// <summary>The ABI hazards that are switched on, by their ids.</summary>
    public const string Hazards = "Hazards";

    /// <summary>The header's model and findings; tokens and syntax die in this step.</summary>
    public const string HeaderModel = "HeaderModel";

    /// <summary>The files of one class, from the models of its headers; without positions.</summary>
    public const string Bindings = "Bindings";

    /// <summary>One file each: what cuts the re-emission of unchanged ones.</summary>
    public const string Types = "Types";

    /// <summary>What the compilation allows; but for the hazards the only look at it.</summary>
    public const string Target = "Target";

    /// <summary>Hint name and text.</summary>
    public const string Source = "Source";

    /// <summary>Findings with positions: squiggles follow an edit, no source is remade.</summary>
    public const string Diagnostics = "Diagnostics";
}
