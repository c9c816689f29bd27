// Emulation: a kernel in this process, behind the same seam as the one that runs.
using System;
using System.Collections.Generic;
using UapiGen.Runtime.Emulation;

namespace UapiGen.Runtime;

/// <summary>
/// As much of Linux as VFIO, dma-buf and TLP hints need: descriptors, devices, buffers, and the checks that
/// the kernel makes, in the kernel's order, with the kernel's errors. It runs on every OS and starts no thread.
/// </summary>
public sealed unsafe class EmulatedKernel : IUapiTransport, IDmaBufImporter, IDisposable
{
    private const int StandardStreams = 3;
    private const string DeviceDirectory = "/dev/vfio/devices/vfio";

    private readonly object _deviceGate = new();
    private readonly List<EmulatedPciDevice> _devices = [];
    private readonly FileTable _files;

    /// <summary>A kernel without devices, and with the standard streams open at 0, 1 and 2.</summary>
    /// <param name="options">Its properties; null for the usual ones.</param>
    public EmulatedKernel(EmulatedKernelOptions? options = null)
    {
        options ??= new EmulatedKernelOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DescriptorLimit, StandardStreams, nameof(options));
        if (!int.IsPow2(options.PageSize))
        {
            throw new ArgumentException("A page has a power of two of bytes.", nameof(options));
        }

