// Stage: model. In: a bit-field's place on little and on big endian. Out: the storage that C# reads it from, and the shifts.
// Little endian counts bits from the least significant one of byte 0, big endian from the most significant one (psABI, AAPCS64 8.1.8).
using System.Collections.Generic;
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>Gives bit-fields of one record their storage; neighbours share a unit.</summary>
internal sealed class BitFields(long recordSize)
{
    private readonly List<BitStorageModel> _storage = [];

    public EquatableArray<BitStorageModel> Storage => _storage.ToEquatableArray();

    /// <summary>Places a bit-field.</summary>
    /// <param name="offset">Bits from the record's start, on little endian.</param>
    /// <param name="bigEndianOffset">Bits from the record's start, on big endian.</param>
    /// <param name="width">Bits.</param>
    /// <param name="declaredSize">Bytes of the declared type: the unit that C would choose.</param>
    /// <param name="isSigned">True when the declared type is signed.</param>
    /// <returns>Null when no integer of at most 64 bits holds it.</returns>
    public BitFieldModel? Place(long offset, long bigEndianOffset, int width, int declaredSize, bool isSigned)
    {
        foreach ((long start, int size) in Units(offset, declaredSize))
        {
            bool holdsLittle = offset >= start * 8 && offset + width <= (start + size) * 8;
            bool holdsBig = bigEndianOffset >= start * 8 && bigEndianOffset + width <= (start + size) * 8;
            if (holdsLittle && holdsBig && start + size <= recordSize)
            {
                int shift = (int)(offset - (start * 8));
                int bigEndianShift = (int)((size * 8) - (bigEndianOffset - (start * 8)) - width);
                return new BitFieldModel(StorageAt((int)start, size), width, shift, bigEndianShift, isSigned);
            }
        }

        return null;
    }

    /// <summary>Units to try: the declared one, aligned ones from small to large, then ones at any byte (packed records).</summary>
    private static IEnumerable<(long Start, int Size)> Units(long offset, int declaredSize)
    {
        long first = offset / 8;
        if (declaredSize is 1 or 2 or 4 or 8)
        {
            yield return (first / declaredSize * declaredSize, declaredSize);
        }

        for (int size = 1; size <= 8; size *= 2)
        {
            yield return (first / size * size, size);
        }

        for (int size = 1; size <= 8; size *= 2)
        {
            yield return (first, size);
        }

        for (int back = 1; back < 8 && back <= first; back++)
        {
            yield return (first - back, 8);
        }
    }

    private string StorageAt(int offset, int size)
    {
        string keyword = IntegerKeyword.Of(size, isSigned: false);
        foreach (BitStorageModel storage in _storage)
        {
            if (storage.Offset == offset && storage.Type.Size == size)
            {
                return storage.Name;
            }
        }

        string name = "_bits" + offset.ToString(System.Globalization.CultureInfo.InvariantCulture) + "_" + (size * 8).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _storage.Add(new BitStorageModel(name, new ScalarRef(keyword, size), offset));
        return name;
    }
}
