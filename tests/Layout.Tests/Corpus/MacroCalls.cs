// In: a method that was made of a macro. Out: calls of it with sampled arguments, and what C is to print for each.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;

namespace UapiGen.Layout.Tests.Corpus;

/// <param name="Header">The macro's header.</param>
/// <param name="Macro">Its name.</param>
/// <param name="Types">The C types of the arguments.</param>
/// <param name="Arguments">Rows of arguments, as 64 bits each.</param>
/// <param name="Lines">For each row the C# type of the result and its 64 bits.</param>
internal sealed record MacroCalls(string Header, string Macro, IReadOnlyList<string> Types, List<ulong[]> Arguments, List<string> Lines)
{
    private const int Most = 60;

    private static readonly ulong[] s_edges = [0, 1, 2, 7, 0x7fffffff, 0x80000000, 0xffffffff, 0x8000000000000000, ulong.MaxValue];

    public static MacroCalls Of(string header, string macro, MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        var random = new Random(20240229);
        IEnumerable<ulong[]> edges = parameters.Length == 2
            ? s_edges.SelectMany(first => s_edges.Select(second => new[] { first, second })).OrderBy(_ => random.Next()).Take(Most / 2)
            : s_edges.Select(edge => Enumerable.Repeat(edge, parameters.Length).ToArray());
        var calls = new MacroCalls(header, macro, [.. parameters.Select(parameter => CTypeOf(parameter.ParameterType))], [], []);
        foreach (ulong[] row in edges.Concat(Enumerable.Range(0, Most).Select(_ => parameters.Select(_ => Any(random)).ToArray())).Take(Most))
        {
            try
            {
                object result = method.Invoke(null, [.. row.Zip(parameters, (bits, parameter) => Convert(bits, parameter.ParameterType))])!;
                string value = result is ulong unsigned
                    ? unsigned.ToString(CultureInfo.InvariantCulture)
                    : unchecked((ulong)System.Convert.ToInt64(result, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
                calls.Arguments.Add(row);
                calls.Lines.Add(method.ReturnType.Name + " " + value);
            }
            catch (TargetInvocationException e) when (e.InnerException is ArithmeticException)
            {
                // A division that C leaves undefined.
            }
        }

        return calls;
    }

    /// <summary>A C function that prints the macro's type and value for each row.</summary>
    /// <param name="c">Takes the text.</param>
    /// <param name="number">The function's.</param>
    public void Write(StringBuilder c, int number)
    {
        c.Append(CultureInfo.InvariantCulture, $"static void ug_call{number}(void) {{ static const unsigned long long ug_rows[][{Types.Count}] = {{ {string.Join(", ", Arguments.Select(row => "{" + string.Join(", ", row.Select(bits => bits + "ULL")) + "}"))} }};\n");
        c.Append(CultureInfo.InvariantCulture, $"for (int ug_i = 0; ug_i < {Arguments.Count}; ug_i++) {{\n");
        for (int i = 0; i < Types.Count; i++)
        {
            c.Append(CultureInfo.InvariantCulture, $"volatile {Types[i]} ug_{i} = ({Types[i]})ug_rows[ug_i][{i}];\n");
        }

        string use = $"({Macro}({string.Join(", ", Types.Select((_, i) => "ug_" + i))}))";
        c.Append(CultureInfo.InvariantCulture, $"printf(\"%s %llu\\n\", UG_TYPE({use}), (unsigned long long){use});\n}} }}\n");
    }

    private static ulong Any(Random random) => random.Next(3) switch
    {
        0 => s_edges[random.Next(s_edges.Length)],
        1 => (ulong)random.NextInt64() << 1,
        _ => (ulong)random.Next(1024),
    };

    private static object Convert(ulong bits, Type type) => unchecked(Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => (int)bits,
        TypeCode.UInt32 => (uint)bits,
        TypeCode.Int64 => (object)(long)bits,
        _ => bits,
    });

    private static string CTypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => "int",
        TypeCode.UInt32 => "unsigned int",
        TypeCode.Int64 => "long long",
        _ => "unsigned long long",
    };
}
