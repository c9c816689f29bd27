// Buffers from a heap and from a memfd, filled by the processor between SYNCs: function pointers, a ref struct scope, deferred work on a task.
using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen;
using static DmaHeapTool.Bindings;

namespace DmaHeapTool;

[UapiBindings("linux/dma-buf.h", "linux/dma-heap.h", "linux/udmabuf.h")]
internal static partial class Bindings;

/// <summary>The C library, looked up once.</summary>
internal static unsafe class Libc
{
    public const int EINTR = 4, EAGAIN = 11, ENOTTY = 25;
    private static readonly nint s_library = NativeLibrary.Load("libc.so.6");
    private static readonly delegate* unmanaged[Cdecl]<int, uint, int> s_memfd = (delegate* unmanaged[Cdecl]<int, uint, int>)0;
    private static readonly delegate* unmanaged<void*, nuint, int, int, int, long, void*> s_mmap =
        (delegate* unmanaged<void*, nuint, int, int, int, long, void*>)NativeLibrary.GetExport(s_library, "mmap");

    private static readonly delegate* unmanaged<void*, nuint, int> s_munmap = (delegate* unmanaged<void*, nuint, int>)NativeLibrary.GetExport(s_library, "munmap");

    [DllImport("libc", SetLastError = true)]
    public static extern int ioctl(int fd, nuint request, void* argument);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    public static extern int close(int fd);

    [DllImport("libc", SetLastError = true)]
    public static extern int memfd_create(byte* name, uint flags);

    [DllImport("libc", SetLastError = true)]
    public static extern int ftruncate(int fd, long length);

    [DllImport("libc", SetLastError = true)]
    public static extern int fcntl(int fd, int command, int argument);

    public static bool HasMemfdPointer => s_memfd is not null;

    public static Span<byte> Map(int fd, int length)
    {
        var address = s_mmap(null, (nuint)length, 3, 1, fd, 0);
        return address == (void*)-1 ? default : new Span<byte>(address, length);
    }

    public static void Unmap(Span<byte> memory)
    {
        fixed (byte* start = memory)
        {
            if (s_munmap(start, (nuint)memory.Length) != 0)
            {
                Trace.TraceError("munmap");
            }
        }
    }
}

[Flags]
internal enum Cpu : ulong
{
    Read = DMA_BUF_SYNC_READ,
    Write = DMA_BUF_SYNC_WRITE,
    Both = DMA_BUF_SYNC_RW,
}

internal sealed class DmaBuffer : IDisposable
{
    private int _fd;

    private DmaBuffer(int fd, int length) => (_fd, Length) = (fd, length);

    ~DmaBuffer() => Release();

    public int Length { get; }

    public int Descriptor => _fd;