        PageSize = options.PageSize;
        HasDmaBufSupport = options.HasDmaBufSupport;
        Memory = options.UserMemory ?? BestMemory();
        _files = new FileTable(options.DescriptorLimit);
        for (int stream = 0; stream < StandardStreams; stream++)
        {
            Install(new PlainFile(isPathOnly: false), closeOnExec: false);
        }
    }

    /// <summary>Bytes of a page.</summary>
    public int PageSize { get; }

    internal bool HasDmaBufSupport { get; }

    internal IUserMemory Memory { get; }

    internal TphProfile TphProfile { get; } = new SeedTphProfile();

    /// <summary>Adds a PCI device that VFIO has.</summary>
    /// <param name="bars">Its BARs from BAR 0 on, at most six.</param>
    public EmulatedPciDevice AddPciDevice(params ReadOnlySpan<EmulatedBar> bars) => AddPciDevice(bars, hasPeerToPeer: true);

    /// <summary>Adds a PCI device that VFIO has.</summary>
    /// <param name="bars">Its BARs from BAR 0 on, at most six.</param>
    /// <param name="hasPeerToPeer">See <see cref="EmulatedPciDevice.HasPeerToPeer"/>.</param>
    public EmulatedPciDevice AddPciDevice(ReadOnlySpan<EmulatedBar> bars, bool hasPeerToPeer)
    {
        lock (_deviceGate)
        {
            EmulatedPciDevice device = new(this, $"{DeviceDirectory}{_devices.Count}", bars) { HasPeerToPeer = hasPeerToPeer };
            _devices.Add(device);
            return device;
        }
    }

    /// <summary>Opens a dma-buf of an exporter other than VFIO, one without hints.</summary>
    /// <returns>Its descriptor, or EMFILE.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult OpenForeignDmaBuf() => UapiResult.FromKernel(Install(new ForeignDmaBuf(Memory), closeOnExec: true));

    /// <summary>Opens <c>/dev/null</c>, or a device's node. A node takes no request but EINVAL, for it is not bound to an iommufd.</summary>
    /// <returns>The descriptor; ENOENT for any other path, EMFILE when there is no descriptor left.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Open(string path, UapiOpenFlags flags)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool closeOnExec = (flags & UapiOpenFlags.CloseOnExec) != 0;
        bool pathOnly = (flags & UapiOpenFlags.Path) != 0;
        EmulatedPciDevice? device = Find(path);
        if (device is null && path != "/dev/null")
        {
            return UapiResult.Failure(Errno.ENOENT);
        }

        return UapiResult.FromKernel(device is null || pathOnly
            ? Install(new PlainFile(pathOnly), closeOnExec)
            : device.OpenDescriptor(hasAccess: false, closeOnExec));
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Close([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor)
    {
        OpenFile? file = _files.Remove(fileDescriptor);
        file?.Put();
        return file is null ? UapiResult.Failure(Errno.EBADF) : UapiResult.Success();
    }

    /// <summary>Gives an open file a second descriptor, which does not close on exec: <c>man 2 dup</c>.</summary>
    /// <returns>The lowest free descriptor; EBADF, EMFILE.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult Duplicate([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor) => UapiResult.FromKernel(_files.Duplicate(fileDescriptor));

    /// <summary>Whether a descriptor closes on exec: <c>F_GETFD</c> of <c>man 2 fcntl</c>.</summary>
    /// <returns>1 (<c>FD_CLOEXEC</c>) or 0; EBADF.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetDescriptorFlags([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor) => UapiResult.FromKernel(_files.CloseOnExec(fileDescriptor));

    /// <summary>Whether a VFIO dma-buf is revoked: its device's memory is off, or the device was closed.</summary>
    /// <returns>1 or 0; EBADF, and EINVAL for anything but a dma-buf of a VFIO device.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult IsRevoked([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor)
    {
        int found = GetDmaBuf(fileDescriptor, out EmulatedDmaBuf? buffer);
        if (buffer is null)
        {
            return UapiResult.FromKernel(found);
        }

        int revoked = buffer is not VfioDmaBuf exported ? -Errno.EINVAL : exported.IsRevoked ? 1 : 0;
        buffer.Put();
        return UapiResult.FromKernel(revoked);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Ioctl([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, nuint request, void* argument, OnInterrupt onInterrupt = OnInterrupt.Report)
    {
        // The reference keeps the file while the request runs, whoever closes the descriptor meanwhile.
        OpenFile? file = _files.Get(fileDescriptor);
        if (file is null)
        {
            return UapiResult.Failure(Errno.EBADF);
        }

        int returned = file.Ioctl((uint)request, (nuint)argument);
        file.Put();
        return UapiResult.FromKernel(returned);
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Get([UapiRole(UapiRole.FileDescriptor)] int fileDescriptor, [UapiRole(UapiRole.Output)] out Uapi.dma_buf* dmaBuf)
    {
        int found = GetDmaBuf(fileDescriptor, out EmulatedDmaBuf? buffer);
        dmaBuf = buffer is null ? null : buffer.Pointer;
        return UapiResult.FromKernel(found);
    }

    /// <inheritdoc/>
    public void Put(Uapi.dma_buf* dmaBuf) => EmulatedDmaBuf.From(dmaBuf).Put();

    /// <inheritdoc/>
    public Uapi.dma_buf_ops* Operations(Uapi.dma_buf* dmaBuf) => EmulatedDmaBuf.From(dmaBuf).Operations;

    /// <summary>Closes all descriptors, as a process's exit does. There are no more of them: opening is EMFILE.</summary>
    public void Dispose()
    {
        foreach (OpenFile file in _files.RemoveAll())
        {
            file.Put();
        }
    }

    /// <summary>Gives a new file a descriptor; without one the file is released at once.</summary>
    internal int Install(OpenFile file, bool closeOnExec)
    {
        int fileDescriptor = _files.Install(file, closeOnExec);
        if (fileDescriptor < 0)
        {
            file.Put();
        }

        return fileDescriptor;
    }

    /// <summary>The dma-buf of a descriptor, with a reference for the caller: <c>dma_buf_get</c>.</summary>
    /// <returns>0, -EBADF or -EINVAL.</returns>
    internal int GetDmaBuf(int fileDescriptor, out EmulatedDmaBuf? buffer)
    {
        OpenFile? file = _files.Get(fileDescriptor);
        buffer = file as EmulatedDmaBuf;
        if (file is null)
        {
            return -Errno.EBADF;
        }

        if (buffer is null)
        {
            file.Put();
            return -Errno.EINVAL;
        }

        return 0;
    }

    private static IUserMemory BestMemory() =>
        OperatingSystem.IsLinux() && ProcessMemory.IsUsable() ? new ProcessMemory() : new RangeCheckedMemory();

    private EmulatedPciDevice? Find(string path)
    {
        lock (_deviceGate)
        {
            return _devices.Find(device => device.Path == path);
        }
    }
}
