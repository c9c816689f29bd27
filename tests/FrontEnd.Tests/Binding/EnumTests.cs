// Enums: values, and the integer type that GCC and Clang choose.
using System.Linq;
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Binding;

public sealed class EnumTests
{
    [Theory]
    [InlineData("A", 4, false)]
    [InlineData("A = -1", 4, true)]
    [InlineData("A = 0xffffffff", 4, false)]
    [InlineData("A = 0x7fffffff, B", 4, false)]
    [InlineData("A = -1, B = 0x7fffffff", 4, true)]
    [InlineData("A = -1, B = 0x80000000", 8, true)]
    [InlineData("A = 0x100000000", 8, false)]
    [InlineData("A = 0xffffffffffffffff", 8, false)]
    [InlineData("A = -0x80000001LL", 8, true)]
    [InlineData("A = 1ULL", 4, false)]
    public void Enum_ByItsValues_HasTheNarrowestTypeFromIntOn(string enumerators, int size, bool isSigned)
    {
        foreach (var target in Target.All)
        {
            var @enum = Header.Read(target, $"enum e {{ {enumerators} }};\n").Enums.Single();
            Assert.Equal((size, isSigned), (@enum.Size, @enum.IsSigned));
        }
    }

    [Theory]
    [InlineData("A", 1, false)]
    [InlineData("A = 255", 1, false)]
    [InlineData("A = 256", 2, false)]
    [InlineData("A = -128, B = 127", 1, true)]
    [InlineData("A = -1, B = 128", 2, true)]
    [InlineData("A = 65536", 4, false)]
    public void Enum_ThatIsPacked_HasTheNarrowestType(string enumerators, int size, bool isSigned)
    {
        var @enum = Header.ReadClean($"enum __attribute__((packed)) e {{ {enumerators} }};\n").Enums.Single();
        Assert.Equal((size, isSigned), (@enum.Size, @enum.IsSigned));
        Assert.Equal(size, Header.ReadClean($"enum e {{ {enumerators} }} __attribute__((packed));\n").Enums.Single().Size);
    }

    [Fact]
    public void Enumerators_OneFromAnother_CountOn()
    {
        var values = Header.ReadClean("enum { A, B, C = 10, D, E = A - 1, F, G = (1 << 4) | B, H = sizeof(int), I = 'a', };\n").Enumerators();
        Assert.Equal([0, 1, 10, 11, -1, 0, 17, 4, 97], values.Values);
    }

    [Fact]
    public void Enumerator_BehindTheLargest_IsFoundToBeTooMuch()
    {
        var unit = Header.Read("enum { A = 0xffffffffffffffff, B };\n");
        Assert.Equal(["test.h(1,32): UAPI1204"], unit.Findings());
        Assert.Equal(["A"], unit.Enumerators().Keys);
    }

    [Fact]
    public void Enum_WithATypeOfItsOwn_HasIt()
    {
        var @enum = Header.ReadClean("enum e : unsigned char { A, B };\nstruct x { enum e a; enum e b : 4; };\n").Enums.Single();
        Assert.Equal((1, false), (@enum.Size, @enum.IsSigned));
    }

    [Fact]
    public void Enum_NamedByTag_ByTypedef_OrNotAtAll()
    {
        var unit = Header.ReadClean("enum a { A };\ntypedef enum { B } b;\nenum { C };\ntypedef enum d { D } d_t;\nstruct x { enum { E } e; };\n");
        Assert.Equal(["a", "b", null, "d", null], unit.Enums.Select(@enum => @enum.Name));
        Assert.Equal("x", unit.Enums[^1].Parent!.Name);
    }
}
