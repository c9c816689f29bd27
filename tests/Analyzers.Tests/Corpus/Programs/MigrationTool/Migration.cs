// Moves the state of a VFIO device: features through one generic builder, retry policies as delegates, a state machine in a switch expression.
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UapiGen;
using static Migration.Vfio;
using State = Migration.Vfio.vfio_device_mig_state;

namespace Migration;

[UapiBindings("linux/vfio.h")]
internal static partial class Vfio;

internal static class LibC
{
    [DllImport("libc.so.6", SetLastError = true)]
    internal static extern unsafe int ioctl(int fd, uint request, void* argument);

    [DllImport("libc.so.6", SetLastError = true)]
    internal static extern unsafe nint read(SafeHandle fd, byte* buffer, nint count);
}

internal enum Errno
{
    Ok = 0, EINTR = 4, EAGAIN = 11, EBUSY = 16, EINVAL = 22, ENOTTY = 25, ENOMSG = 42, EOPNOTSUPP = 95,
}

/// <summary>How often, and on what, a call is made again.</summary>
internal sealed record RetryPolicy(int Attempts, TimeSpan Delay, params Errno[] On)
{
    public static RetryPolicy Interrupted { get; } = new(8, TimeSpan.Zero, Errno.EINTR);

    public static RetryPolicy Busy { get; } = Interrupted with { Delay = TimeSpan.FromMilliseconds(20), On = [Errno.EINTR, Errno.EAGAIN, Errno.EBUSY] };

    public (int Result, Errno Errno) Execute(Func<int> call)
    {
        (int, Errno) last = default;
        foreach (int attempt in Enumerable.Range(0, Attempts))
        {
            int result = call();
            if (result >= 0) return (result, Errno.Ok);
            last = (result, (Errno)Marshal.GetLastPInvokeError());
            if (!On.Contains(last.Item2)) break;
            if (Delay > TimeSpan.Zero) Thread.Sleep(Delay * (attempt + 1));
        }

        return last;
    }
}

/// <summary>The head of a feature call, and its payload behind it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FeatureCall<TPayload>
    where TPayload : unmanaged
{
    public vfio_device_feature Head;
    public TPayload Payload;

    public static unsafe FeatureCall<TPayload> For(uint feature, uint operation, TPayload payload = default) => new()
    {
        Head = new() { argsz = (uint)sizeof(FeatureCall<TPayload>), flags = feature | operation },
        Payload = payload,
    };
}

internal sealed class DeviceFeatures(SafeFileHandle device, RetryPolicy? policy = null)
{
    private readonly RetryPolicy _policy = policy ?? RetryPolicy.Interrupted;

    public T Get<T>(uint feature, T template = default)
        where T : unmanaged
    {
        var call = FeatureCall<T>.For(feature, VFIO_DEVICE_FEATURE_GET, template);
        Send(ref call, feature);
        return call.Payload;
    }

    public T Set<T>(uint feature, T payload)
        where T : unmanaged
    {
        var call = FeatureCall<T>.For(feature, VFIO_DEVICE_FEATURE_SET, payload);
        Send(ref call, feature);
        return call.Payload;
    }

    public unsafe void Set(uint feature)
    {
        var head = new vfio_device_feature { argsz = (uint)sizeof(vfio_device_feature), flags = VFIO_DEVICE_FEATURE_SET | feature };
        nint address = (nint)(&head);
        var (result, errno) = _policy.Execute(() => Call((void*)address));
        if (result < 0) throw new FeatureException(feature, errno);
    }

    public unsafe bool Has(uint feature, bool set)
    {
        vfio_device_feature head;
        head = default;
        head.argsz = (uint)sizeof(vfio_device_feature);
        head.flags = (uint)(feature | VFIO_DEVICE_FEATURE_PROBE | (set ? VFIO_DEVICE_FEATURE_SET : VFIO_DEVICE_FEATURE_GET));
        return Call(&head) == 0;
    }

    private unsafe void Send<T>(ref FeatureCall<T> call, uint feature)
        where T : unmanaged
    {
        fixed (FeatureCall<T>* p = &call)
        {
            nint address = (nint)p;
            var (result, errno) = _policy.Execute(() => Call((void*)address));
            if (result < 0) throw new FeatureException(feature, errno);
        }
    }

    private unsafe int Call(void* argument)
    {
        bool taken = false;
        try
        {
            device.DangerousAddRef(ref taken);
            return LibC.ioctl((int)device.DangerousGetHandle(), VFIO_DEVICE_FEATURE, argument);
        }
        finally
        {
            if (taken) device.DangerousRelease();
        }
    }
}

internal sealed class FeatureException(uint feature, Errno errno) : Exception($"feature {feature}: {errno}")
{
    public Errno Errno { get; } = errno;

    public bool IsAbsent => Errno is Errno.ENOTTY or Errno.EOPNOTSUPP;
}

internal sealed class MigrationSession(DeviceFeatures features) : IAsyncDisposable
{
    private SafeFileHandle? _stream;

    public State Current => (State)features.Get<vfio_device_feature_mig_state>(VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE).device_state;

