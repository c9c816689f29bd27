// The tokens that preprocessing leaves, as text: what `cpp -P` would print, a space between each two.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Lexing;
using UapiGen.C.Preprocessing;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Preprocessing;

internal static class Preprocessed
{
    /// <summary>The tokens of a header that has no findings.</summary>
    public static string Text(string text, params (string Name, string Text)[] others)
    {
        var unit = Unit(text, others, out var findings);
        Assert.Equal([], findings);
        return string.Join(' ', unit.Tokens.Where(token => token.Kind != TokenKind.EndOfFile).Select(token => token.Text));
    }

    public static IReadOnlyList<Token> Tokens(string text) => [.. Unit(text, [], out _).Tokens.SkipLast(1)];

    private static PreprocessedUnit Unit(string text, (string Name, string Text)[] others, out IReadOnlyList<string> findings)
    {
        var diagnostics = new DiagnosticList();
        var unit = Preprocessor.Preprocess(
            new IncludedHeader("test.h", "test.h", text, 0), new GivenHeaders(others), new FrontEndOptions(), diagnostics, CancellationToken.None);
        findings = [.. diagnostics.ToArray().Select(diagnostic => diagnostic.Descriptor.Id + ": " + diagnostic.Message)];
        return unit;
    }
}
