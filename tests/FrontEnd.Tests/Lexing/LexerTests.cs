// Characters to tokens: splices, comments, punctuators, literals as they are spelt (C11 6.4).
using System.Linq;
using UapiGen.FrontEnd.Tests.Preprocessing;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Lexing;

public sealed class LexerTests
{
    [Theory]
    [InlineData("in\\\nt a;", "int a ;")]
    [InlineData("in\\\r\nt a;", "int a ;")]
    [InlineData("in\\  \nt a;", "int a ;")]
    [InlineData("0x\\\n10", "0x10")]
    [InlineData("\"a\\\nb\"", "\"ab\"")]
    [InlineData("#define A 1 \\\n + 2\nA", "1 + 2")]
    [InlineData("a // b \\\nc\nd", "a d")]
    public void Splice_InAToken_JoinsTheLines(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Theory]
    [InlineData("a/* b */c", "a c")]
    [InlineData("a/**/c", "a c")]
    [InlineData("a/***/c", "a c")]
    [InlineData("a/* // */c", "a c")]
    [InlineData("a // /* b\nc", "a c")]
    [InlineData("#define A 1 /* goes\n on */ + 2\nA", "1 + 2")]
    [InlineData("\"/* a */\"", "\"/* a */\"")]
    [InlineData("/* a */ # define A 1\nA", "1")]
    public void Comment_WhereverItStands_IsASpace(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Theory]
    [InlineData("a+++b", "a ++ + b")]
    [InlineData("a>>=b", "a >>= b")]
    [InlineData("a->b...", "a -> b ...")]
    [InlineData("a..b", "a . . b")]
    [InlineData("<:1:> <%a%>", "[ 1 ] { a }")]
    [InlineData("%: %:", "# #")]
    public void Punctuators_SideBySide_AreAsLongAsCanBe(string text, string expected) => Assert.Equal(expected, Preprocessed.Text("x " + text)[2..]);

    [Theory]
    [InlineData("0x1.8p+3", "Number")]
    [InlineData(".5e-3f", "Number")]
    [InlineData("1..2", "Number")]
    [InlineData("0xe+1", "Number")]
    [InlineData("'\\''", "Character")]
    [InlineData("L'a'", "Character")]
    [InlineData("u8\"a\"", "String")]
    [InlineData("\"a\\\"b\"", "String")]
    [InlineData("$a_1", "Identifier")]
    [InlineData("été", "Identifier")]
    public void Text_OfOneToken_IsOneToken(string text, string kind) =>
        Assert.Equal([(text, kind)], Preprocessed.Tokens(text).Select(token => (token.Text, token.Kind.ToString())));

    [Fact]
    public void ByteOrderMark_AtTheStart_IsPassedOver() => Assert.Equal("a", Preprocessed.Text("\uFEFFa"));

    [Fact]
    public void FormFeed_BetweenTokens_IsASpace() => Assert.Equal("a b", Preprocessed.Text("a\f\vb"));

    [Fact]
    public void ConflictMarkers_InAHeader_LeaveOurSide()
    {
        var unit = Header.Read("<<<<<<< ours\nstruct a { int x; };\n=======\nstruct b { int x; };\n>>>>>>> theirs\nstruct c { int x; };\n");
        Assert.Equal(["test.h(1,1): UAPI1006"], unit.Findings());
        Assert.Equal(["a", "c"], unit.Records.Select(record => record.Name));
    }
}
