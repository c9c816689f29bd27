// Text without end: files too large to read, and megabytes of one thing, which have to be read in linear time.
using System;
using System.IO;
using System.Text;
using UapiGen.Tool.Input;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Hostile;

public sealed class LargeInputTests
{
    [Fact]
    public void File_OfAHundredMegabytes_IsNotRead()
    {
        string text = new(' ', 100_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(["test.h(1,1): UAPI1005"], Header.Read(text).Findings());
        Assert.Equal(["a.h(1,1): UAPI1005"], Header.Read("#include \"a.h\"\nstruct x { int a; };\n", ("a.h", text)).Findings());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void File_OfAHundredMegabytesOnDisk_IsNotTakenIntoMemory()
    {
        string directory = Directory.CreateTempSubdirectory("uapigen-").FullName;
        try
        {
            using (FileStream file = File.Create(directory + "/large.h"))
            {
                file.SetLength(100_000_000);
            }

            var search = new HeaderSearch([directory], useBundled: false);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("larger than", Assert.Throws<UnreadableInputException>(() => search.Open(directory + "/large.h")).Message, StringComparison.Ordinal);
            Assert.Null(search.Resolve("large.h", null, isQuoted: false, isNext: false));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData(";")]
    [InlineData("} ")]
    [InlineData("@ ")]
    [InlineData("a ")]
    [InlineData("{ ")]
    [InlineData("int a;\n")]
    [InlineData("/**/")]
    [InlineData("' ")]
    [InlineData("\\' ")]
    [InlineData("\\'\\\"")]
    [InlineData("#\n")]
    [InlineData("#include <x\n")]
    [InlineData("#include <x>\n")]
    [InlineData("#if 0\n'\\''\\'\n#endif\n")]
    [InlineData("#define A 1\n")]
    [InlineData("struct {\n")]
    [InlineData("struct a {\n")]
    [InlineData("#error x\n")]
    [InlineData("<<<<<<< a\n")]
    [InlineData(",")]
    [InlineData("\\\n")]
    [InlineData("*")]
    public void File_OfMegabytesOfOneThing_IsReadInTime(string part)
    {
        string text = Repeat(part, 1_000_000);
        SmallStack.Read(text);
        SmallStack.Read("#if 0\n" + text);
        SmallStack.Read("#define A " + text);
        SmallStack.Read("#define f(x) x\nf(" + text);
        SmallStack.Read("struct x {" + text);
        SmallStack.Read("int a " + text + "/* beside */");
    }

    private static string Repeat(string part, int length) => new StringBuilder().Insert(0, part, length / part.Length).ToString();
}
