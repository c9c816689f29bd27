// A unit that takes constants over from another target's has those that it would have evaluated itself.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Binding;

public sealed class SharedConstantTests
{
    private const string Kernel = "/usr/include";

    public static TheoryData<string> Headers() =>
    [
        // Each way in which a constant can follow the target, and those in which it seems to.
        "#define A 1\n#define B 0xffffffff\n#define C 4294967295\n#define D 1L\n#define E 1UL\n#define F 1ULL\n#define G 0x100000000\n#define H 077777777777",
        "#define A sizeof(long)\n#define B ((long)1)\n#define C 'c'\n#define I '\\377'\n#define J 'ab'\n#define K L'c'\n#define D ((char)200)\n#define E \"text\"\n#define F L\"wide\"\n#define G 1.5\n#define H 1.5L",
        "#ifdef __LP64__\n#define W 8\n#else\n#define W 4\n#endif\n#define A W\n#define B (A + 1)\n#define F(x) ((x) + W)\n#define C F(1)\n#define D 5",
        "enum e { X = sizeof(long) };\n#define A X\n#define X X\n#define B (X + 1)",
        "#define A __SIZEOF_LONG__\n#define B __CHAR_BIT__\n#define C __LINE__\n#define D __COUNTER__\n#define E defined(__LP64__)",
        "#ifdef __LP64__\nenum { V = 1 };\n#else\n#define V 1\n#endif\n#define A V",
        "#define A 1\n#define B A\n#undef A\n#ifdef __i386__\n#define A 2\n#else\n#define A 3\n#endif",
        "#define _IOC(d,t,n,s) (((d) << 30) | ((t) << 8) | (n) | ((s) << 16))\n#ifdef __powerpc64__\n#define _IOC_NONE 1U\n#else\n#define _IOC_NONE 0U\n#endif\n#define _IO(t,n) _IOC(_IOC_NONE,(t),(n),0)\n#define R _IO('V', 1)\n#define S _IO(0x56, 2)",
    ];

    [Theory]
    [MemberData(nameof(Headers))]
    public void Constants_OfASmallHeader_AreThoseThatItEvaluates(string text) => Compare(new IncludedHeader("test.h", "test.h", text, 0), new GivenHeaders([("test.h", text)]));

    [Fact]
    public void Constants_OfTheKernelsHeaders_AreThoseThatTheyEvaluate()
    {
        Assert.True(File.Exists(Kernel + "/linux/vfio.h"), "no kernel headers below " + Kernel + ": run eng/install-judges.sh as root, or install Debian's package linux-libc-dev");
        var resolver = new InstalledHeaders();
        int taken = 0;
        foreach (string path in Directory.EnumerateFiles(Kernel + "/linux", "*.h").Order())
        {
            taken += Compare(resolver.Resolve("linux/" + Path.GetFileName(path), null, false, false)!, resolver);
        }

        Assert.True(taken > 10_000, $"only {taken} constants were taken over; most of the kernel's are the same everywhere");
    }

    /// <summary>Gives how many constants were taken over.</summary>
    private static int Compare(IncludedHeader header, IIncludeResolver resolver)
    {
        TranslationUnit reference = Read(header, resolver, new FrontEndOptions());
        int taken = 0;
        foreach (Target target in new[] { Target.I386, Target.S390X, Target.Ppc64Le })
        {
            TranslationUnit alone = Read(header, resolver, new FrontEndOptions { Target = target, IsForComparison = true });
            TranslationUnit shared = Read(header, resolver, new FrontEndOptions { Target = target, IsForComparison = true, Reference = reference });
            Assert.Equal(Describe(alone), Describe(shared));
            taken += shared.Constants.Intersect(reference.Constants).Count();
        }

        return taken;
    }

    private static TranslationUnit Read(IncludedHeader header, IIncludeResolver resolver, FrontEndOptions options) => C.FrontEnd.Read(header, resolver, options, CancellationToken.None);

    private static IEnumerable<string> Describe(TranslationUnit unit) => unit.Constants
        .Select(constant => $"{constant.Name} {constant.Kind} {constant.Type} {constant.Size} {constant.IsSigned} {constant.IntegerBits} {constant.FloatValue} {constant.StringValue} {constant.Location.Start}")
        .Concat(unit.Ioctls.Select(ioctl => $"{ioctl.Name} {ioctl.Direction} {ioctl.Type} {ioctl.Number} {ioctl.Size} {ioctl.Argument} {ioctl.Value}"));

    /// <summary>The headers of this system, behind those of the repository that are for every architecture.</summary>
    private sealed class InstalledHeaders : IIncludeResolver
    {
        public IncludedHeader? Resolve(string name, IncludedHeader? includer, bool isQuoted, bool isNext)
        {
            string[] roots = [Path.Combine(Repository.Root, "headers"), Kernel];
            int index = System.Array.FindIndex(roots, root => (root != Kernel || name.StartsWith("linux/", System.StringComparison.Ordinal)) && File.Exists(Path.Combine(root, name)));
            return index < 0 ? null : new IncludedHeader(Path.Combine(roots[index], name), name, File.ReadAllText(Path.Combine(roots[index], name)), index);
        }
    }
}
