// The words of the kernel's checker, in headers that were taken from a kernel tree without being installed.
using Xunit;

namespace UapiGen.FrontEnd.Tests.Parsing;

public sealed class AnnotationTests
{
    [Theory]
    [InlineData("unsigned long long __user *data;", "data", "unsigned long long *")]
    [InlineData("void __user * const __user data;", "data", "void *")]
    [InlineData("char __iomem *__force data;", "data", "char *")]
    [InlineData("const char __user *__user *data;", "data", "const char **")]
    public void Annotation_BeforeADeclarator_IsNoPartOfTheType(string member, string name, string type) =>
        Assert.Equal(type, Header.ReadClean("struct x { " + member + " };").Record("x").Field(name).Type.ToString());

    [Theory]
    [InlineData("int __user;")]
    [InlineData("int __user : 3;")]
    [InlineData("int __user[2];")]
    [InlineData("int *__user, b;")]
    public void SameWord_InADeclaratorsPlace_IsTheName(string member) =>
        Assert.Equal("__user", Header.ReadClean("struct x { " + member + " };").Record("x").Fields[0].Name);

    [Fact]
    public void UnknownWord_BeforeADeclarator_StaysAnError() =>
        Assert.Equal(["test.h(1,24): UAPI1201"], Header.Read("struct x { int __other *data; };").Findings());

    [Theory]
    [InlineData("struct x { char a; int b; } __packed;", "test.h(1,29): UAPI1210")]
    [InlineData("struct o { struct x { char a; int b; } __packed; };", "test.h(1,40): UAPI1210")]
    public void PackedBehindARecord_ThatNobodyDefined_IsWarnedOf(string text, string finding)
    {
        var unit = Header.Read(text);
        Assert.Equal([finding], unit.Findings());
        Assert.Equal(8, unit.Record("x").Size);
    }

    [Theory]
    [InlineData("#define __packed __attribute__((packed))\nstruct x { char a; int b; } __packed;")]
    [InlineData("struct x { char a; int b; } __attribute__((packed)) y;")]
    public void PackedBehindARecord_ThatIsDefined_Packs(string text) => Assert.Equal(5, Header.ReadClean(text).Record("x").Size);
}
