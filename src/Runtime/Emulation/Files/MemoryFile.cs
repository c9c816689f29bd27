// Emulation: man 2 memfd_create, memory as a file, with the seals that udmabuf asks for. Mirrors mm/memfd.c.
using System;
using System.IO;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>A file of memory. Its bytes stay where they are from the first mapping on, so a mapped one cannot grow (ENOMEM).</summary>
/// <param name="pageSize">Bytes of a page, to which mappings are aligned.</param>
/// <param name="flags">Whether it can be sealed.</param>
internal sealed unsafe class MemoryFile(int pageSize, UapiMemoryFlags flags) : OpenFile
{
    private readonly object _gate = new();
    private byte* _bytes;
    private ulong _length;
    private ulong _capacity;
    private bool _isPinned;
    private int _writableMappings;
    private ulong _position;
    private UapiSeals _seals = (flags & UapiMemoryFlags.NotExecutable) != 0 ? UapiSeals.Execute
        : (flags & UapiMemoryFlags.AllowSealing) != 0 ? 0
        : UapiSeals.Seal;

    public override bool HasPlaces => true;

    public ulong Length
    {
        get
        {
            lock (_gate)
            {
                return _length;
            }
        }
    }

    public UapiSeals Seals
    {
        get
        {
            lock (_gate)
            {
                return _seals;
            }
        }
    }

    /// <summary>The bytes, which do not move any more.</summary>
    public nuint Pin()
    {
        lock (_gate)
        {
            _isPinned = true;
            return (nuint)_bytes;
        }
    }

    public override int Map(ulong offset, nuint length, UapiProtection protection, out nuint address)
    {
        address = 0;
        lock (_gate)
        {
            if ((_seals & (UapiSeals.Write | UapiSeals.FutureWrite)) != 0 && (protection & UapiProtection.Write) != 0)
            {
                return -Errno.EPERM;
            }

            // The kernel maps what lies behind the end, too, and ends who touches it; there is no such memory here.
            if (offset > _capacity || length > _capacity - offset)
            {
                return -Errno.EINVAL;
            }

            _isPinned = true;
            address = (nuint)_bytes + (nuint)offset;
            return 0;
        }
    }

    // A mapping to read counts, too, for it may be made writable later; not once that is sealed.
    public override bool CountWriter()
    {
        lock (_gate)
        {
            bool canWrite = (_seals & (UapiSeals.Write | UapiSeals.FutureWrite)) == 0;
            _writableMappings += canWrite ? 1 : 0;
            return canWrite;
        }
    }

    public override void DiscountWriter()
    {
        lock (_gate)
        {
            _writableMappings--;
        }
    }

    public override int Truncate(ulong length)
    {
        lock (_gate)
        {
            if ((length < _length && (_seals & UapiSeals.Shrink) != 0) || (length > _length && (_seals & UapiSeals.Grow) != 0))
            {
                return -Errno.EPERM;
            }

            if (length > _capacity && !TryGrow(length))
            {
                return -Errno.ENOMEM;
            }

            if (length < _length)
            {
                NativeMemory.Clear(_bytes + length, (nuint)(_length - length));
            }

            _length = length;
            return 0;
        }
    }

    public override int Seal(UapiControl operation, UapiSeals seals)
    {
        const UapiSeals Changes = UapiSeals.Shrink | UapiSeals.Grow | UapiSeals.Write | UapiSeals.FutureWrite;
        const UapiSeals Known = UapiSeals.Seal | Changes | UapiSeals.Execute;
        lock (_gate)
        {
            if (operation == UapiControl.GetSeals)
            {
                return (int)_seals;
            }

            if ((seals & ~Known) != 0)
            {
                return -Errno.EINVAL;
            }

            if ((_seals & UapiSeals.Seal) != 0)
            {
                return -Errno.EPERM;
            }

            if ((seals & UapiSeals.Write) != 0 && (_seals & UapiSeals.Write) == 0 && _writableMappings > 0)
            {
                return -Errno.EBUSY;
            }

            // What stays a program must stay the same program.
            bool isProgram = (flags & UapiMemoryFlags.NotExecutable) == 0;
            _seals |= (seals & UapiSeals.Execute) != 0 && isProgram ? seals | Changes : seals;
            return 0;
        }
    }

    public override int ReadAt(ulong offset, Span<byte> destination)
    {
        lock (_gate)
        {
            int count = (int)Math.Min((ulong)destination.Length, offset < _length ? _length - offset : 0);
            new ReadOnlySpan<byte>(_bytes + offset, count).CopyTo(destination);
            return count;
        }
    }

    public override int WriteAt(ulong offset, ReadOnlySpan<byte> source)
    {
        lock (_gate)
        {
            if ((_seals & (UapiSeals.Write | UapiSeals.FutureWrite)) != 0)
            {
                return -Errno.EPERM;
            }

            ulong end = offset + (ulong)source.Length;
            if (end > _length && (_seals & UapiSeals.Grow) != 0)
            {
                return -Errno.EPERM;
            }

            if (end > _capacity && !TryGrow(end))
            {
                return -Errno.ENOSPC;
            }

            source.CopyTo(new Span<byte>(_bytes + offset, source.Length));
            _length = Math.Max(_length, end);
            return source.Length;
        }
    }

    public override int Read(Span<byte> destination)
    {
        lock (_gate)
        {
            int count = ReadAt(_position, destination);
            _position += (ulong)count;
            return count;
        }
    }

    public override int Write(ReadOnlySpan<byte> source)
    {
        lock (_gate)
        {
            int count = WriteAt(_position, source);
            _position += (ulong)Math.Max(0, count);
            return count;
        }
    }

    // Of the holes that a real file of memory has, SEEK_DATA and SEEK_HOLE, nothing is known here.
    public override int Seek(long offset, SeekOrigin origin, out long position)
    {
        lock (_gate)
        {
            position = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => (long)_position + offset,
                SeekOrigin.End => (long)_length + offset,
                _ => -1,
            };
            if (position < 0)
            {
                return -Errno.EINVAL;
            }

            _position = (ulong)position;
            return 0;
        }
    }

    protected override void Release() => NativeMemory.AlignedFree(_bytes);

    private bool TryGrow(ulong length)
    {
        if (_isPinned || length > int.MaxValue)
        {
            return false;
        }

        ulong capacity = (length + (ulong)pageSize - 1) & ~((ulong)pageSize - 1);
        byte* grown = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, (nuint)pageSize);
        NativeMemory.Clear(grown, (nuint)capacity);
        NativeMemory.Copy(_bytes, grown, (nuint)_length);
        NativeMemory.AlignedFree(_bytes);
        _bytes = grown;
        _capacity = capacity;
        return true;
    }
}
