// Stage: emitting. In: the function-like macros of a header. Out: a method each, and the names of those that are none:
//     /// <remarks><c>#define MKDEV(ma, mi) ((ma)&lt;&lt;8 | (mi))</c>; <c>linux/kdev_t.h</c></remarks>
//     public static uint MKDEV(uint ma, uint mi) => unchecked((ma << 8) | mi);
//
//     // Macros that are no methods:
//     // EVIOCGMASK(t): it measures a parameter
using System.Collections.Generic;
using System.Linq;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class MethodsEmitter
{
    public static void Write(CodeWriter w, IReadOnlyList<MethodModel> methods, IReadOnlyList<LeftOutMacro> leftOut)
    {
        foreach (MethodModel method in methods)
        {
            string parameters = string.Join(", ", method.Parameters.Select(parameter => parameter.Type + " " + parameter.Name));
            w.Separate();
            DocWriter.Write(w, method.Doc, $"<c>{DocWriter.Escape(method.Written)}</c>; <c>{method.Header}</c>", Contract(method));
            if (method.MayDivideByZero)
            {
                w.Line("/// <exception cref=\"global::System.DivideByZeroException\">The divisor is 0, which C leaves undefined.</exception>");
            }

            w.Line($"public static {method.ReturnType} {method.Name}({parameters}) => unchecked({Body(method)});");
        }

        if (leftOut.Count > 0)
        {
            w.Separate();
            w.Line("// Macros that are no methods:");
            foreach (LeftOutMacro macro in leftOut)
            {
                w.Line($"// {macro.Signature}: {OneLine(macro.Reason)}");
            }
        }
    }

    private static IEnumerable<string> Contract(MethodModel method)
    {
        List<string> types = method.Parameters.Select(parameter => parameter.CType).Distinct().ToList();
        string arguments = types.Count == 1
            ? method.Parameters.Count == 1 ? $"for an argument of type <c>{types[0]}</c>" : $"for arguments of type <c>{types[0]}</c>"
            : $"for arguments of types {string.Join(", ", method.Parameters.Select(parameter => $"<c>{parameter.CType}</c>"))}";
        yield return $"What C gives {arguments}{(method.Bodies.Count > 0 ? ", on the architecture of the process" : "")}.";
    }

    private static string Body(MethodModel method) =>
        method.Bodies.Count == 0 ? method.Body : AbiExpression.Write(method.Bodies.Select(body => body.Length == 0 ? null : "(" + body + ")").ToList());

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' ? ' ' : c));
}
