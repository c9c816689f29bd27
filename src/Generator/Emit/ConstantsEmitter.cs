// Stage: emitting. In: the macros and enumerators of a header. Out: constants of C's type:
//     /// <summary>Region supports mmap.</summary>
//     /// <remarks><c>(1 &lt;&lt; 2)</c>; <c>linux/vfio.h</c></remarks>
//     public const int VFIO_REGION_INFO_FLAG_MMAP = 0x4;
//     public static ulong WORDS => (global::System.IntPtr.Size == 8 ? 8UL : 4UL);
//     [global::UapiGen.UapiFeature(Operations = global::UapiGen.UapiOperations.Set, Payload = typeof(x), MinimumSize = 8)]
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class ConstantsEmitter
{
    public static void Write(CodeWriter w, IEnumerable<ConstantModel> constants, TypeSpelling types)
    {
        foreach (ConstantModel constant in constants)
        {
            string written = constant.Written.Length == 0 || constant.Written == constant.Value ? "" : $"<c>{DocWriter.Escape(constant.Written)}</c>; ";
            w.Separate();
            DocWriter.Write(w, constant.Doc, $"{written}{(constant.Values.Count == 0 ? "" : "its value follows the architecture; ")}<c>{constant.Header}</c>");
            if (constant.Feature is { } feature)
            {
                w.Line($"[global::UapiGen.UapiFeature({FeatureArguments(feature, types)})]");
            }

            w.Line(constant.Values.Count == 0
                ? $"public const {constant.Type} {constant.Name} = {constant.Value};"
                : $"public static {constant.Type} {constant.Name} => {Choice(constant)};");
        }
    }

    /// <summary>One value a target; a choice of literals is an int to C#, where the constant is shorter.</summary>
    private static string Choice(ConstantModel constant)
    {
        string choice = AbiExpression.Write(constant.Values.Select(value => value.Length == 0 ? null : value).ToList());
        return constant.Type is "byte" or "sbyte" or "short" or "ushort" ? $"unchecked(({constant.Type}){choice})" : choice;
    }

    private static string FeatureArguments(FeatureModel feature, TypeSpelling types)
    {
        string operations = feature.Operations.Count == 0
            ? "global::UapiGen.UapiOperations.None"
            : string.Join(" | ", feature.Operations.Select(operation => "global::UapiGen.UapiOperations." + operation));
        string payload = feature.Payload is null ? "" : $", Payload = typeof({types.Spell(feature.Payload)})";
        return $"Operations = {operations}{payload}, MinimumSize = {feature.MinimumSize.ToString(CultureInfo.InvariantCulture)}, Returns = global::UapiGen.UapiReturns.{feature.Returns}";
    }
}
