// Stage: model. In: function-like macros, typed as C types them. Out: C# methods that compute the same.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Lexing;
using UapiGen.Pipeline;

namespace UapiGen.Model;

internal static class MethodBuilder
{
    public static MethodModel? Build(MacroDeclaration macro, string header)
    {
        if (macro.Function is not { } function)
        {
            return null;
        }

        string[] names = macro.Parameters.Select(CSharpNames.Escape).ToArray();
        List<MacroExpression> parts = Parts(function.Body).ToList();
        return new MethodModel(
            macro.Name!,
            macro.Name!,
            MethodBody.TypeOf(function.Body.Kind),
            names.Zip(function.ParameterKinds, (name, kind) => new MethodParameter(name, MethodBody.TypeOf(kind), CTypes.Of(kind).ToString())).ToEquatableArray(),
            MethodBody.Write(function.Body, names),
            "#define " + Signature(macro) + " " + macro.Replacement,
            DocReader.Read(macro))
        {
            Header = header,
            HasLong = parts.Any(part => part.Kind is BuiltinKind.Long or BuiltinKind.UnsignedLong),
            MayDivideByZero = parts.Any(part => part is MacroBinary { Operation: TokenKind.Slash or TokenKind.Percent, Right: not MacroConstant }),
        };
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
