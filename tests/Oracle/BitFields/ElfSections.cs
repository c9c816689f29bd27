// Stage: bit-fields. In: an ELF object. Out: its sections' contents by name (System V gABI, chapter 4), either class and byte order.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace UapiGen.Oracle.BitFields;

internal sealed class ElfSections
{
    private readonly byte[] _image;
    private readonly bool _is64;
    private readonly bool _isBigEndian;

    private ElfSections(byte[] image)
    {
        _image = image;
        _is64 = image[4] == 2;
        _isBigEndian = image[5] == 2;
    }

    public static Dictionary<string, byte[]> Read(byte[] image) => new ElfSections(image).Read();

    private Dictionary<string, byte[]> Read()
    {
        long table = Address(_is64 ? 0x28 : 0x20);
        int entrySize = Half(_is64 ? 0x3a : 0x2e);
        int count = Half(_is64 ? 0x3c : 0x30);
        long names = Section(table + (Half(_is64 ? 0x3e : 0x32) * entrySize)).Offset;

        var sections = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            long header = table + (i * entrySize);
            (long offset, long size) = Section(header);
            const int NoBits = 8;
            byte[] content = Word(header + 4) == NoBits ? new byte[size] : _image.AsSpan((int)offset, (int)size).ToArray();
            sections[Text(names + Word(header))] = content;
        }

        return sections;
    }

    private (long Offset, long Size) Section(long header) =>
        _is64 ? (Address(header + 0x18), Address(header + 0x20)) : (Address(header + 0x10), Address(header + 0x14));

    private long Address(long at)
    {
        ReadOnlySpan<byte> bytes = _image.AsSpan((int)at, 8);
        return !_is64 ? Word(at) : _isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private uint Word(long at)
    {
        ReadOnlySpan<byte> bytes = _image.AsSpan((int)at, 4);
        return _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private ushort Half(long at)
    {
        ReadOnlySpan<byte> bytes = _image.AsSpan((int)at, 2);
        return _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    private string Text(long at)
    {
        ReadOnlySpan<byte> rest = _image.AsSpan((int)at);
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }
}
