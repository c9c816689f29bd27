using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Nvme.Libc;
using static Nvme.Uapi;

namespace Nvme;

[Flags]
internal enum Status : uint
{
    Ready = 1,
    Fatal = 2,
}

/// <summary>Submission entry, of 64 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Command
{
    public uint OpcodeAndId;
    public uint Namespace;
    public ulong Reserved;
    public ulong Metadata;
    public ulong Data1;
    public ulong Data2;
    public uint Dword10, Dword11, Dword12, Dword13, Dword14, Dword15;
}

/// <summary>Memory that the controller reads and writes: pinned, page-aligned, mapped into the container.</summary>
internal sealed unsafe class DmaMemory : IDisposable
{
    private readonly VfioContainer _container;
    private void* _memory;

    public DmaMemory(VfioContainer container, nuint length, ulong iova)
    {
        _container = container;
        Length = (length + 4095) & ~(nuint)4095;
        Iova = iova;
        _memory = NativeMemory.AlignedAlloc(Length, 4096);
        NativeMemory.Clear(_memory, Length);
        try
        {
            container.Map(_memory, Length, iova);
        }
        catch
        {
            NativeMemory.AlignedFree(_memory);
            _memory = null;
            throw;
        }
    }

    public nuint Length { get; }

    public ulong Iova { get; }

    public Span<T> As<T>() where T : unmanaged => new(_memory, checked((int)(Length / (nuint)sizeof(T))));

    public void Dispose()
    {
        if (_memory is null)
        {
            return;
        }

        _container.Unmap(Iova, Length);
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}

internal sealed class Controller : IDisposable
{
    private const int Capabilities = 0x00, Configuration = 0x14, StatusRegister = 0x1C, QueueAttributes = 0x24, SubmissionBase = 0x28, CompletionBase = 0x30;
    private readonly VfioDevice _device;
    private readonly nint _registers;
    private readonly nuint _length;
    private readonly DmaMemory _submissions;
    private readonly DmaMemory _completions;
    private ushort _tail;

    public Controller(VfioContainer container, VfioDevice device)
    {
        _device = device;
        var bar = device.Regions().FirstOrDefault(static region => region is { Index: VFIO_PCI_BAR0_REGION_INDEX, CanMap: true });
        if (bar == default)
        {
            throw new NotSupportedException("BAR 0 cannot be mapped");
        }

        _length = (nuint)bar.Size;
        _registers = mmap(0, _length, PROT_READ | PROT_WRITE, MAP_SHARED, device.Handle, (long)bar.Offset);
        if (_registers == MapFailed)
        {
            throw new VfioException(nameof(mmap), Marshal.GetLastPInvokeError());
        }

        if (device.TryGetRegion(VFIO_PCI_CONFIG_REGION_INDEX, out var config))
        {
            device.EnableBusMaster(config);
        }

        _submissions = new DmaMemory(container, 4096, 0x10000);
        _completions = new DmaMemory(container, 4096, 0x20000);
    }

    private unsafe ref uint this[int offset] => ref Unsafe.AsRef<uint>((byte*)_registers + offset);

    public unsafe byte MinimumPageShift
    {
        get
        {
            ulong capabilities = Volatile.Read(ref *(ulong*)(_registers + Capabilities));
            return (byte)(12 + ((capabilities >> 48) & 0xF));
        }
    }

    public async Task StartAsync(TimeSpan timeout, CancellationToken cancellation = default)
    {
        Volatile.Write(ref this[Configuration], 0);
        await WaitAsync(static status => !status.HasFlag(Status.Ready), timeout, cancellation).ConfigureAwait(false);
        Volatile.Write(ref this[QueueAttributes], (63u << 16) | 63u);
        Write64(SubmissionBase, _submissions.Iova);
        Write64(CompletionBase, _completions.Iova);
        Volatile.Write(ref this[Configuration], 0x00460001);
        await WaitAsync(static status => status.HasFlag(Status.Ready), timeout, cancellation).ConfigureAwait(false);
    }

    public void Submit(in Command command)
    {
        var queue = _submissions.As<Command>();
        queue[_tail] = command;
        _tail = (ushort)((_tail + 1) % 64);
        Thread.MemoryBarrier();
        Volatile.Write(ref this[0x1000], _tail);
    }

    public void Dispose()
    {
        _device.DisableMsix();
        _device.Reset();
        _ = munmap(_registers, _length);
        _completions.Dispose();
        _submissions.Dispose();
    }

    private void Write64(int offset, ulong value)
    {
        Volatile.Write(ref this[offset], (uint)value);
        Volatile.Write(ref this[offset + 4], (uint)(value >> 32));
    }

    private async Task WaitAsync(Func<Status, bool> condition, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        while (ReadStatus() is var status && !condition(status))
        {
            if (status.HasFlag(Status.Fatal))
            {
                throw new IOException("the controller is dead");
            }

            await Task.Delay(1, limit.Token).ConfigureAwait(false);
        }
    }

    private Status ReadStatus() => (Status)Volatile.Read(ref this[StatusRegister]);
}
