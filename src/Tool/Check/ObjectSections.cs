// Stage: check. In: an ELF object. Out: its sections' bytes by name (System V gABI, chapter 4), of either class and byte order.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace UapiGen.Tool.Check;

internal static class ObjectSections
{
    public static Dictionary<string, byte[]> Read(byte[] image)
    {
        bool is64 = image[4] == 2;
        bool isBigEndian = image[5] == 2;
        ulong Number(long at, int size)
        {
            Span<byte> bytes = stackalloc byte[8];
            image.AsSpan((int)at, size).CopyTo(isBigEndian ? bytes[(8 - size)..] : bytes);
            return isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }

        int word = is64 ? 8 : 4;
        long table = (long)Number(is64 ? 0x28 : 0x20, word);
        int entrySize = (int)Number(is64 ? 0x3a : 0x2e, 2);
        int count = (int)Number(is64 ? 0x3c : 0x30, 2);
        (long Offset, int Size, bool IsEmpty) Section(int index)
        {
            long header = table + ((long)index * entrySize);
            const int NoBits = 8;
            long place = header + 8 + (2 * word);
            return ((long)Number(place, word), (int)Number(place + word, word), Number(header + 4, 4) == NoBits);
        }

        long names = Section((int)Number(is64 ? 0x3e : 0x32, 2)).Offset;
        var sections = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> name = image.AsSpan((int)(names + (long)Number(table + ((long)i * entrySize), 4)));
            (long offset, int size, bool isEmpty) = Section(i);
            sections[Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)])] = isEmpty ? new byte[size] : image.AsSpan((int)offset, size).ToArray();
        }

        return sections;
    }
}
