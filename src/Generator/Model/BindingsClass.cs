// Stage: model. The class that bindings go into, and what its attribute asks for; names only, no symbol.
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>The partial class that takes the bindings.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Declarations">The types around it and itself, outermost first, as a partial declaration opens each: <c>partial class Uapi</c>.</param>
/// <param name="Name">Its name, without the types around it.</param>
/// <param name="FullName">Namespace, types around it and name, with full stops between.</param>
internal sealed record BindingsClass(string Namespace, EquatableArray<string> Declarations, string Name, string FullName)
{
    /// <summary>The folder in the hint names of its files; unique without regard to case.</summary>
    public string FileFolder { get; init; } = FullName;
}

/// <summary>What one <c>[UapiBindings]</c> asks for.</summary>
/// <param name="Class">The class that bears it.</param>
/// <param name="Headers">Logical paths, in the order of the attribute.</param>
/// <param name="Include">Names to emit, with <c>*</c>; all when empty.</param>
/// <param name="Exclude">Names to leave out, with <c>*</c>.</param>
/// <param name="IsPascalCase">Whether C# names are made PascalCase.</param>
internal sealed record BindingsRequest(
    BindingsClass Class, EquatableArray<string> Headers, EquatableArray<string> Include, EquatableArray<string> Exclude, bool IsPascalCase);
