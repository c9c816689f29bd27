// Emulation: a kernel in this process, behind the same seam as the one that runs. Here: the machine that it runs on.
using System;
using System.Collections.Generic;
using System.Threading;
using UapiGen.Runtime.Emulation;

namespace UapiGen.Runtime;

/// <summary>
/// As much of Linux as VFIO, dma-buf and TLP hints need: descriptors, devices, buffers, and the checks that
/// the kernel makes, in the kernel's order, with the kernel's errors. It runs on every OS and starts no thread.
/// </summary>
public sealed unsafe partial class EmulatedKernel : IUapiTransport, IDmaBufImporter, IDisposable
{
    private const int StandardStreams = 3;

    private readonly object _deviceGate = new();
    private readonly List<EmulatedPciDevice> _devices = [];
    private int _warnings;

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
        HasSyncFiles = options.HasSyncFiles;
        Tph = options.Tph;
        TearsSeedTph = options.TearsSeedTph;
        Memory = new CallerMemory(options.UserMemory ?? BestMemory(), Faults, isThisProcess: options.UserMemory is null);
        Files = new FileTable(options.DescriptorLimit);
        for (int stream = 0; stream < StandardStreams; stream++)
        {
            Install(new PlainFile(isPathOnly: false), closeOnExec: false);
        }
    }

    /// <summary>Bytes of a page.</summary>
    public int PageSize { get; }

    /// <summary>The version of the TPH feature that the kernel has; null for none.</summary>
    public TphProfile? Tph { get; }

    /// <summary>Failures by order.</summary>
    public EmulatedFaults Faults { get; } = new();

    /// <summary>How many descriptors are open.</summary>
    public int OpenDescriptorCount => Files.Count;

    /// <summary>How often a caller of the kernel's own interfaces broke their rules, such as a lock that has to be held: WARN in a kernel's log.</summary>
    public int WarningCount => Volatile.Read(ref _warnings);

    internal bool HasDmaBufSupport { get; }

    internal bool HasSyncFiles { get; }

    internal bool TearsSeedTph { get; }

    internal CallerMemory Memory { get; }

    internal FileTable Files { get; }

    /// <summary>Adds a PCI device that VFIO has.</summary>
    /// <param name="bars">Its BARs from BAR 0 on, at most six.</param>
    public EmulatedPciDevice AddPciDevice(params ReadOnlySpan<EmulatedBar> bars) => AddPciDevice(new EmulatedPciDeviceOptions { Bars = bars.ToArray() });

    /// <summary>Adds a PCI device that VFIO has.</summary>
    /// <param name="bars">Its BARs from BAR 0 on, at most six.</param>
    /// <param name="hasPeerToPeer">See <see cref="EmulatedPciDevice.HasPeerToPeer"/>.</param>
    public EmulatedPciDevice AddPciDevice(ReadOnlySpan<EmulatedBar> bars, bool hasPeerToPeer) =>
        AddPciDevice(new EmulatedPciDeviceOptions { Bars = bars.ToArray(), HasPeerToPeer = hasPeerToPeer });

    /// <summary>Adds a PCI device that VFIO has, in a group of its own.</summary>
    /// <param name="options">Its properties.</param>
    public EmulatedPciDevice AddPciDevice(EmulatedPciDeviceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_deviceGate)
        {
            EmulatedPciDevice device = new(this, _devices.Count, options);
            _devices.Add(device);
            return device;
        }
    }

    /// <summary>Closes all descriptors, as a process's exit does. There are no more of them: opening is EMFILE.</summary>
    public void Dispose()
    {
        foreach (OpenFile file in Files.RemoveAll())
        {
            file.Put();
        }
    }

    /// <summary>Notes it when a lock that has to be held is not: <c>dma_resv_assert_held</c>.</summary>
    internal void AssertHeld(object reservation)
    {
        if (!Monitor.IsEntered(reservation))
        {
            Interlocked.Increment(ref _warnings);
        }
    }

    private static IUserMemory BestMemory() =>
        OperatingSystem.IsLinux() && ProcessMemory.IsUsable() ? new ProcessMemory() : new RangeCheckedMemory();

    private EmulatedPciDevice? Find(Predicate<EmulatedPciDevice> match)
    {
        lock (_deviceGate)
        {
            return _devices.Find(match);
        }
    }
}
