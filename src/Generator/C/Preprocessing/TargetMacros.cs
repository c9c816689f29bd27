// Stage: preprocessing. The predefined macros that differ between targets: a unit that writes none of their names is the same tokens on
// all of them, and two targets that agree on those that it writes give it the same tokens.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Layout;
using UapiGen.C.Lexing;

namespace UapiGen.C.Preprocessing;

internal static class TargetMacros
{
    private static readonly ConcurrentDictionary<Target, Dictionary<string, string>> s_definitions = new();

    private static readonly Lazy<string[]> s_varying = new(() => Target.All
        .SelectMany(target => DefinitionsOf(target).Keys)
        .Distinct()
        .Where(name => Target.All.Select(target => Definition(target, name)).Distinct().Count() > 1)
        .ToArray());

    /// <summary>Those whose names a unit has written.</summary>
    public static IReadOnlyList<string> WrittenIn(NameTable names)
    {
        names.ReadsHeaders = false;
        return s_varying.Value.Where(name => names.Intern(name).IsWritten).ToArray();
    }

    /// <summary>True when two targets define these names alike.</summary>
    public static bool AreAlike(Target one, Target other, IReadOnlyList<string> names) => names.All(name => Definition(one, name) == Definition(other, name));

    private static string? Definition(Target target, string name) => DefinitionsOf(target).TryGetValue(name, out string? body) ? body : null;

    private static Dictionary<string, string> DefinitionsOf(Target target) => s_definitions.GetOrAdd(target, static target => Preprocessor.PredefinedText(target)
        .Split('\n')
        .Select(line => line.Split([' '], 3))
        .Where(words => words.Length == 3)
        .GroupBy(words => words[1])
        .ToDictionary(group => group.Key, group => group.Last()[2]));
}