    public bool CanPreCopy => (features.Get<vfio_device_feature_migration>(VFIO_DEVICE_FEATURE_MIGRATION).flags & VFIO_MIGRATION_PRE_COPY) != 0;

    public ulong ExpectedLength => features.Get<vfio_device_feature_mig_data_size>(VFIO_DEVICE_FEATURE_MIG_DATA_SIZE).stop_copy_length;

    /// <summary>Goes to a state; those that move data open a stream.</summary>
    public void MoveTo(State target)
    {
        var wanted = new vfio_device_feature_mig_state { device_state = (uint)target, data_fd = -1 };
        var answer = features.Set(VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, wanted);
        if (answer.data_fd >= 0)
        {
            _stream?.Dispose();
            _stream = new SafeFileHandle(answer.data_fd, ownsHandle: true);
        }
    }

    public async Task<long> SaveAsync(Stream to, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        MoveTo(CanPreCopy ? State.VFIO_DEVICE_STATE_PRE_COPY : State.VFIO_DEVICE_STATE_STOP_COPY);
        var watch = Stopwatch.StartNew();
        long total = 0;
        try
        {
            while (NextState(Current, Remaining()) is var next)
            {
                if (next is { } state)
                {
                    MoveTo(state);
                }

                int read = ReadSome(out byte[] chunk);
                if (read == 0 && Current is State.VFIO_DEVICE_STATE_STOP_COPY)
                {
                    break;
                }

                await to.WriteAsync(chunk.AsMemory(0, read), cancellation);
                progress?.Report(total += read);
            }
        }
        finally
        {
            MoveTo(State.VFIO_DEVICE_STATE_STOP);
        }

        Debug.WriteLine($"{total} bytes in {watch.Elapsed}");
        return total;
    }

    public ValueTask DisposeAsync()
    {
        _stream?.Dispose();
        return default;
    }

    private static State? NextState(State now, (ulong Initial, ulong Dirty)? remaining) => (now, remaining) switch
    {
        (State.VFIO_DEVICE_STATE_PRE_COPY, (0, < 1 << 16)) => State.VFIO_DEVICE_STATE_STOP_COPY,
        (State.VFIO_DEVICE_STATE_PRE_COPY, null) => State.VFIO_DEVICE_STATE_STOP_COPY,
        (State.VFIO_DEVICE_STATE_ERROR, _) => throw new IOException("the device is in error"),
        _ => null,
    };

    private unsafe (ulong Initial, ulong Dirty)? Remaining()
    {
        if (_stream is not { IsInvalid: false } stream)
        {
            return null;
        }

        vfio_precopy_info info = new() { argsz = (uint)sizeof(vfio_precopy_info) };
        int result = LibC.ioctl((int)stream.DangerousGetHandle(), VFIO_MIG_GET_PRECOPY_INFO, &info);
        return result == 0 ? (info.initial_bytes, info.dirty_bytes) : null;
    }

    private unsafe int ReadSome(out byte[] chunk)
    {
        chunk = GC.AllocateUninitializedArray<byte>(1 << 16);
        fixed (byte* p = chunk)
        {
            nint read = LibC.read(_stream ?? throw new InvalidOperationException(), p, chunk.Length);
            return read >= 0 ? (int)read : (Errno)Marshal.GetLastPInvokeError() is Errno.EAGAIN or Errno.ENOMSG ? 0 : throw new IOException();
        }
    }
}

/// <summary>Pages that the device has written since it was last asked.</summary>
internal sealed unsafe class DirtyLog : IDisposable
{
    private const ulong PageSize = 4096;
    private readonly DeviceFeatures _features;
    private readonly ulong* _bitmap;
    private readonly nuint _words;

    public DirtyLog(DeviceFeatures features, ulong length)
    {
        _features = features;
        _words = (nuint)((length / PageSize) + 63) / 64;
        _bitmap = (ulong*)NativeMemory.AllocZeroed(_words, sizeof(ulong));
        vfio_device_feature_dma_logging_range range = new() { iova = 0, length = length };
        features.Set(VFIO_DEVICE_FEATURE_DMA_LOGGING_START, new vfio_device_feature_dma_logging_control { page_size = PageSize, num_ranges = 1, ranges = (ulong)&range });
    }

    public IEnumerable<ulong> Dirty(ulong start, ulong length)
    {
        Ask(start, length);
        for (ulong page = 0; page < length / PageSize; page++)
        {
            if (IsSet(page))
            {
                yield return start + (page * PageSize);
            }
        }
    }

    public void Dispose()
    {
        try
        {
            _features.Set(VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP);
        }
        catch (FeatureException e)
        {
            Trace.TraceWarning(e.Message);
        }

        NativeMemory.Free(_bitmap);
    }

    private void Ask(ulong start, ulong length)
    {
        NativeMemory.Clear(_bitmap, _words * sizeof(ulong));
        _features.Get(VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT, new vfio_device_feature_dma_logging_report
        {
            iova = start,
            length = length,
            page_size = PageSize,
            bitmap = (ulong)_bitmap,
        });
    }

    private bool IsSet(ulong page) => (_bitmap[page / 64] & (1UL << (int)(page % 64))) != 0;
}
