// Stage: emitting. In: the lengths that members need. Out: an inline array for each, with the layout of C's T[N]:
//     [global::System.Runtime.CompilerServices.InlineArray(16)]
//     public struct Array16<T>
//         where T : unmanaged
//     {
using System.Collections.Generic;

namespace UapiGen.Emit;

internal static class ArraysEmitter
{
    public static void Write(CodeWriter w, IEnumerable<int> lengths)
    {
        foreach (int length in lengths)
        {
            w.Separate();
            w.Line($"/// <summary>An array of {length} elements in place, as C lays it out; it converts to a span.</summary>");
            w.Line(FileEmitter.GeneratedCode);
            w.Line($"[global::System.Runtime.CompilerServices.InlineArray({length})]");
            w.Line($"public struct Array{length}<T>");
            using (w.Block("    where T : unmanaged"))
            {
                w.Line("private T _element0;");
            }
        }
    }
}
