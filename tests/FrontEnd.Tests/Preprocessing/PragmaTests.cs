// Pragmas that change what a header means: pack with a macro for its argument, and definitions that are put away and brought back.
using Xunit;

namespace UapiGen.FrontEnd.Tests.Preprocessing;

public sealed class PragmaTests
{
    [Theory]
    [InlineData("#define N 2\n#pragma pack(push, N)\nstruct x { char a; int b; };\n#pragma pack(pop)\n", 6)]
    [InlineData("#define PACK push, 1\n#pragma pack(PACK)\nstruct x { char a; int b; };\n", 5)]
    [InlineData("#pragma pack(push, 1)\n#define N\n#pragma pack(N)\nstruct x { char a; int b; };\n", 8)]
    public void PackPragma_WithAMacro_IsExpanded(string text, long size) => Assert.Equal(size, Header.ReadClean(text).Record("x").Size);

    [Theory]
    [InlineData("#define A 1\n#pragma push_macro(\"A\")\n#undef A\n#define A 2\n#pragma pop_macro(\"A\")\nA", "1")]
    [InlineData("#define A 1\n#pragma push_macro(\"A\")\n#undef A\n#define A 2\nA", "2")]
    [InlineData("#pragma push_macro(\"A\")\n#define A 2\n#pragma pop_macro(\"A\")\nA", "A")]
    [InlineData("#define A 1\n#pragma push_macro(\"A\")\n#pragma push_macro(\"A\")\n#undef A\n#pragma pop_macro(\"A\")\nA\n#pragma pop_macro(\"A\")\nA", "1 1")]
    [InlineData("#define A 1\n#pragma pop_macro(\"A\")\nA", "1")]
    [InlineData("#define A 1\n_Pragma(\"push_macro(\\\"A\\\")\")\n#undef A\n_Pragma(\"pop_macro(\\\"A\\\")\")\nA", "1")]
    public void Macro_PushedAndPopped_ComesBack(string text, string expected) => Assert.Equal(expected, Preprocessed.Text(text));

    [Fact]
    public void PoppedMacro_AtTheUnitsEnd_HasItsFirstValue() =>
        Assert.Equal("int 1", Header.ReadClean("#define A 1\n#pragma push_macro(\"A\")\n#undef A\n#define A 2\n#pragma pop_macro(\"A\")\n").Integer("A"));
}
