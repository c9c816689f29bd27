// Headers: installed.
// Memory whose pages are made when someone touches them: a thread that answers faults, native memory, checked arithmetic, a typed request per call.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen;
using Uffd = Paging.Kernel;

namespace Paging;

[UapiBindings("linux/userfaultfd.h")]
internal static partial class Kernel;

/// <summary>A request and the structure that goes with it.</summary>
internal readonly struct Request<T>(nuint number, string name)
    where T : unmanaged
{
    public nuint Number => number;

    public override string ToString() => name;
}

internal static class Requests
{
    public static readonly Request<Uffd.uffdio_api> Api = new(Uffd.UFFDIO_API, nameof(Uffd.UFFDIO_API));
    public static readonly Request<Uffd.uffdio_register> Register = new(Uffd.UFFDIO_REGISTER, nameof(Uffd.UFFDIO_REGISTER));
    public static readonly Request<Uffd.uffdio_range> Unregister = new(Uffd.UFFDIO_UNREGISTER, nameof(Uffd.UFFDIO_UNREGISTER));
    public static readonly Request<Uffd.uffdio_range> Wake = new(Uffd.UFFDIO_WAKE, nameof(Uffd.UFFDIO_WAKE));
    public static readonly Request<Uffd.uffdio_copy> Copy = new(Uffd.UFFDIO_COPY, nameof(Uffd.UFFDIO_COPY));
    public static readonly Request<Uffd.uffdio_zeropage> ZeroPage = new(Uffd.UFFDIO_ZEROPAGE, nameof(Uffd.UFFDIO_ZEROPAGE));
}

internal enum Error { None = 0, Exists = 17, Again = 11, NoEntry = 2, Search = 3 }

internal sealed partial class Userfault : SafeHandle
{
    private const int SystemCall = 323, CloseOnExec = 0x80000, NonBlocking = 0x800;

    private Userfault()
        : base(-1, true)
    {
    }

    public override bool IsInvalid => handle < 0;

    public static Userfault Create(ulong features)
    {
        var result = new Userfault();
        result.SetHandle((nint)Native.syscall(SystemCall, CloseOnExec | NonBlocking));
        if (result.IsInvalid)
        {
            throw new PagingException("userfaultfd", Marshal.GetLastPInvokeError());
        }

        Uffd.uffdio_api api = new() { api = Uffd.UFFD_API, features = features };
        var error = result.Send(Requests.Api, ref api);
        if (error is not Error.None || (api.ioctls & (1UL << Uffd._UFFDIO_REGISTER)) == 0)
        {
            result.Dispose();
            throw new PagingException(Requests.Api.ToString(), (int)error);
        }

        return result;
    }

    public Error Send<T>(Request<T> request, ref T argument)
        where T : unmanaged
    {
        bool added = false;
        try
        {
            DangerousAddRef(ref added);
            return Native.ioctl(handle.ToInt32(), request.Number, ref Unsafe.As<T, byte>(ref argument)) < 0 ? (Error)Marshal.GetLastPInvokeError() : Error.None;
        }
        finally
        {
            if (added)
            {
                DangerousRelease();
            }
        }
    }

    public unsafe bool TryRead(out Uffd.uffd_msg message)
    {
        Unsafe.SkipInit(out message);
        fixed (Uffd.uffd_msg* p = &message)
        {
            return Native.read(handle.ToInt32(), p, (nuint)sizeof(Uffd.uffd_msg)) == sizeof(Uffd.uffd_msg);
        }
    }

    protected override bool ReleaseHandle() => Native.close(handle.ToInt32()) is 0;

    private static unsafe partial class Native
    {
        [LibraryImport("libc", SetLastError = true)]
        internal static partial long syscall(long number, int flags);

        [LibraryImport("libc", SetLastError = true)]
        internal static partial int ioctl(int fd, nuint request, ref byte argument);

        [LibraryImport("libc", SetLastError = true)]
        internal static partial nint read(int fd, void* buffer, nuint count);

        [LibraryImport("libc", SetLastError = true)]
        internal static partial int close(int fd);
    }
}

public sealed class PagingException : SystemException
{
    internal PagingException(string call, int errno)
        : base($"{call}: {(Error)errno}")
    {
    }
}

