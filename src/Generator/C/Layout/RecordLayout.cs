// Stage: layout. In: a record's members with their types and attributes. Out: offsets, bit positions, size and alignment.
//
// The System V rules as GCC and Clang carry them out on Linux, counted in bits throughout:
// - A member goes to the next multiple of its alignment; 'packed' lowers that to one byte (one bit for a bit-field), 'aligned' on the
//   member raises it, '#pragma pack(n)' caps it, in this order.
// - A bit-field of declared type T starts at the next free bit, unless it would straddle more storage units of T than T itself fills;
//   then it starts at the next multiple of T's alignment (x86-64 psABI 3.1.2; GCC's PCC_BITFIELD_TYPE_MATTERS). Packed bit-fields and those
//   under '#pragma pack' never move. A zero-width one closes the unit, packed or not.
// - A named bit-field raises the record's alignment to T's; an unnamed one does so under AAPCS and AAPCS64 only.
// Bit offsets count as the ABI counts them: the first bit of a record is bit 0, the least significant one of its unit on little endian and
// the most significant one on big endian; so the numbers here do not depend on the byte order.
using System;
using UapiGen.C.Binding;

namespace UapiGen.C.Layout;

internal static class RecordLayout
{
    /// <summary>Bytes: the largest object there can be (PTRDIFF_MAX on 64-bit targets, with room to count its bits).</summary>
    public const long MaximumSize = long.MaxValue / 16;

    /// <summary>Lays the record out in place; false when it is larger than an object can be.</summary>
    public static bool TryLayOut(RecordDeclaration record, TypeMeasure measure)
    {
        var cursor = new Cursor(record, measure);
        foreach (var field in record.Fields)
        {
            bool isPlaced = field.BitWidth is { } width ? cursor.PlaceBitField(field, width) : cursor.Place(field);
            if (!isPlaced)
            {
                return false;
            }
        }

        return cursor.Finish();
    }

    /// <summary>Where the next member may start, and what the members so far ask of the record.</summary>
    private sealed class Cursor(RecordDeclaration record, TypeMeasure measure)
    {
        private readonly long _packLimit = record.PragmaPack * 8L;
        private long _offset;
        private long _end;
        private long _alignment = 8;

        public bool Place(FieldDeclaration field)
        {
            long size = (measure.SizeOf(field.Type) ?? 0) * 8;
            long alignment = record.IsPacked || field.IsPacked ? 8 : measure.AlignOf(field.Type) * 8;
            alignment = Limit(Math.Max(alignment, field.ExplicitAlignment * 8));
            if (size < 0 || size / 8 > MaximumSize || !TryAlign(alignment))
            {
                return false;
            }

            field.Offset = _offset / 8;
            _alignment = Math.Max(_alignment, alignment);
            return Advance(size);
        }

        public bool PlaceBitField(FieldDeclaration field, int width)
        {
            long unit = (measure.SizeOf(field.Type) ?? 0) * 8;
            long typeAlignment = Limit(measure.AlignOf(field.Type) * 8);
            long explicitAlignment = Limit(field.ExplicitAlignment * 8);
            bool isPacked = (record.IsPacked || field.IsPacked) && width > 0;
            long alignment = Math.Max(isPacked ? 1 : typeAlignment, explicitAlignment);
            bool isStraddling = _packLimit == 0 && (_offset & (alignment - 1)) + width > unit;
            bool isAligned = width == 0 || isStraddling
                ? TryAlign(alignment)
                : explicitAlignment == 0 || TryAlign(explicitAlignment);
            if (!isAligned)
            {
                return false;
            }

            field.BitOffset = _offset;
            field.Offset = _offset / 8;
            if (field.Name is not null || measure.Target.DoesZeroWidthBitFieldAlignRecord)
            {
                _alignment = Math.Max(_alignment, Math.Max(8, alignment));
            }

            return Advance(width);
        }

        public bool Finish()
        {
            _offset = _end;
            _alignment = Math.Max(_alignment, record.ExplicitAlignment * 8);
            if (!TryAlign(_alignment))
            {
                return false;
            }

            record.Alignment = _alignment / 8;
            record.Size = _offset / 8;
            return true;
        }

        private long Limit(long alignment) => _packLimit > 0 ? Math.Min(alignment, _packLimit) : alignment;

        private bool TryAlign(long alignment)
        {
            _offset = (_offset + alignment - 1) & -alignment;
            return _offset / 8 <= MaximumSize;
        }

        private bool Advance(long bits)
        {
            if (bits > (MaximumSize * 8) - _offset)
            {
                return false;
            }

            _end = Math.Max(_end, _offset + bits);
            _offset = record.IsUnion ? 0 : _offset + bits;
            return true;
        }
    }
}
