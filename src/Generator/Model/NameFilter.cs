// Stage: model. The Include and Exclude patterns of the attribute: '*' stands for any run of characters.
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace UapiGen.Model;

internal sealed class NameFilter(IEnumerable<string> include, IEnumerable<string> exclude)
{
    private readonly List<Regex> _include = include.Select(ToRegex).ToList();
    private readonly List<Regex> _exclude = exclude.Select(ToRegex).ToList();

    public bool Takes(string name) =>
        (_include.Count == 0 || _include.Any(pattern => pattern.IsMatch(name))) && !_exclude.Any(pattern => pattern.IsMatch(name));

    private static Regex ToRegex(string pattern) =>
        new("^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$", RegexOptions.CultureInvariant);
}
