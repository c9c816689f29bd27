// Stage: emitting. In: a flexible array member. Out: accessors, for C# has no such member:
//     public static global::System.Span<vfio_region_dma_range> dma_ranges(ref vfio_device_feature_dma_buf record, int count)
//     {
//     }
//     public static int dma_ranges_SizeWith(int count)
using System.Globalization;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class FlexibleArrayEmitter
{
    public static void Write(CodeWriter w, RecordModel record, FlexibleArrayModel array, TypeSpelling types)
    {
        string element = types.SpellElement(array.Element);
        bool isFixed = record.Layout == RecordLayout.Explicit;
        string sizeOfRecord = $"global::System.Runtime.CompilerServices.Unsafe.SizeOf<{record.Name}>()";
        string offset = array.Offsets is { } offsets ? AbiExpression.Write(offsets) : Number(array.Offset);
        string recordSize = isFixed ? Number(record.Size) : sizeOfRecord;
        string elementSize = array.IsElementSizeVarying ? $"global::System.Runtime.CompilerServices.Unsafe.SizeOf<{element}>()" : Number(array.ElementSize);
        string counted = array.CountedBy is null
            ? "elements are counted outside of the struct"
            : $"<see cref=\"{array.CountedBy}\"/> counts the elements";
        w.Separate();
        DocWriter.Write(w, array.Doc, $"flexible array from offset {Number(array.Offset)}, {(array.ElementSize == 1 ? "1 byte" : Number(array.ElementSize) + " bytes")} an element; {counted}");
        w.Line("/// <param name=\"record\">The struct at the start of memory that has room for the elements behind it.</param>");
        w.Line("/// <param name=\"count\">How many elements that memory holds; nothing checks it.</param>");
        using (w.Block($"public static global::System.Span<{element}> {array.Name}(ref {record.Name} record, int count)"))
        {
            w.Line("global::System.ArgumentOutOfRangeException.ThrowIfNegative(count);");
            w.Line($"ref byte start = ref global::System.Runtime.CompilerServices.Unsafe.As<{record.Name}, byte>(ref record);");
            w.Line($"ref byte first = ref global::System.Runtime.CompilerServices.Unsafe.AddByteOffset(ref start, (nint){offset});");
            w.Line($"return global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref global::System.Runtime.CompilerServices.Unsafe.As<byte, {element}>(ref first), count);");
        }

        w.Separate();
        w.Line($"/// <summary>Bytes of the struct with <paramref name=\"count\"/> elements of <see cref=\"{array.Name}\"/> behind it.</summary>");
        using (w.Block($"public static int {array.Name.TrimStart('@')}_SizeWith(int count)"))
        {
            w.Line("global::System.ArgumentOutOfRangeException.ThrowIfNegative(count);");
            w.Line($"return global::System.Math.Max({recordSize}, checked({offset} + {(elementSize == "1" ? "count" : $"(count * {elementSize})")}));");
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
