// Methods made of function-like macros, against gcc: the same arguments, of the types that the method states, give the same value and type.
// tests/Layout.Tests/Corpus/MacroCorpusTests.cs does it for every header of two kernels.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class MacroMethodTests
{
    private const string IncludeDirectory = "/usr/include";

    private const int MaximumSamples = 120;

    private static readonly ulong[] s_edges = [0, 1, 2, 7, 0x7fffffff, 0x80000000, 0xffffffff, 0x8000000000000000, ulong.MaxValue];

    [Fact]
    public void MacroMethods_OfTheCase_GiveWhatCGives()
    {
        string path = Path.Combine(Repository.Cases, "macros.h");
        GeneratorTest test = GeneratorTest.ForHeader(File.ReadAllText(path));
        test.Sources[0] = test.Sources[0].Replace("public", "internal"); // Public things without documentation are errors here.

        GeneratorRun run = test.Generate();

        Assert.Equal("", string.Join("\n", Differences(run, Load(run), "Demo.Uapi", $"\"{path}\"", minimum: 26)));
    }

    [Fact]
    public void MacroMethods_OfWhatUsersMiss_AreThere()
    {
        Dictionary<string, string> expected = new()
        {
            ["asm-generic/ioctl.h"] = "public static uint _IOC_NR(uint nr)",
            ["linux/ioprio.h"] = "public static uint IOPRIO_PRIO_CLASS(uint ioprio)",
            ["linux/kdev_t.h"] = "public static uint MKDEV(uint ma, uint mi)",
        };

        string all = GenerateInstalled(expected.Keys.ToArray()).Joined();

        Assert.All(expected, pair => Assert.Contains(pair.Value, all, StringComparison.Ordinal));
    }

    [Fact]
    public void MacroMethod_WithAnUnknownMacroInItsBody_AddsNoFinding()
    {
        GeneratorTest test = GeneratorTest.ForHeader("#define TWO(a, b) ((a) + (b))\n#define ONE(a) TWO(a)\n#define CAST(a) ((struct nowhere)(a))\n#define SIZE(a) ((a) * sizeof(nothing_t))\n");

        GeneratorRun run = test.Run();

        Assert.Contains("// ONE(a): a macro that it uses does not expand", run.Source("Macros.g.cs"), StringComparison.Ordinal);
        Assert.Contains("public static int TWO(int a, int b) => unchecked(a + b);", run.Source("Macros.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void MacroMethod_WithATowerOfMacros_IsLeftOutInBoundedTime()
    {
        string tower = string.Concat(Enumerable.Range(1, 60).Select(i => $"#define T{i}(a) (T{i - 1}(a) + T{i - 1}(a))\n"));

        GeneratorRun run = GeneratorTest.ForHeader("#define T0(a) (a)\n" + tower).Run();

        Assert.Contains("// T60(a): its expansion is too long", run.Source("Macros.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void MacroMethod_WithALongChainAndDeepParentheses_Compiles()
    {
        string chain = string.Join(" + ", Enumerable.Repeat("(a)", 60));
        string nested = string.Concat(Enumerable.Repeat("(1 - ~", 20)) + "(a)" + new string(')', 20);

        GeneratorRun run = GeneratorTest.ForHeader($"#define CHAIN(a) ({chain})\n#define NESTED(a) {nested}\n").Run();

        Assert.Contains("int CHAIN(int a) => unchecked(a + a + a + ", run.Source("Macros.g.cs"), StringComparison.Ordinal);
        Assert.Contains("uint NESTED(uint a)", run.Source("Macros.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void MacroMethod_FilteredOut_IsNeitherWrittenNorListed()
    {
        GeneratorTest test = GeneratorTest.ForHeader("#define KEPT(a) ((a) + 1)\n#define LEFT(a) ((a) + 1)\n#define LOST(a) #a\n", ", Include = new[] { \"KEPT\" }");

        Assert.DoesNotContain("LEFT", test.Run().Joined(), StringComparison.Ordinal);
        Assert.DoesNotContain("LOST", test.Run().Joined(), StringComparison.Ordinal);
    }

    private static GeneratorRun GenerateInstalled(string[] headers)
    {
        var test = new GeneratorTest();
        test.Sources.Add("namespace Demo;\n" + string.Concat(headers.Select((path, i) => $"[UapiGen.UapiBindings(\"{path}\")] internal static partial class Uapi{i};\n")));
        foreach (string path in Directory.EnumerateFiles(IncludeDirectory, "*.h", SearchOption.AllDirectories))
        {
            string logical = Path.GetRelativePath(IncludeDirectory, path);
            if (logical.Replace("x86_64-linux-gnu/", "", StringComparison.Ordinal).Split('/')[0] is "linux" or "asm" or "asm-generic" or "drm" or "libdrm" or "sound" or "scsi" or "xen" or "rdma" or "mtd" or "misc")
            {
                test.AdditionalFiles.Add(new TestHeader(path, File.ReadAllText(path, Encoding.Latin1), logical, IncludeDirectory));
            }
        }

        test.AdditionalFiles.AddRange(Repository.BundledHeaders());
        return test.Generate();
    }

    private static Assembly Load(GeneratorRun run)
    {
        using var image = new MemoryStream();
        Assert.Equal([], run.Compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Id != "CS1591").Select(diagnostic => diagnostic.ToString()));
        return Assembly.Load(image.ToArray());
    }

    private static List<string> Differences(GeneratorRun run, Assembly assembly, string className, string include, int minimum)
    {
        List<Sampled> sampled = MethodsOf(run, assembly, className).Select(Sample).ToList();
        Assert.True(sampled.Count >= minimum, $"{sampled.Count} methods");
        if (sampled.Count == 0)
        {
            return [];
        }

        string[] said = CProgram.Run(Program(sampled, include)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected = sampled.SelectMany(method => method.Lines).ToArray();
        Assert.Equal(expected.Length, said.Length);
        return expected.Zip(said).Where(pair => pair.First != pair.Second).Select(pair => $"C#: {pair.First}    C: {pair.Second}").Take(20).ToList();
    }

    /// <summary>Methods with the names of their macros, which stand in the documentation.</summary>
    private static IEnumerable<(string Macro, MethodInfo Method)> MethodsOf(GeneratorRun run, Assembly assembly, string className)
    {
        string sources = string.Concat(run.Sources.Where(source => source.Key.StartsWith(className + "/", StringComparison.Ordinal) && source.Key.EndsWith("/Macros.g.cs", StringComparison.Ordinal)).Select(source => source.Value));
        foreach (Match match in Regex.Matches(sources, @"<c>#define (\w+)\((?:(?!#define)[\s\S])*?public static \w+ @?(\w+)\("))
        {
            yield return (match.Groups[1].Value, assembly.GetType(className)!.GetMethod(match.Groups[2].Value, BindingFlags.Public | BindingFlags.Static)!);
        }
    }

    /// <param name="Macro">The macro's name.</param>
    /// <param name="Method">The method.</param>
    /// <param name="Arguments">Rows of arguments, as 64 bits each.</param>
    /// <param name="Lines">What C is to print for each row.</param>
    private sealed record Sampled(string Macro, MethodInfo Method, List<ulong[]> Arguments, List<string> Lines);

    private static Sampled Sample((string Macro, MethodInfo Method) pair)
    {
        var random = new Random(20240229);
        ParameterInfo[] parameters = pair.Method.GetParameters();
        IEnumerable<ulong[]> rows = parameters.Length == 1 ? s_edges.Select(edge => new[] { edge })
            : parameters.Length == 2 ? s_edges.SelectMany(first => s_edges.Select(second => new[] { first, second }))
            : s_edges.Select(edge => Enumerable.Repeat(edge, parameters.Length).ToArray());
        var sampled = new Sampled(pair.Macro, pair.Method, [], []);
        foreach (ulong[] row in rows.Concat(Enumerable.Range(0, MaximumSamples).Select(_ => parameters.Select(_ => Any(random)).ToArray())).Take(MaximumSamples))
        {
            object result;
            try
            {
                result = pair.Method.Invoke(null, row.Zip(parameters, (bits, parameter) => Convert(bits, parameter.ParameterType)).ToArray())!;
            }
            catch (TargetInvocationException e) when (e.InnerException is ArithmeticException)
            {
                // A division that C leaves undefined.
                continue;
            }

            sampled.Arguments.Add(row);
            string value = result is ulong unsigned ? unsigned.ToString(CultureInfo.InvariantCulture) : unchecked((ulong)System.Convert.ToInt64(result, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
            sampled.Lines.Add($"{pair.Macro}({string.Join(", ", row)}) {Keyword(pair.Method.ReturnType)} {value}");
        }

        return sampled;
    }

    private static ulong Any(Random random) => random.Next(3) switch
    {
        0 => s_edges[random.Next(s_edges.Length)],
        1 => (ulong)random.NextInt64() << 1,
        _ => (ulong)random.Next(1024),
    };

    private static object Convert(ulong bits, Type type) => unchecked(Keyword(type) switch
    {
        "int" => (int)bits,
        "uint" => (uint)bits,
        "long" => (object)(long)bits,
        _ => bits,
    });

    private static string Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => "sbyte",
        TypeCode.Byte => "byte",
        TypeCode.Int16 => "short",
        TypeCode.UInt16 => "ushort",
        TypeCode.Int32 => "int",
        TypeCode.UInt32 => "uint",
        TypeCode.Int64 => "long",
        _ => "ulong",
    };

    private static string Program(List<Sampled> sampled, string include)
    {
        var c = new StringBuilder($$"""
            #include <stddef.h>
            #include {{include}}
            #include <linux/types.h>
            #include <linux/ioctl.h>
            #define UG_TYPE(x) _Generic((x), _Bool: "int", signed char: "sbyte", unsigned char: "byte", short: "short", unsigned short: "ushort", \
                int: "int", unsigned: "uint", long: "long", unsigned long: "ulong", long long: "long", unsigned long long: "ulong")
            extern int printf(const char *, ...);
            int main(void)
            {

            """);
        foreach (Sampled method in sampled)
        {
            int count = method.Method.GetParameters().Length;
            if (method.Arguments.Count == 0)
            {
                continue;
            }

            c.Append(CultureInfo.InvariantCulture, $"{{ static const unsigned long long ug_rows[][{count}] = {{ {string.Join(", ", method.Arguments.Select(row => "{" + string.Join(", ", row.Select(bits => bits + "ULL")) + "}"))} }};\n");
            c.Append(CultureInfo.InvariantCulture, $"for (int ug_i = 0; ug_i < {method.Arguments.Count}; ug_i++) {{\n");
            for (int i = 0; i < count; i++)
            {
                string type = Keyword(method.Method.GetParameters()[i].ParameterType) switch
                {
                    "int" => "int",
                    "uint" => "unsigned int",
                    "long" => "long long",
                    _ => "unsigned long long",
                };
                c.Append(CultureInfo.InvariantCulture, $"volatile {type} ug_{i} = ({type})ug_rows[ug_i][{i}];\n");
            }

            string use = $"({method.Macro}({string.Join(", ", Enumerable.Range(0, count).Select(i => "ug_" + i))}))";
            c.Append(CultureInfo.InvariantCulture, $"printf(\"{method.Macro}({string.Join(", ", Enumerable.Repeat("%llu", count))}) %s %llu\\n\", {string.Join(", ", Enumerable.Range(0, count).Select(i => $"ug_rows[ug_i][{i}]"))}, UG_TYPE({use}), (unsigned long long){use});\n}} }}\n");
        }

        return c.Append("return 0; }\n").ToString();
    }
}
