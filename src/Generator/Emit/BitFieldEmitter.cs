// Stage: emitting. In: the bit-fields of a record. Out: private storage, and a property for each:
//     [global::System.Runtime.InteropServices.FieldOffset(0)]
//     private byte _bits0_8;
//     public byte version
//     {
//         readonly get => unchecked((byte)(((ulong)_bits0_8 >> 4) & 0xFUL));
using System.Globalization;
using System.Linq;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class BitFieldEmitter
{
    public static void Write(CodeWriter w, RecordModel record, TypeSpelling types)
    {
        foreach (BitStorageModel storage in record.BitStorage)
        {
            w.Separate();
            w.Line($"[global::System.Runtime.InteropServices.FieldOffset({storage.Offset})]");
            w.Line($"private {storage.Type.Keyword} {storage.Name};");
        }

        foreach (MemberModel member in record.Members.Where(member => member.Bits is not null))
        {
            BitStorageModel storage = record.BitStorage.First(candidate => candidate.Name == member.Bits!.Storage);
            WriteProperty(w, member, member.Bits!, storage, types.Spell(member.Type));
        }
    }

    private static void WriteProperty(CodeWriter w, MemberModel member, BitFieldModel bits, BitStorageModel storage, string type)
    {
        string mask = "0x" + (bits.Width == 64 ? ulong.MaxValue : (1UL << bits.Width) - 1).ToString("X", CultureInfo.InvariantCulture) + "UL";
        string shift = Either(bits.Shift, bits.BigEndianShift);
        string right = $"((ulong){storage.Name} >> {shift}) & {mask}";
        int unused = 64 - bits.Width;
        string value = bits.IsSigned
            ? $"(long)(({right}) << {unused.ToString(CultureInfo.InvariantCulture)}) >> {unused.ToString(CultureInfo.InvariantCulture)}"
            : right;
        w.Separate();
        DocWriter.Write(w, member.Doc, Facts(member, bits, storage));
        RoleWriter.Write(w, member.Roles);
        using (w.Block($"public {type} {member.Name}"))
        {
            w.Line($"readonly get => unchecked(({type})({value}));");
            w.Line($"set => {storage.Name} = unchecked(({storage.Type.Keyword})(((ulong){storage.Name} & ~({mask} << {shift})) | (((ulong)value & {mask}) << {shift})));");
        }
    }

    private static string Facts(MemberModel member, BitFieldModel bits, BitStorageModel storage)
    {
        int first = (storage.Offset * 8) + bits.Shift;
        string width = bits.Width == 1 ? "1 bit" : bits.Width.ToString(CultureInfo.InvariantCulture) + " bits";
        return $"{width} from bit {first.ToString(CultureInfo.InvariantCulture)} of the struct, counted from the lowest bit on little endian; <c>{DocWriter.Escape(member.CType)}</c> in C";
    }

    /// <summary>A shift: one number where the byte orders agree, else a choice that the JIT folds.</summary>
    private static string Either(int little, int big) => little == big
        ? little.ToString(CultureInfo.InvariantCulture)
        : $"(global::System.BitConverter.IsLittleEndian ? {little.ToString(CultureInfo.InvariantCulture)} : {big.ToString(CultureInfo.InvariantCulture)})";
}
