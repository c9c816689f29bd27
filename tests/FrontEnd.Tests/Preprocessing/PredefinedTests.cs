// What is defined before the first line: the limits of the arithmetic types, and what #if makes of characters.
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Preprocessing;

public sealed class PredefinedTests
{
    [Theory]
    [InlineData("__INT8_MAX__", "int 127", "int 127")]
    [InlineData("__UINT16_MAX__", "int 65535", "int 65535")]
    [InlineData("__UINT32_MAX__", "unsigned int 4294967295", "unsigned int 4294967295")]
    [InlineData("__INT64_MAX__", "long 9223372036854775807", "long long 9223372036854775807")]
    [InlineData("__UINT64_MAX__", "unsigned long 18446744073709551615", "unsigned long long 18446744073709551615")]
    [InlineData("__UINTMAX_MAX__", "unsigned long 18446744073709551615", "unsigned long long 18446744073709551615")]
    [InlineData("__SIZE_MAX__", "unsigned long 18446744073709551615", "unsigned int 4294967295")]
    [InlineData("__PTRDIFF_MAX__", "long 9223372036854775807", "int 2147483647")]
    [InlineData("__LONG_WIDTH__", "int 64", "int 32")]
    [InlineData("__INT_LEAST8_MAX__", "int 127", "int 127")]
    [InlineData("__DBL_MANT_DIG__", "int 53", "int 53")]
    public void Limit_OnLp64AndIlp32_HasItsTypeAndValue(string macro, string onLp64, string onIlp32)
    {
        string text = "#define X " + macro + "\n";
        Assert.Equal((onLp64, onIlp32), (Header.Read(Target.X86_64, text).Integer("X"), Header.Read(Target.Arm, text).Integer("X")));
    }

    [Fact]
    public void FloatingLimits_AreThoseOfFloatAndDouble()
    {
        var unit = Header.ReadClean("#define F __FLT_MAX__\n#define D __DBL_EPSILON__\n");
        Assert.Equal((float.MaxValue, System.Math.Pow(2, -52)), ((float)unit.Constant("F").FloatValue, unit.Constant("D").FloatValue));
    }

    [Theory]
    [InlineData("x86_64-linux-gnu", "'\\377' < 0", true)]
    [InlineData("arm-linux-gnueabihf", "'\\377' < 0", false)]
    [InlineData("x86_64-linux-gnu", "L'\\xffffffff' < 0", true)]
    [InlineData("aarch64-linux-gnu", "L'\\xffffffff' < 0", false)]
    [InlineData("x86_64-linux-gnu", "(1, 2) == 2", true)]
    [InlineData("x86_64-linux-gnu", "__has_builtin(__builtin_expect)", true)]
    [InlineData("x86_64-linux-gnu", "__has_builtin(printf)", false)]
    public void Condition_OnATarget_IsDecidedAsCompilersDo(string target, string condition, bool expected)
    {
        var unit = Header.Read(Target.Find(target)!, "#if " + condition + "\n#define X 1\n#else\n#define X 0\n#endif\n");
        Assert.Equal(([], expected ? "int 1" : "int 0"), (unit.Diagnostics, unit.Integer("X")));
    }
}
