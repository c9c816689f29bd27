// Stage: model. In: function-like macros, typed as C types them. Out: C# methods that compute the same.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Lexing;
using UapiGen.Pipeline;

namespace UapiGen.Model;

internal static class MethodBuilder
{
    /// <param name="macro">The macro on x86-64.</param>
    /// <param name="header">The logical path of its header.</param>
    /// <param name="others">The same macro on the other targets; null where there is none.</param>
    public static MethodModel? Build(MacroDeclaration macro, string header, IReadOnlyList<(Target Target, MacroDeclaration? Macro)> others)
    {
        if (macro.Function is not { } function)
        {
            return null;
        }

        string[] names = macro.Parameters.Select(CSharpNames.Escape).ToArray();
        var reference = new MethodBody(Target.X86_64);
        string[] types = function.ParameterKinds.Select(reference.TypeOf).ToArray();
        string type = reference.TypeOf(function.Body.Kind);
        string body = reference.Write(function.Body, names);
        List<string?> bodies = others
            .Select(other => other.Macro?.Function is { } otherFunction ? BodyOn(other.Target, otherFunction, names, types, type, body) : null)
            .Prepend(body)
            .ToList();
        bool followsAbi = bodies.Any(other => other is not null && other != body);
        List<MacroExpression> parts = Parts(function.Body).ToList();
        return new MethodModel(
            macro.Name!,
            macro.Name!,
            type,
            names.Select((name, i) => new MethodParameter(name, types[i], CTypes.Of(function.ParameterKinds[i]).ToString())).ToEquatableArray(),
            body,
            "#define " + Signature(macro) + " " + macro.Replacement,
            DocReader.Read(macro))
        {
            Header = header,
            Bodies = followsAbi ? bodies.Select(other => other ?? "").ToEquatableArray() : EquatableArray<string>.Empty,
            MayDivideByZero = parts.Any(part => part is MacroBinary { Operation: TokenKind.Slash or TokenKind.Percent, Right: not MacroConstant }),
        };
    }

    /// <summary>What C computes on another target, from the parameters of x86-64 and given as the type that it has there.</summary>
    private static string BodyOn(Target target, MacroFunction function, string[] names, string[] types, string type, string reference)
    {
        var writer = new MethodBody(target);
        string[] ownTypes = function.ParameterKinds.Select(writer.TypeOf).ToArray();
        string ownType = writer.TypeOf(function.Body.Kind);
        string body = writer.Write(function.Body, names.Select((name, i) => ownTypes[i] == types[i] ? name : "((" + ownTypes[i] + ")" + name + ")").ToArray());
        return body == reference && ownType == type ? reference : "(" + type + ")(" + body + ")";
    }

    /// <summary>The entry of a macro that has no method; null for any other.</summary>
    public static LeftOutMacro? LeaveOut(MacroDeclaration macro, string header) =>
        macro.Parameters is not null && macro.Function is null && Closure.IsRoot(macro) ? new LeftOutMacro(macro.Name!, Signature(macro), macro.NoFunctionReason, header) : null;

    private static string Signature(MacroDeclaration macro) =>
        macro.Name + "(" + string.Join(", ", macro.IsVariadic ? macro.Parameters.Take(macro.Parameters!.Count - 1).Concat(["..."]) : macro.Parameters!) + ")";

    private static IEnumerable<MacroExpression> Parts(MacroExpression expression)
    {
        IEnumerable<MacroExpression> below = expression switch
        {
            MacroConversion conversion => [conversion.Operand],
            MacroUnary unary => [unary.Operand],
            MacroBinary binary => [binary.Left, binary.Right],
            MacroConditional conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
            _ => [],
        };
        return below.SelectMany(Parts).Concat([expression]);
    }
}
