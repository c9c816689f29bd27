// Which comments a declaration gets: the one above, the one beside, and kernel-doc that names it.
using System.Linq;
using UapiGen.C.Binding;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Documentation;

public sealed class CommentTests
{
    [Fact]
    public void Comment_RightAbove_BelongsToTheDeclaration()
    {
        var unit = Header.ReadClean("/* s */\nstruct s {\n\t/* a */\n\tint a;\n};\n/* A */\n#define A 1\n/* t */\ntypedef int t;\n/* e */\nenum e {\n\t/* B */\n\tB,\n};\n");
        Assert.Equal("/* s */", Only(unit.Record("s")));
        Assert.Equal("/* a */", Only(unit.Record("s").Field("a")));
        Assert.Equal("/* A */", Only(unit.Constant("A")));
        Assert.Equal("/* t */", Only(unit.Typedefs.Single()));
        Assert.Equal("/* e */", Only(unit.Enums.Single()));
        Assert.Equal("/* B */", Only(unit.Enums.Single().Enumerators[0]));
    }

    [Fact]
    public void Comment_Beside_BelongsToTheDeclaration()
    {
        var unit = Header.ReadClean("struct s {\n\tint a; /* a */\n\tint b[2]; // b\n\tint c : 3;\t/* c\n\t\t\tgoes on */\n\tint d;\n};\n#define A 1 /* A */\nenum e {\n\tB, /* B */\n\tC = 2 /* C */\n};\n");
        Assert.Equal(["/* a */", "// b", "/* c\n\t\t\tgoes on */", null], unit.Record("s").Fields.Select(Only));
        Assert.Equal("/* A */", Only(unit.Constant("A")));
        Assert.Equal(["/* B */", "/* C */"], unit.Enums.Single().Enumerators.Select(Only));
    }

    [Theory]
    [InlineData("/* far */\n\nint x;\nstruct s { int a; };")]
    [InlineData("/* far */\n\nstruct s { int a; };")]
    [InlineData("int x; /* beside x */\nstruct s { int a; };")]
    [InlineData("struct s { int a; };\n/* below */")]
    public void Comment_OfAnother_IsLeftAlone(string text) => Assert.Empty(Header.ReadClean(text + "\n").Record("s").Comments);

    [Fact]
    public void Comment_BehindTheNextDeclaration_IsThatOnes()
    {
        var unit = Header.ReadClean("struct s { int a; int b; /* b */\n};\nenum { A, B /* B */ };\n");
        Assert.Equal([null, "/* b */"], unit.Record("s").Fields.Select(Only));
        Assert.Equal([null, "/* B */"], unit.Enums.Single().Enumerators.Select(Only));
    }

    [Theory]
    [InlineData("/**\n * struct s - what it is\n * @a: what\n */")]
    [InlineData("/** struct s - what it is */")]
    [InlineData("/**\n * s - what it is\n */")]
    [InlineData("/**\n * s: what it is\n */")]
    public void KernelDoc_ByName_BelongsWhereverItStands(string comment)
    {
        var unit = Header.ReadClean(comment + "\n\n#define A 1\n\nstruct s { int a; };\n");
        Assert.Equal(comment, Only(unit.Record("s")));
    }

    [Fact]
    public void KernelDoc_OneBlankLineAbove_BelongsToTheDeclaration() =>
        Assert.Equal("/** about */", Only(Header.ReadClean("/** about */\n\nstruct s { int a; };\n").Record("s")));

    [Fact]
    public void Comments_AboveAndBeside_AreBothKept_TheOneBesideFirst() =>
        Assert.Equal(["/* 2 */", "/* 1 */"], Header.ReadClean("/* 1 */\n#define A 1 /* 2 */\n").Constant("A").Comments);

    [Fact]
    public void Comment_InAMacrosContinuation_IsBesideIt() =>
        Assert.Equal("/* at the end */", Only(Header.ReadClean("#define A 1 + \\\n\t2 /* at the end */\n").Constant("A")));

    private static string? Only(Declaration declaration) => declaration.Comments.SingleOrDefault();
}
