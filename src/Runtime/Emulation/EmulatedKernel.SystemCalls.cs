// Emulation: the kernel's system calls, as a process makes them.
using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using UapiGen.Runtime.Emulation;

namespace UapiGen.Runtime;

public sealed unsafe partial class EmulatedKernel
{
    // SEEK_HOLE.
    private const SeekOrigin LastOrigin = (SeekOrigin)4;

    // O_ACCMODE.
    private const UapiOpenFlags AccessMode = UapiOpenFlags.WriteOnly | UapiOpenFlags.ReadWrite;

    // NAME_MAX without the prefix that the kernel adds to a memfd's.
    private const int LongestMemoryName = 249;

    private readonly object _pollGate = new();

    /// <summary>
    /// Opens <c>/dev/null</c>, <c>/dev/vfio/vfio</c>, a group, a device's node, <c>/dev/udmabuf</c> or <c>/dev/dma_heap/system</c>.
    /// A device's node takes no request but EINVAL, for it is not bound to an iommufd.
    /// </summary>
    /// <returns>The descriptor; ENOENT for any other path, EBUSY for a group that is open, EMFILE when there is no descriptor left.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Open(string path, UapiOpenFlags flags)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool closeOnExec = (flags & UapiOpenFlags.CloseOnExec) != 0;
        UapiOpenFlags access = flags & AccessMode;
        EmulatedPciDevice? group = Find(device => device.GroupPath == path);
        EmulatedPciDevice? node = Find(device => device.Path == path);
        bool isKnown = group is not null || node is not null || path is "/dev/null" or "/dev/vfio/vfio" or "/dev/udmabuf" or "/dev/dma_heap/system";
        if (isKnown && (flags & UapiOpenFlags.Path) != 0)
        {
            return UapiResult.FromKernel(Install(new PlainFile(isPathOnly: true), closeOnExec));
        }