/// <summary>Makes the bytes of a page.</summary>
public interface IPageSource
{
    bool TryFill(long page, Span<byte> bytes);
}

public sealed unsafe class LazyMemory : IDisposable
{
    private readonly Userfault _faults;
    private readonly IPageSource _source;
    private readonly nint _memory;
    private readonly nuint _length;
    private readonly byte* _scratch;
    private readonly int _pageSize = Environment.SystemPageSize;
    private readonly Thread _thread;
    private readonly ConcurrentDictionary<long, int> _counts = new();
    private volatile bool _stopped;

    public LazyMemory(IPageSource source, int pages)
    {
        Debug.Assert(BitOperations.IsPow2(_pageSize));
        _source = source;
        _length = checked((nuint)pages * (nuint)_pageSize);
        _faults = Userfault.Create(0);
        _memory = (nint)NativeMemory.AlignedAlloc(_length, (nuint)_pageSize);
        _scratch = (byte*)NativeMemory.AlignedAlloc((nuint)_pageSize, (nuint)_pageSize);
        var register = new Uffd.uffdio_register
        {
            range = new() { start = (ulong)_memory, len = _length },
            mode = Uffd.UFFDIO_REGISTER_MODE_MISSING,
        };
        if (_faults.Send(Requests.Register, ref register) is var error and not Error.None)
        {
            throw new PagingException(Requests.Register.ToString(), (int)error);
        }

        _thread = new Thread(Answer) { IsBackground = true, Name = "faults" };
        _thread.Start();
    }

    public ReadOnlySpan<byte> Bytes => new((void*)_memory, (int)_length);

    public int Faults => _counts.Values.Sum();

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
        Uffd.uffdio_range whole = new() { start = (ulong)_memory, len = _length };
        if (_faults.Send(Requests.Unregister, ref whole) != Error.None)
        {
            Trace.WriteLine("the range stays registered until the descriptor is closed");
        }

        _faults.Dispose();
        NativeMemory.AlignedFree(_scratch);
        NativeMemory.AlignedFree((void*)_memory);
    }

    private void Answer()
    {
        var wait = new SpinWait();
        while (!_stopped)
        {
            if (!_faults.TryRead(out var message))
            {
                wait.SpinOnce();
                continue;
            }

            if (message is not { @event: (byte)Uffd.UFFD_EVENT_PAGEFAULT, arg.pagefault.address: var address })
            {
                continue;
            }

            ulong start = address & ~((ulong)_pageSize - 1);
            long page = (long)(start - (ulong)_memory) / _pageSize;
            _counts.AddOrUpdate(page, 1, static (_, old) => old + 1);
            Resolve(start, page);
        }
    }

    private void Resolve(ulong start, long page)
    {
        var outcome = _source.TryFill(page, new Span<byte>(_scratch, _pageSize)) ? Copy(start) : Zero(start);
        switch (outcome)
        {
            case Error.None:
                break;
            case Error.Exists:
                // Another thread was quicker: whoever waits has to be told.
                var range = new Uffd.uffdio_range { start = start, len = (ulong)_pageSize };
                if (_faults.Send(Requests.Wake, ref range) is not Error.None and var failure)
                {
                    throw new PagingException(nameof(Uffd.UFFDIO_WAKE), (int)failure);
                }

                break;
            default:
                throw new PagingException($"page {page}", (int)outcome);
        }
    }

    private Error Copy(ulong start)
    {
        ulong done = 0;
        while (true)
        {
            Uffd.uffdio_copy copy = new()
            {
                dst = start + done,
                src = (ulong)_scratch + done,
                len = (ulong)_pageSize - done,
                mode = 0,
            };
            var error = _faults.Send(Requests.Copy, ref copy);
            if (error != Error.Again)
            {
                return error;
            }

            if (copy.copy > 0)
            {
                done += (ulong)copy.copy;
            }
        }
    }

    private Error Zero(ulong start)
    {
        Uffd.uffdio_zeropage zero = default;
        zero.range.start = start;
        zero.range.len = (ulong)_pageSize;
        return _faults.Send(Requests.ZeroPage, ref zero);
    }
}
