// Headers: installed.
// Frames of a camera through mapped buffers: an extension method for calls, a ref struct for a frame, an iterator over formats.
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UapiGen;
using static Camera.V4l2;

namespace Camera;

[UapiBindings("linux/videodev2.h", "linux/dma-buf.h")]
public static partial class V4l2;

internal static partial class Interop
{
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static unsafe partial int Ioctl(SafeHandle fd, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    internal static unsafe partial byte* Map(void* address, nuint length, int protection, int flags, SafeHandle fd, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    internal static unsafe partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(ref PollFd fds, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    internal struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }
}

internal static class HandleExtensions
{
    private const int EINTR = 4;

    /// <summary>xioctl of every V4L2 program.</summary>
    internal static unsafe int XIoctl<T>(this SafeHandle handle, nuint request, ref T argument)
        where T : unmanaged
    {
        fixed (T* pointer = &argument)
        {
            int result;
            do
            {
                result = Interop.Ioctl(handle, request, pointer);
            }
            while (result == -1 && Marshal.GetLastPInvokeError() == EINTR);
            return result;
        }
    }

    internal static void Require<T>(this SafeHandle handle, nuint request, ref T argument, [CallerArgumentExpression(nameof(request))] string? what = null)
        where T : unmanaged
    {
        if (handle.XIoctl(request, ref argument) == -1)
        {
            var errno = Marshal.GetLastPInvokeError();
            throw new Win32Exception(errno, $"{what}: {Marshal.GetPInvokeErrorMessage(errno)}");
        }
    }
}

public readonly struct PixelFormat(uint code) : IEquatable<PixelFormat>
{
    public uint Code { get; } = code;

    public static PixelFormat Parse(string text) => text is [var a, var b, var c, var d]
        ? new((uint)(a | (b << 8) | (c << 16) | (d << 24)))
        : throw new FormatException(text);

    public override string ToString() => string.Create(4, Code, static (span, code) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = (char)((code >> (8 * i)) & 0x7F);
        }
    });

    public bool Equals(PixelFormat other) => Code == other.Code;

    public override bool Equals(object? obj) => obj is PixelFormat other && Equals(other);

    public override int GetHashCode() => (int)Code;
}

public sealed record CaptureOptions(int Width, int Height, PixelFormat Format)
{
    public int BufferCount { get; init; } = 4;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);
}

public sealed class CameraDevice : IDisposable
{
    private const uint Capture = (uint)v4l2_buf_type.V4L2_BUF_TYPE_VIDEO_CAPTURE;
    private readonly SafeFileHandle _handle;
    private readonly List<MappedBuffer> _buffers = [];
    private bool _streaming;

