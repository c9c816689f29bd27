// The headers that a test gives, as the front end asks for them.
using UapiGen.C;

namespace UapiGen.FrontEnd.Tests;

/// <summary>Finds a header by its name alone; <c>#include_next</c> finds <c>next/NAME</c>.</summary>
internal sealed class GivenHeaders((string Name, string Text)[] headers) : IIncludeResolver
{
    public IncludedHeader? Resolve(string name, IncludedHeader? includer, bool isQuoted, bool isNext)
    {
        string wanted = isNext ? "next/" + name : name;
        foreach (var (path, text) in headers)
        {
            if (path == wanted)
            {
                return new IncludedHeader(path, name, text, isNext ? 1 : 0);
            }
        }

        return null;
    }
}
