// Stage: layout. In: a record's members with their types and attributes. Out: offsets, bit positions, size and alignment.
//
// The System V rules as GCC carries them out on Linux (stor-layout.cc: layout_decl, update_alignment_for_field, place_field), in bits:
// - A member goes to the next multiple of its alignment. 'packed' lowers that to one byte (to one bit for a bit-field), 'aligned' on the
//   member raises it, '#pragma pack(n)' caps the outcome.
// - A bit-field of declared type T starts at the next free bit, unless it would then touch more units of T's alignment than T itself
//   fills; in that case it starts at the next such unit (x86-64 psABI 3.1.2; GCC's PCC_BITFIELD_TYPE_MATTERS). Packed bit-fields and
//   those under '#pragma pack' never move.
// - A zero-width bit-field closes the unit of T, and neither 'packed' nor '#pragma pack' has a say in that.
// - A named bit-field raises the record's alignment to T's; an unnamed one does so under AAPCS and AAPCS64 only.
// Bit offsets count as the ABI counts them: the first bit of a record is bit 0, the least significant one of its unit on little endian and
// the most significant one on big endian; so the numbers here do not depend on the byte order.
//
// Clang follows the same rules with a few exceptions in corners that no kernel header enters, and there GCC's answer stands: an 'aligned'
// on a bit-field that is packed or as wide as its type, and bit-fields of a typedef that is aligned to more than its size.
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

    /// <summary>Where the next member may start, and what the members so far ask of the record; all in bits.</summary>
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
            long typeAlignment = measure.AlignOf(field.Type) * 8;
            bool isPacked = (record.IsPacked || field.IsPacked) && width > 0;
            bool isWholeMode = IsWholeMode(width) && IsAligned(width) && (width == 8 || !isPacked);
            long alignment = Math.Max(1, field.ExplicitAlignment * 8);
            if (width == 0)
            {
                alignment = Math.Max(alignment, typeAlignment);
            }
            else
            {
                // i386 lowers what a 64-bit integer asks for in a record, unless the member has an 'aligned' of its own.
                bool isLowered = field.ExplicitAlignment == 0;
                alignment = Limit(isWholeMode ? Math.Max(alignment, measure.AlignmentOfMode(width, isLowered) * 8) : alignment);
            }

            if (field.Name is not null || measure.Target.DoesUnnamedBitFieldAlignRecord)
            {
                // '#pragma pack' silences 'packed' here: the cap alone counts.
                long asked = width == 0 ? typeAlignment : _packLimit == 0 && isPacked ? 8 : Limit(typeAlignment);
                _alignment = Math.Max(_alignment, Math.Max(asked, alignment));
            }

            if (!TryAlign(alignment))
            {
                return false;
            }

            bool mayMove = width > 0 && !isPacked && _packLimit == 0 && !isWholeMode && !record.IsUnion;
            if (mayMove && IsSpanningTooMuch(width, typeAlignment, unit) && !TryAlign(typeAlignment))
            {
                return false;
            }

            field.BitOffset = _offset;
            field.Offset = _offset / 8;
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

        /// <summary>True for the width of an integer that the machine can load as a whole: such a bit-field is laid out as that integer.</summary>
        private static bool IsWholeMode(int width) => width is 8 or 16 or 32 or 64 or 128;

        private bool IsAligned(int width) => (_offset & ((measure.AlignmentOfMode(width, inRecord: false) * 8) - 1)) == 0;

        private bool IsSpanningTooMuch(int width, long alignment, long unit) =>
            ((_offset & (alignment - 1)) + width + alignment - 1) / alignment > unit / alignment;

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
