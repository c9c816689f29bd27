// Function-like macros that are as deep or as large as they are let be.
using System.Linq;
using UapiGen.C.Binding;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Hostile;

public sealed class MacroFunctionTests
{
    [Theory]
    [InlineData("(a)", " + ", 60)]
    [InlineData("(a)", " + ", 240)]
    [InlineData("a", " ? 1 : ", 99)]
    [InlineData("a", " , ", 249)]
    [InlineData("1", " + a | ", 99)]
    public void Chain_AsLongAsABodyMayBe_NeedsLittleStack(string term, string separator, int count)
    {
        TranslationUnit unit = SmallStack.Read($"#define CHAIN(a) {string.Join(separator, Enumerable.Repeat(term, count))}\n");

        Assert.Equal("CHAIN", Assert.Single(unit.Macros).Name);
        Assert.Empty(unit.Diagnostics);
    }

    [Fact]
    public void Body_BeyondTheLimit_IsLeftOut()
    {
        TranslationUnit unit = SmallStack.Read($"#define LONG(a) {string.Join(" + ", Enumerable.Repeat("a", 10_000))}\n");

        Assert.Equal("its expansion is too long", Assert.Single(unit.Macros).NoFunctionReason);
    }
}