    public CameraDevice(string path)
    {
        int fd = Interop.Open(path, 0x80802);
        if (fd == -1)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), path);
        }

        _handle = new SafeFileHandle(fd, ownsHandle: true);
        var capability = default(v4l2_capability);
        if (_handle.XIoctl(VIDIOC_QUERYCAP, ref capability) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            _handle.Dispose();
            throw new Win32Exception(error);
        }

        uint capabilities = (capability.capabilities & (uint)V4L2_CAP_DEVICE_CAPS) != 0 ? capability.device_caps : capability.capabilities;
        if ((capabilities & V4L2_CAP_VIDEO_CAPTURE) == 0 || (capabilities & V4L2_CAP_STREAMING) == 0)
        {
            _handle.Dispose();
            throw new NotSupportedException($"{path} cannot stream");
        }
    }

    public IEnumerable<(PixelFormat Format, bool IsCompressed)> Formats()
    {
        for (uint i = 0; ; i++)
        {
            v4l2_fmtdesc description = new() { index = i, type = Capture };
            if (_handle.XIoctl(VIDIOC_ENUM_FMT, ref description) != 0)
            {
                yield break;
            }

            yield return (new(description.pixelformat), (description.flags & V4L2_FMT_FLAG_COMPRESSED) != 0);
        }
    }

    public (uint Width, uint Height, uint Stride) Configure(CaptureOptions options)
    {
        var format = new v4l2_format { type = Capture };
        ref var pixels = ref format.fmt.pix;
        pixels.width = (uint)options.Width;
        pixels.height = (uint)options.Height;
        pixels.pixelformat = options.Format.Code;
        pixels.field = (uint)v4l2_field.V4L2_FIELD_ANY;
        _handle.Require(VIDIOC_S_FMT, ref format);
        if (pixels.pixelformat != options.Format.Code)
        {
            throw new NotSupportedException($"the driver offers {new PixelFormat(pixels.pixelformat)} instead of {options.Format}");
        }

        v4l2_streamparm parameters = default;
        parameters.type = Capture;
        if (_handle.XIoctl(VIDIOC_G_PARM, ref parameters) == 0 && (parameters.parm.capture.capability & V4L2_CAP_TIMEPERFRAME) != 0)
        {
            parameters.parm.capture.timeperframe = new v4l2_fract { numerator = 1, denominator = 30 };
            if (_handle.XIoctl(VIDIOC_S_PARM, ref parameters) is -1)
            {
                Trace.TraceWarning($"no 30 frames a second: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }

        return (pixels.width, pixels.height, pixels.bytesperline);
    }

    public void Start(CaptureOptions options)
    {
        var request = new v4l2_requestbuffers { count = (uint)options.BufferCount, type = Capture, memory = (uint)v4l2_memory.V4L2_MEMORY_MMAP };
        _handle.Require(VIDIOC_REQBUFS, ref request);
        if (request.count < 2)
        {
            throw new InsufficientMemoryException();
        }

        foreach (uint index in Enumerable.Range(0, (int)request.count).Select(static i => (uint)i))
        {
            var buffer = NewBuffer(index);
            _handle.Require(VIDIOC_QUERYBUF, ref buffer);
            _buffers.Add(new MappedBuffer(_handle, buffer.length, buffer.m.offset));
            _handle.Require(VIDIOC_QBUF, ref buffer);
        }

        int type = (int)Capture;
        _handle.Require(VIDIOC_STREAMON, ref type);
        _streaming = true;
    }

    /// <summary>Hands each frame to <paramref name="take"/>, until that says no.</summary>
    public void Run(CaptureOptions options, FrameHandler take, CancellationToken cancellation)
    {
        bool goOn = true;
        while (goOn && !cancellation.IsCancellationRequested)
        {
            var poll = new Interop.PollFd { Fd = (int)_handle.DangerousGetHandle(), Events = 1 };
            int ready = Interop.Poll(ref poll, 1, (int)options.Timeout.TotalMilliseconds);
            if (ready == 0)
            {
                throw new TimeoutException();
            }

            if (ready < 0)
            {
                if (Marshal.GetLastPInvokeError() is 4 or 11) continue;
                throw new Win32Exception();
            }

            v4l2_buffer buffer = NewBuffer(0);
            if (_handle.XIoctl(VIDIOC_DQBUF, ref buffer) == -1)
            {
                if (Marshal.GetLastPInvokeError() == 11)
                {
                    continue;
                }

                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }

            try
            {
                if ((buffer.flags & V4L2_BUF_FLAG_ERROR) == 0)
                {
                    goOn = take(new Frame(_buffers[(int)buffer.index].Memory[..(int)buffer.bytesused], buffer.sequence));
                }
            }
            finally
            {
                _handle.Require(VIDIOC_QBUF, ref buffer);
            }
        }
    }

    /// <summary>A buffer as a dma-buf, for a display or an encoder.</summary>
    public SafeFileHandle Export(uint index)
    {
        var export = new v4l2_exportbuffer { type = Capture, index = index, flags = 0x80000 };
        _handle.Require(VIDIOC_EXPBUF, ref export);
        return new SafeFileHandle(export.fd, ownsHandle: true);
    }

    public int? this[uint control]
    {
        get
        {
            v4l2_control value = new() { id = control };
            return _handle.XIoctl(VIDIOC_G_CTRL, ref value) == 0 ? value.value : null;
        }

        set
        {
            if (value is { } wanted)
            {
                v4l2_control change = new() { id = control, value = wanted };
                _handle.Require(VIDIOC_S_CTRL, ref change);
            }
        }
    }

    public void Dispose()
    {
        if (_streaming)
        {
            int type = (int)Capture;
            if (_handle.XIoctl(VIDIOC_STREAMOFF, ref type) < 0)
            {
                Trace.TraceError("STREAMOFF: " + Marshal.GetLastPInvokeErrorMessage());
            }
        }

        _buffers.ForEach(static buffer => buffer.Dispose());
        _handle.Dispose();
    }

    private static v4l2_buffer NewBuffer(uint index) => new() { index = index, type = Capture, memory = (uint)v4l2_memory.V4L2_MEMORY_MMAP };
}

/// <summary>Takes a frame; false for the last one.</summary>
public delegate bool FrameHandler(Frame frame);

public readonly ref struct Frame(ReadOnlySpan<byte> bytes, uint sequence)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public uint Sequence { get; } = sequence;
}

internal sealed unsafe class MappedBuffer : IDisposable
{
    private byte* _start;
    private readonly uint _length;

    public MappedBuffer(SafeHandle camera, uint length, uint offset)
    {
        _start = Interop.Map(null, _length = length, 3, 1, camera, (nint)offset);
        if ((nint)_start == -1)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    public ReadOnlySpan<byte> Memory => new(_start, checked((int)_length));

    public void Dispose()
    {
        if (_start is not null && Interop.Unmap(_start, _length) < 0)
        {
            Trace.TraceError("munmap: " + Marshal.GetLastPInvokeErrorMessage());
        }

        _start = null;
    }
}