        return UapiResult.FromKernel(path switch
        {
            _ when group is not null => GroupFile.Open(this, group.Group, access, closeOnExec),
            _ when node is not null => node.OpenDescriptor(hasAccess: false, closeOnExec, group: null),
            "/dev/null" => Install(new PlainFile(isPathOnly: false) { Access = access }, closeOnExec),
            "/dev/vfio/vfio" => Install(new ContainerFile(this) { Access = access }, closeOnExec),
            "/dev/udmabuf" => Install(new UdmabufFile(this) { Access = access }, closeOnExec),
            "/dev/dma_heap/system" => Install(new DmaHeapFile(this) { Access = access }, closeOnExec),
            _ => -Errno.ENOENT,
        });
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Close([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor)
    {
        OpenFile? file = Files.Remove(fileDescriptor);
        file?.Put();
        return file is null ? UapiResult.Failure(Errno.EBADF) : UapiResult.Success();
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Ioctl([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, nuint request, void* argument, OnInterrupt onInterrupt = OnInterrupt.Report)
    {
        // The reference keeps the file while the request runs, whoever closes the descriptor meanwhile.
        OpenFile? file = Files.Get(fileDescriptor);
        if (file is null)
        {
            return UapiResult.Failure(Errno.EBADF);
        }

        int returned = file.Ioctl((uint)request, (nuint)argument);
        file.Put();
        return returned == -Errno.EINTR && onInterrupt == OnInterrupt.Retry
            ? Ioctl(fileDescriptor, request, argument, onInterrupt)
            : UapiResult.FromKernel(returned);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Duplicate([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor) =>
        UapiResult.FromKernel(Faults.Hits(EmulatedFault.Descriptor) ? -Errno.EMFILE : Files.Duplicate(fileDescriptor, lowest: 0, closeOnExec: false));

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult DuplicateTo([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, int target, UapiOpenFlags flags)
    {
        if ((flags & ~UapiOpenFlags.CloseOnExec) != 0 || fileDescriptor == target)
        {
            return UapiResult.Failure(Errno.EINVAL);
        }

        int result = Files.DuplicateTo(fileDescriptor, target, flags != 0, out OpenFile? displaced);
        displaced?.Put();
        return UapiResult.FromKernel(result);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Control([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, UapiControl operation, uint value = 0) => operation switch
    {
        UapiControl.GetDescriptorFlags => UapiResult.FromKernel(Files.CloseOnExec(fileDescriptor)),
        UapiControl.SetDescriptorFlags => UapiResult.FromKernel(Files.SetCloseOnExec(fileDescriptor, (value & 1) != 0)),
        UapiControl.DuplicateCloseOnExec => UapiResult.FromKernel(Files.Duplicate(fileDescriptor, value > int.MaxValue ? -1 : (int)value, closeOnExec: true)),
        UapiControl.AddSeals or UapiControl.GetSeals => On(fileDescriptor, file => file.Seal(operation, (UapiSeals)value)),
        _ => UapiResult.Failure(Errno.EINVAL),
    };

    /// <summary>Whether a descriptor closes on exec: <c>F_GETFD</c> of <c>man 2 fcntl</c>.</summary>
    /// <returns>1 (<c>FD_CLOEXEC</c>) or 0; EBADF.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetDescriptorFlags([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor) => UapiResult.FromKernel(Files.CloseOnExec(fileDescriptor));

    /// <summary>Closes what closes on exec, as a process does when it becomes another program.</summary>
    public void Execute()
    {
        foreach (OpenFile file in Files.RemoveClosedOnExec())
        {
            file.Put();
        }
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Poll(
        [UapiRole(UapiRole.FileDescriptor)] int fileDescriptor,
        UapiPollEvents events,
        int milliseconds,
        [UapiRole(UapiRole.Output)] out UapiPollEvents ready)
    {
        ready = UapiPollEvents.None;
        OpenFile? file = fileDescriptor < 0 ? null : Files.Get(fileDescriptor);
        if (file is null)
        {
            // A negative descriptor is one that nobody asks about.
            ready = fileDescriptor < 0 ? UapiPollEvents.None : UapiPollEvents.Invalid;
            return UapiResult.Success(fileDescriptor < 0 ? 0 : 1);
        }

        bool interrupted = Faults.Hits(EmulatedFault.Interrupt);
        if (!interrupted)
        {
            ready = WaitUntilReady(file, events, milliseconds);
        }

        file.Put();
        return interrupted ? UapiResult.Failure(Errno.EINTR) : UapiResult.Success(ready == UapiPollEvents.None ? 0 : 1);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Read([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, Span<byte> destination)
    {
        OpenFile? file = Files.Get(fileDescriptor);
        int result = file is not { CanRead: true } ? -Errno.EBADF : file.Read(destination);
        file?.Put();
        return UapiResult.FromKernel(result);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Write([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, ReadOnlySpan<byte> source)
    {
        OpenFile? file = Files.Get(fileDescriptor);
        int result = file is not { CanWrite: true } ? -Errno.EBADF : file.Write(source);
        file?.Put();
        return UapiResult.FromKernel(result);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult ReadAt([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, ulong offset, Span<byte> destination)
    {
        OpenFile? file = Files.Get(fileDescriptor);
        int result = JudgePlace(file, offset, file?.CanRead ?? false);
        result = result < 0 ? result : file!.ReadAt(offset, destination);
        file?.Put();
        return UapiResult.FromKernel(result);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult WriteAt([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, ulong offset, ReadOnlySpan<byte> source)
    {
        OpenFile? file = Files.Get(fileDescriptor);
        int result = JudgePlace(file, offset, file?.CanWrite ?? false);
        result = result < 0 ? result : file!.WriteAt(offset, source);
        file?.Put();
        return UapiResult.FromKernel(result);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Seek([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, long offset, SeekOrigin origin, [UapiRole(UapiRole.Output)] out long position)
    {
        position = 0;
        OpenFile? file = Files.Get(fileDescriptor);
        int result = file is null ? -Errno.EBADF : origin is < SeekOrigin.Begin or > LastOrigin ? -Errno.EINVAL : file.Seek(offset, origin, out position);
        file?.Put();
        position = result < 0 ? 0 : position;
        return UapiResult.FromKernel(result);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Truncate([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, ulong length) =>
        length > long.MaxValue ? UapiResult.Failure(Errno.EINVAL) : On(fileDescriptor, file => file.Truncate(length));

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult CreateMemory(string name, UapiMemoryFlags flags)
    {
        ArgumentNullException.ThrowIfNull(name);
        const UapiMemoryFlags Execution = UapiMemoryFlags.NotExecutable | UapiMemoryFlags.Executable;
        const UapiMemoryFlags Known = UapiMemoryFlags.CloseOnExec | UapiMemoryFlags.AllowSealing | Execution;
        return (flags & ~Known) != 0 || (flags & Execution) == Execution || Encoding.UTF8.GetByteCount(name) > LongestMemoryName
            ? UapiResult.Failure(Errno.EINVAL)
            : UapiResult.FromKernel(Install(new MemoryFile(PageSize, flags), (flags & UapiMemoryFlags.CloseOnExec) != 0));
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult CreateEvent(uint initialValue, UapiOpenFlags flags) =>
        (flags & ~(UapiOpenFlags.CloseOnExec | UapiOpenFlags.NonBlocking)) != 0
            ? UapiResult.Failure(Errno.EINVAL)
            : UapiResult.FromKernel(Install(new EventFile(this, initialValue), (flags & UapiOpenFlags.CloseOnExec) != 0));

    /// <summary>A file may have become ready.</summary>
    internal void WakePollers()
    {
        lock (_pollGate)
        {
            Monitor.PulseAll(_pollGate);
        }
    }

    // pread and pwrite: a place, a file, places in it, and the right to them.
    private static int JudgePlace(OpenFile? file, ulong offset, bool isAllowed)
    {
        if (offset > long.MaxValue)
        {
            return -Errno.EINVAL;
        }

        return file is { HasPlaces: false } ? -Errno.ESPIPE : isAllowed ? 0 : -Errno.EBADF;
    }

    private UapiResult On(int fileDescriptor, Func<OpenFile, int> call)
    {
        OpenFile? file = Files.Get(fileDescriptor);
        int result = file is null ? -Errno.EBADF : call(file);
        file?.Put();
        return UapiResult.FromKernel(result);
    }

    private UapiPollEvents WaitUntilReady(OpenFile file, UapiPollEvents events, int milliseconds)
    {
        long started = Stopwatch.GetTimestamp();
        lock (_pollGate)
        {
            while (true)
            {
                UapiPollEvents ready = file.Poll() & (events | UapiPollEvents.Error | UapiPollEvents.HangUp);
                int left = milliseconds < 0 ? Timeout.Infinite : (int)Math.Max(0, milliseconds - Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (ready != UapiPollEvents.None || left == 0)
                {
                    return ready;
                }

                Monitor.Wait(_pollGate, left);
            }
        }
    }
}
