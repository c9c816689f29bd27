// Stage: input. In: a pattern such as linux/*.h. Out: the files that it means, in the order of their names.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace UapiGen.Tool.Input;

/// <summary><c>*</c> and <c>?</c> stand for characters of one name, <c>**</c> for any number of directories.</summary>
internal static class HeaderGlob
{
    public static bool IsPattern(string argument) => argument.AsSpan().ContainsAny('*', '?');

    /// <summary>The files below a directory that a pattern names, as paths that begin with <paramref name="directory"/>.</summary>
    public static IEnumerable<string> Files(string directory, string pattern)
    {
        int wild = pattern.AsSpan().IndexOfAny('*', '?');
        string fixedPart = pattern[..(pattern.LastIndexOf('/', wild) + 1)];
        string start = Path.Combine(directory.Length == 0 ? "." : directory, fixedPart);
        if (!Directory.Exists(start))
        {
            return [];
        }

        Regex names = ToRegex(pattern[fixedPart.Length..]);
        var options = new EnumerationOptions { RecurseSubdirectories = pattern.AsSpan(fixedPart.Length).Contains('/') || pattern.Contains("**", StringComparison.Ordinal), IgnoreInaccessible = true };
        return Directory.EnumerateFiles(start, "*", options)
            .Select(path => Path.GetRelativePath(start, path).Replace('\\', '/'))
            .Where(name => names.IsMatch(name))
            .Order(StringComparer.Ordinal)
            .Select(name => (directory.Length == 0 ? "" : directory.TrimEnd('/') + "/") + fixedPart + name);
    }

    public static Regex ToRegex(string pattern) => new(
        "^" + Regex.Escape(pattern).Replace("\\*\\*/", "(?:[^/]*/)*", StringComparison.Ordinal).Replace("\\*\\*", ".*", StringComparison.Ordinal)
            .Replace("\\*", "[^/]*", StringComparison.Ordinal).Replace("\\?", "[^/]", StringComparison.Ordinal) + "$",
        RegexOptions.CultureInvariant);
}
