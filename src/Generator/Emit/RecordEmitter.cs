// Stage: emitting. In: a RecordModel. Out: the struct that mirrors it:
//     [global::UapiGen.UapiRecord("struct vfio_region_dma_range", Header = "linux/vfio.h", Size = 16, Alignment = 8)]
//     [global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Explicit, Size = 16)]
//     public partial struct vfio_region_dma_range
//     {
//         [global::System.Runtime.InteropServices.FieldOffset(0)]
//         public ulong offset;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class RecordEmitter
{
    public static void Write(CodeWriter w, RecordModel record, TypeSpelling types)
    {
        IEnumerable<string> requests = record.Requests.Count == 0
            ? []
            : ["Argument of " + string.Join(", ", record.Requests.Select(request => $"<see cref=\"{request}\"/>")) + "."];
        DocWriter.Write(w, record.Doc, Facts(record), requests);
        w.Line(FileEmitter.GeneratedCode);
        w.Line($"[global::UapiGen.UapiRecord({RecordAttribute(record)})]");
        if (!record.IsOpaque)
        {
            w.Line($"[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.{Layout(record)})]");
        }

        string modifiers = types.NeedsUnsafe(record) ? "public unsafe partial struct " : "public partial struct ";
        using (w.Block(modifiers + record.Name))
        {
            WriteCreate(w, record);
            if (record.Layout == RecordLayout.PerAbi)
            {
                AbiRecordEmitter.Write(w, record, types);
            }

            foreach (MemberModel member in record.Members.Where(member => member.Bits is null && record.Layout != RecordLayout.PerAbi))
            {
                WriteField(w, record, member, types);
            }

            if (record.Members.Any(member => member.Bits is not null))
            {
                BitFieldEmitter.Write(w, record, types);
            }

            foreach (FlexibleArrayModel array in record.FlexibleArrays)
            {
                FlexibleArrayEmitter.Write(w, record, array, types);
            }

            foreach (RecordModel nested in record.Nested)
            {
                w.Separate();
                Write(w, nested, types);
            }
        }
    }

    private static string Facts(RecordModel record)
    {
        string key = "<c>" + DocWriter.Escape(Spelling(record)) + "</c>";
        return record.IsOpaque
            ? $"{key}, opaque: used through pointers only; <c>{record.Header}</c>"
            : $"{key}: {Bytes(record.Size)}, aligned to {Number(record.Alignment)}{(record.Sizes is not null || record.Layout != RecordLayout.Explicit ? " on 64-bit targets" : "")}; <c>{record.Header}</c>";
    }

    /// <summary>As C would spell it; a record without a name by the path that leads to it.</summary>
    private static string Spelling(RecordModel record)
    {
        bool isNested = record.Key.IndexOf('.') >= 0;
        string path = record.Key.Substring(record.Key.IndexOf(' ') + 1);
        return isNested ? (record.IsUnion ? "union " : "struct ") + path : record.Key;
    }

    private static string RecordAttribute(RecordModel record)
    {
        string arguments = $"\"{Spelling(record)}\", Header = \"{record.Header}\", Size = {Number(record.Size)}, Alignment = {Number(record.Alignment)}";
        if (record.FlexibleArrays.Count > 0)
        {
            FlexibleArrayModel array = record.FlexibleArrays[0];
            arguments += $", FlexibleArray = \"{array.Name.TrimStart('@')}\", FlexibleArrayOffset = {Number(array.Offset)}, FlexibleArrayElementSize = {Number(array.ElementSize)}";
            arguments += array.CountedBy is null ? "" : $", CountedBy = \"{array.CountedBy.TrimStart('@')}\"";
        }

        return arguments;
    }

    private static string Layout(RecordModel record)
    {
        bool isEmpty = record.Size == 0;
        string pack = record.Pack == 0 ? "" : ", Pack = " + Number(record.Pack);
        pack = record.Storage is { IsPacked: true } ? ", Pack = 1" : pack;
        return record.Layout != RecordLayout.Explicit || isEmpty ? "Sequential" + pack : "Explicit, Size = " + Number(record.Size) + pack;
    }

    private static void WriteCreate(CodeWriter w, RecordModel record)
    {
        MemberModel? selfSize = record.Members.FirstOrDefault(member => member.Roles.Any(role => role.Kind == "SelfSize"));
        if (selfSize is null)
        {
            return;
        }

        string keyword = selfSize.Type is ScalarRef scalar ? scalar.Keyword : "uint";
        string size = record.Layout != RecordLayout.Explicit
            ? $"({keyword})global::System.Runtime.CompilerServices.Unsafe.SizeOf<{record.Name}>()"
            : Number(record.Size);
        w.Line($"/// <summary>All zero, but <see cref=\"{selfSize.Name}\"/>, which says how many bytes the struct has.</summary>");
        w.Line($"public static {record.Name} Create() => new() {{ {selfSize.Name} = {size} }};");
    }

    private static void WriteField(CodeWriter w, RecordModel record, MemberModel member, TypeSpelling types)
    {
        w.Separate();
        DocWriter.Write(w, member.Doc, FieldFacts(record, member));
        if (record.Layout == RecordLayout.Explicit)
        {
            w.Line($"[global::System.Runtime.InteropServices.FieldOffset({member.Offset})]");
        }

        RoleWriter.Write(w, member.Roles);
        w.Line($"public {types.Spell(member.Type)} {member.Name};");
    }

    private static string FieldFacts(RecordModel record, MemberModel member)
    {
        string where = record.Layout == RecordLayout.Sequential ? " on 64-bit targets" : "";
        return $"offset {Number(member.Offset)}, {Bytes(member.Size)}{where}, <c>{DocWriter.Escape(member.CType)}</c> in C";
    }

    private static string Bytes(int count) => count == 1 ? "1 byte" : Number(count) + " bytes";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