    public static unsafe DmaBuffer FromHeap(string heap, int length)
    {
        int fd = Libc.open($"/dev/dma_heap/{heap}", 0x80000);
        if (fd < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), heap);
        }

        try
        {
            var data = new dma_heap_allocation_data { len = checked((ulong)length), fd_flags = 0x80000 | 2 };
            return Libc.ioctl(fd, DMA_HEAP_IOCTL_ALLOC, &data) switch
            {
                0 => new DmaBuffer((int)data.fd, length),
                _ => throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{length} bytes of {heap}"),
            };
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }

    /// <summary>Pages of one memfd or of several, as one buffer.</summary>
    public static unsafe DmaBuffer FromPages(int device, params (int Memfd, ulong Offset, int Length)[] parts)
    {
        if (parts is [var only])
        {
            udmabuf_create create = new()
            {
                memfd = (uint)only.Memfd,
                flags = UDMABUF_FLAGS_CLOEXEC,
                offset = only.Offset,
                size = (ulong)only.Length,
            };
            int single = Libc.ioctl(device, UDMABUF_CREATE, &create);
            return single >= 0 ? new(single, only.Length) : throw new Win32Exception();
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(udmabuf_create_list.list_SizeWith(parts.Length));
        try
        {
            Array.Clear(rented);
            fixed (byte* p = rented)
            {
                ref var list = ref Unsafe.AsRef<udmabuf_create_list>(p);
                list.flags = UDMABUF_FLAGS_CLOEXEC;
                list.count = (uint)parts.Length;
                Span<udmabuf_create_item> items = udmabuf_create_list.list(ref list, parts.Length);
                for (int i = 0; i < parts.Length; i++)
                {
                    var (memfd, offset, length) = parts[i];
                    items[i] = new udmabuf_create_item { memfd = (uint)memfd, offset = offset, size = (ulong)length };
                }

                int fd = Libc.ioctl(device, UDMABUF_CREATE_LIST, p);
                if (fd < 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError());
                }

                return new DmaBuffer(fd, parts.Sum(static part => part.Length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public Access Begin(Cpu kind) => new(this, kind);

    public unsafe int ExportFence(Cpu kind)
    {
        var export = new dma_buf_export_sync_file { flags = (uint)kind, fd = -1 };
        int result = Libc.ioctl(_fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &export);
        if (result != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            return errno is Libc.ENOTTY ? -1 : throw new Win32Exception(errno);
        }

        return export.fd;
    }

    public unsafe void ImportFence(int fence, Cpu kind)
    {
        dma_buf_import_sync_file import;
        import.flags = (uint)kind;
        import.fd = fence;
        if (Libc.ioctl(_fd, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, &import) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), string.Create(CultureInfo.InvariantCulture, $"fence {fence}"));
        }
    }

    public unsafe void Name(ReadOnlySpan<char> name)
    {
        byte* text = stackalloc byte[DMA_BUF_NAME_LEN];
        var bytes = new Span<byte>(text, DMA_BUF_NAME_LEN - 1);
        int length = System.Text.Encoding.UTF8.GetBytes(name, bytes);
        text[length] = 0;
        if (Libc.ioctl(_fd, DMA_BUF_SET_NAME, text) < 0 && Marshal.GetLastPInvokeError() is var errno and not Libc.ENOTTY)
        {
            throw new Win32Exception(errno);
        }
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _fd, -1) is >= 0 and var fd)
        {
            _ = Libc.close(fd);
        }
    }

    private unsafe void Sync(ulong flags)
    {
        dma_buf_sync sync = new() { flags = flags };
        int tries = 0;
        while (Libc.ioctl(_fd, DMA_BUF_IOCTL_SYNC, &sync) < 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno is not (Libc.EINTR or Libc.EAGAIN) || ++tries > 100)
            {
                throw new Win32Exception(errno);
            }
        }
    }

    /// <summary>The time in which the processor may look at the memory.</summary>
    public readonly ref struct Access
    {
        private readonly DmaBuffer _buffer;
        private readonly Cpu _kind;
        private readonly Span<byte> _memory;

        internal Access(DmaBuffer buffer, Cpu kind)
        {
            (_buffer, _kind) = (buffer, kind);
            _memory = Libc.Map(buffer.Descriptor, buffer.Length);
            buffer.Sync(DMA_BUF_SYNC_START | (ulong)kind);
        }

        public Span<byte> Memory => _memory;

        public void Dispose()
        {
            try
            {
                _buffer.Sync(DMA_BUF_SYNC_END | (ulong)_kind);
            }
            finally
            {
                Libc.Unmap(_memory);
            }
        }
    }
}

internal static class Patterns
{
    public static void Checkerboard(DmaBuffer buffer)
    {
        using var access = buffer.Begin(Cpu.Write);
        for (int i = 0; i < access.Memory.Length; i++)
        {
            access.Memory[i] = (byte)((i ^ (i >> 6)) & 1 * 0xFF);
        }
    }

    public static async Task<uint> ChecksumAsync(DmaBuffer buffer, CancellationToken cancellation)
    {
        return await Task.Run(Sum, cancellation).ConfigureAwait(false);

        uint Sum()
        {
            using var access = buffer.Begin(Cpu.Read);
            uint sum = 0;
            foreach (byte b in access.Memory)
            {
                cancellation.ThrowIfCancellationRequested();
                sum = unchecked((sum << 1) + b);
            }

            return sum;
        }
    }
}

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string heap = args.Length > 0 ? args[0] : "system";
        using var buffer = DmaBuffer.FromHeap(heap, 1 << 20);
        buffer.Name("checkerboard");
        Patterns.Checkerboard(buffer);
        Console.WriteLine($"{heap}: {await Patterns.ChecksumAsync(buffer, source.Token):x8}");
        int fence = buffer.ExportFence(Cpu.Both);
        if (fence >= 0)
        {
            buffer.ImportFence(fence, Cpu.Write);
            _ = Libc.close(fence);
        }

        foreach (int[] sizes in (int[][])[[4096], [4096, 8192]])
        {
            using var pages = new PageList(sizes);
            Console.WriteLine($"{sizes.Length} parts: {pages.Buffer.Length}");
        }

        return 0;
    }

    private sealed class PageList : IDisposable
    {
        private const int AddSeals = 1033, SealShrink = 2;
        private readonly List<int> _memfds = [];

        public unsafe PageList(int[] sizes)
        {
            int device = Libc.open("/dev/udmabuf", 0x80002);
            if (device < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
            try
            {
                foreach (int size in sizes)
                {
                    fixed (byte* name = "pages"u8)
                    {
                        int memfd = Libc.memfd_create(name, 3);
                        if (memfd < 0 || Libc.ftruncate(memfd, size) < 0 || Libc.fcntl(memfd, AddSeals, SealShrink) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
                        _memfds.Add(memfd);
                    }
                }

                Buffer = DmaBuffer.FromPages(device, [.. sizes.Select((size, i) => (_memfds[i], 0UL, size))]);
            }
            finally
            {
                _ = Libc.close(device);
            }
        }

        public DmaBuffer Buffer { get; }

        public void Dispose()
        {
            Buffer.Dispose();
            foreach (int memfd in _memfds) _ = Libc.close(memfd);
        }
    }
}
