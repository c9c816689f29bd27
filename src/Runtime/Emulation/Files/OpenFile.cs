// Emulation: an open file description, shared by the descriptors that were duplicated from one another.
using System;
using System.IO;
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>
/// What descriptors point to: <c>struct file</c>. It starts with one reference, its maker's, and is released
/// with the last. Calls return as in the kernel: 0 or more, or a negated error number. What a kind of file
/// does not override it has not got.
/// </summary>
internal abstract class OpenFile
{
    private int _references = 1;

    /// <summary>What it was opened or made for; of the flags just the two lowest bits count, which are one too few of FMODE_READ and FMODE_WRITE.</summary>
    public UapiOpenFlags Access { get; init; } = UapiOpenFlags.ReadWrite;

    public bool CanRead => (((uint)Access + 1) & 1) != 0;

    public bool CanWrite => (((uint)Access + 1) & 2) != 0;

    /// <summary>Whether pread and pwrite find a place in it (FMODE_PREAD); else they are ESPIPE, whatever it was opened for.</summary>
    public virtual bool HasPlaces => false;

    /// <summary>Whether it only names a file (O_PATH): no request reaches it, as if it were not open.</summary>
    public virtual bool IsPathOnly => false;

    /// <summary>Who holds on to it, for those who look for leaks.</summary>
    public int References => Volatile.Read(ref _references);

    public virtual int Ioctl(uint request, nuint argument) => -Errno.ENOTTY;

    /// <param name="offset">Bytes, on a page.</param>
    /// <param name="length">Bytes, more than 0.</param>
    /// <param name="protection">What may be done with the memory.</param>
    /// <param name="address">Where the bytes are.</param>
    public virtual int Map(ulong offset, nuint length, UapiProtection protection, out nuint address)
    {
        address = 0;
        return -Errno.ENODEV;
    }

    /// <summary>A mapping is about to be made.</summary>
    /// <returns>Whether it counts as one that can write: <c>mapping_map_writable</c>.</returns>
    public virtual bool CountWriter() => false;

    /// <summary>A mapping that counted went, or was not made after all.</summary>
    public virtual void DiscountWriter()
    {
    }

    /// <summary>What the file is ready for; a file that cannot say is ready for all.</summary>
    public virtual UapiPollEvents Poll() => UapiPollEvents.Input | UapiPollEvents.Output;

    public virtual int Read(Span<byte> destination) => -Errno.EINVAL;

    public virtual int Write(ReadOnlySpan<byte> source) => -Errno.EINVAL;

    public virtual int ReadAt(ulong offset, Span<byte> destination) => -Errno.EINVAL;

    public virtual int WriteAt(ulong offset, ReadOnlySpan<byte> source) => -Errno.EINVAL;

    public virtual int Seek(long offset, SeekOrigin origin, out long position)
    {
        position = 0;
        return -Errno.ESPIPE;
    }

    public virtual int Truncate(ulong length) => -Errno.EINVAL;

    /// <summary>F_ADD_SEALS and F_GET_SEALS.</summary>
    public virtual int Seal(UapiControl operation, UapiSeals seals) => -Errno.EINVAL;

    public void Get() => Interlocked.Increment(ref _references);

    /// <summary>Takes a reference, unless the last has gone: <c>get_file_active</c>.</summary>
    public bool TryGet()
    {
        int references = Volatile.Read(ref _references);
        while (references != 0)
        {
            int seen = Interlocked.CompareExchange(ref _references, references + 1, references);
            if (seen == references)
            {
                return true;
            }

            references = seen;
        }

        return false;
    }

    public void Put()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Release();
        }
    }

    protected virtual void Release()
    {
    }
}
