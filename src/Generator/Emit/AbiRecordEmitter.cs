// Stage: emitting. In: a record whose layout follows the ABI. Out: storage of C's size on each ABI, and a property for each member:
//     private Words _words;
//     [global::System.Diagnostics.CodeAnalysis.UnscopedRef]
//     public ref uint tail => ref At<uint>((global::System.IntPtr.Size == 8 ? 16 : 8));
// The offsets are constants to the JIT. A pointer cannot be a type argument, so that pointers have a getter and a setter.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class AbiRecordEmitter
{
    private const string InlineArray = "[global::System.Runtime.CompilerServices.InlineArray(";

    public static void Write(CodeWriter w, RecordModel record, TypeSpelling types)
    {
        WriteStorage(w, record.Storage!);
        if (!record.IsSizeExact)
        {
            w.Separate();
            w.Line("/// <summary>Bytes that the kernel takes the struct for on this architecture; the C# struct has as many as the largest of all.</summary>");
            w.Line("/// <remarks>An array of them lies that many bytes apart: allocate bytes, and place each struct in them.</remarks>");
            w.Line($"public static int KernelSize => {AbiExpression.Write(record.Sizes!)};");
        }

        foreach (MemberModel member in record.Members)
        {
            w.Separate();
            DocWriter.Write(w, member.Doc, Facts(member));
            RoleWriter.Write(w, member.Roles);
            if (member.AbiBits is { } bits)
            {
                WriteBits(w, member, bits, types.Spell(member.Type));
            }
            else if (member.Widths is { } widths)
            {
                WriteVaryingInteger(w, member, widths, types.Spell(member.Type));
            }
            else if (member.Lengths is { } lengths && member.Type is ArrayRef array)
            {
                string element = types.SpellElement(array.Element);
                w.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
                w.Line($"public global::System.Span<{element}> {member.Name} => global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref At<{element}>({Offset(member)}), {AbiExpression.WritePresent(lengths, Number)});");
            }
            else if (TypeNeeds.HasPointer(member.Type))
            {
                WritePointer(w, member, types.Spell(member.Type));
            }
            else
            {
                w.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
                w.Line($"public ref {types.Spell(member.Type)} {member.Name} => ref At<{types.Spell(member.Type)}>({Offset(member)});");
            }
        }

        w.Separate();
        w.Line("/// <summary>The bytes at an offset, which the layout on this ABI gives to a member.</summary>");
        w.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
        w.Line($"private ref TMember At<TMember>(int offset) => ref global::System.Runtime.CompilerServices.Unsafe.As<{record.Name}, TMember>(ref global::System.Runtime.CompilerServices.Unsafe.AddByteOffset(ref this, (nint)offset));");
        w.Separate();
        w.Line($"private readonly TMember Get<TMember>(int offset) => global::System.Runtime.CompilerServices.Unsafe.ReadUnaligned<TMember>(ref global::System.Runtime.CompilerServices.Unsafe.As<{record.Name}, byte>(ref global::System.Runtime.CompilerServices.Unsafe.AddByteOffset(ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in this), (nint)offset)));");
    }

    /// <summary>Where a member lies on each target.</summary>
    private static string Facts(MemberModel member)
    {
        (AbiNumber number, string what) = member.AbiBits is { } bits ? (bits.Width, "bits") : (member.Offsets!, "offset");
        IEnumerable<string> places = Abi.Targets
            .Select((target, i) => (Target: target, Value: number.Values[i]))
            .Where(pair => pair.Value != AbiNumber.None)
            .GroupBy(pair => pair.Value)
            .OrderByDescending(group => group.Count())
            .Select((group, i) => Place(group.Key, what) + (i == 0 && group.Key != AbiNumber.Absent ? "" : " on " + string.Join(", ", group.Select(pair => pair.Target.Triple.Split('-')[0]))));
        return $"{string.Join("; ", places)}; <c>{DocWriter.Escape(member.CType)}</c> in C";
    }

    private static string Place(long value, string what) =>
        value == AbiNumber.Absent ? "absent" : what == "bits" ? Number(value) + (value == 1 ? " bit" : " bits") : "offset " + Number(value);

    private static void WriteStorage(CodeWriter w, AbiStorage storage)
    {
        WritePart(w, storage.Framed, "Framed", ["uint", "ulong", "uint"]);
        WritePart(w, storage.Padded, "Padded", ["uint", "ulong"]);
        WritePart(w, storage.Words, "Words", ["nint"]);
        WritePart(w, storage.Bytes, "Bytes", ["byte"]);
    }

    /// <summary>An inline array of one kind of storage.</summary>
    private static void WritePart(CodeWriter w, int count, string name, string[] fields)
    {
        if (count == 0)
        {
            return;
        }

        string element = fields.Length == 1 ? fields[0] : name + "Element";
        w.Separate();
        w.Line($"private {name} _{char.ToLowerInvariant(name[0]).ToString()}{name.Substring(1)};");
        w.Separate();
        w.Line($"{InlineArray}{count})]");
        using (w.Block($"private struct {name}"))
        {
            w.Line($"private {element} _element0;");
        }

        if (fields.Length > 1)
        {
            w.Separate();
            w.Line("[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Sequential)]");
            using (w.Block($"private struct {element}"))
            {
                for (int i = 0; i < fields.Length; i++)
                {
                    w.Line($"private {fields[i]} _part{i};");
                }
            }
        }
    }

    private static void WritePointer(CodeWriter w, MemberModel member, string type)
    {
        using (w.Block($"public {type} {member.Name}"))
        {
            w.Line($"readonly get => ({type})Get<nint>({Offset(member)});");
            w.Line($"set => At<nint>({Offset(member)}) = (nint)value;");
        }
    }

    private static void WriteBits(CodeWriter w, MemberModel member, AbiBitFieldModel bits, string type)
    {
        string mask = AbiExpression.WritePresent(bits.Width, width => "0x" + (width == 64 ? ulong.MaxValue : (1UL << (int)width) - 1).ToString("X", CultureInfo.InvariantCulture) + "UL");
        string offset = AbiExpression.Write(bits.Offset);
        string shift = AbiExpression.WritePresent(bits.Shift, Number);
        string right = $"((ulong)Get<{bits.Keyword}>({offset}) >> {shift}) & {mask}";
        string unused = AbiExpression.WritePresent(bits.Width, width => Number(64 - width));
        string value = bits.IsSigned ? $"(long)(({right}) << {unused}) >> {unused}" : right;
        using (w.Block($"public {type} {member.Name}"))
        {
            w.Line($"readonly get => unchecked(({type})({value}));");
            w.Line($"set => At<{bits.Keyword}>({offset}) = unchecked(({bits.Keyword})(((ulong)Get<{bits.Keyword}>({offset}) & ~({mask} << {shift})) | (((ulong)value & {mask}) << {shift})));");
        }
    }

    /// <summary>An integer of as many bits as the ABI gives it, seen as the type that it has on x86-64.</summary>
    private static void WriteVaryingInteger(CodeWriter w, MemberModel member, AbiNumber widths, string type)
    {
        bool isSigned = type is "sbyte" or "short" or "int" or "long" or "nint";
        string offset = Offset(member);
        string Choose(System.Func<string, string> write) => AbiExpression.Write(widths, width => write(IntegerKeyword.Of(width, isSigned)));
        using (w.Block($"public {type} {member.Name}"))
        {
            w.Line($"readonly get => unchecked(({type}){Choose(keyword => $"({type})Get<{keyword}>({offset})")});");
            w.Line($"set => _ = unchecked({Choose(keyword => $"({type})(At<{keyword}>({offset}) = ({keyword})value)")});");
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Offset(MemberModel member) => AbiExpression.Write(member.Offsets!);
}
