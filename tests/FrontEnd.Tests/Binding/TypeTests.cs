// Types beyond plain C that compilers accept in headers: complex, atomic, va_list; and what a parameter's array may be as long as.
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Binding;

public sealed class TypeTests
{
    [Theory]
    [InlineData("double _Complex z;", "_Complex double", 24, 8)]
    [InlineData("float _Complex z;", "_Complex float", 12, 4)]
    [InlineData("__complex__ z;", "_Complex double", 24, 8)]
    [InlineData("_Complex unsigned int z;", "_Complex unsigned int", 12, 4)]
    [InlineData("long double _Complex z;", "_Complex long double", 48, 16)]
    [InlineData("_Atomic int z;", "_Atomic(int)", 8, 4)]
    [InlineData("_Atomic(short) z;", "_Atomic(short)", 4, 2)]
    [InlineData("_Atomic(struct { short a, b; }) z;", "_Atomic(struct <anonymous>)", 8, 4)]
    [InlineData("__builtin_va_list z;", "__builtin_va_list", 32, 8)]
    public void Member_OfAnUnusualType_IsLaidOutAsGccDoes(string member, string type, long size, long offset)
    {
        var record = Header.ReadClean("struct x { char c; " + member + " };").Record("x");
        Assert.Equal((type, size, offset), (record.Field("z").Type.ToString(), record.Size, record.Field("z").Offset));
    }

    [Theory]
    [InlineData("aarch64-linux-gnu", 40)]
    [InlineData("s390x-linux-gnu", 40)]
    [InlineData("riscv64-linux-gnu", 16)]
    [InlineData("powerpc64le-linux-gnu", 16)]
    [InlineData("i386-linux-gnu", 8)]
    [InlineData("arm-linux-gnueabihf", 8)]
    public void VaList_OnATarget_HasThePsAbisSize(string target, long size) =>
        Assert.Equal(size, Header.Read(Target.Find(target)!, "struct x { char c; __builtin_va_list z; };").Record("x").Size);

    [Fact]
    public void AtomicLongLong_OnI386_IsAlignedToItsSize() =>
        Assert.Equal(16, Header.Read(Target.I386, "struct x { char c; _Atomic long long z; };").Record("x").Size);

    [Theory]
    [InlineData("int f(int n, int a[n]);")]
    [InlineData("int f(int n, int m, int a[n][m], int b[static 3]);")]
    [InlineData("struct x { int (*f)(int n, char a[n + 1]); };")]
    public void ParametersArray_AsLongAsTheCallSays_IsNoFinding(string text) => Header.ReadClean(text);

    [Fact]
    public void MembersArray_AsLongAsNobodyKnows_IsReported() =>
        Assert.Equal(["test.h(1,18): UAPI1204"], Header.Read("struct x { int a[n]; };").Findings());
}
