// Emulation: a PCI device that VFIO has. Mirrors struct vfio_pci_core_device and what happens to it.
using System;
using System.Threading;
using UapiGen.Runtime.Emulation;

namespace UapiGen.Runtime;

/// <summary>A PCI device of an emulated kernel, with its BARs and the dma-bufs made of them.</summary>
public sealed class EmulatedPciDevice
{
    private readonly object _openGate = new();
    private readonly EmulatedBar[] _bars = new EmulatedBar[Uapi.VFIO_PCI_ROM_REGION_INDEX];
    private bool _goesAway;
    private int _openCount;

    internal EmulatedPciDevice(EmulatedKernel kernel, int number, EmulatedPciDeviceOptions options)
    {
        Kernel = kernel;
        Options = options;
        Path = $"/dev/vfio/devices/vfio{number}";
        Name = $"0000:00:{number + 2:x2}.0";
        Group = new EmulatedGroup(number + 1, this);
        if (options.Bars.Count > _bars.Length)
        {
            throw new ArgumentException("A PCI device has at most six BARs.", nameof(options));
        }

        for (int index = 0; index < options.Bars.Count; index++)
        {
            _bars[index] = options.Bars[index];
        }

        BarMemory = new BarMemory(_bars, kernel.PageSize);
        Configuration = new ConfigurationSpace(this);
        Interrupts = new DeviceInterrupts(options);
    }

    /// <summary>The kernel that has the device.</summary>
    public EmulatedKernel Kernel { get; }

    /// <summary>The device's node: <c>/dev/vfio/devices/vfio0</c>.</summary>
    public string Path { get; }

    /// <summary>The device's name on its bus, which <c>VFIO_GROUP_GET_DEVICE_FD</c> takes: <c>0000:00:02.0</c>.</summary>
    public string Name { get; }

    /// <summary>The group's node: <c>/dev/vfio/1</c>. Each device has a group of its own.</summary>
    public string GroupPath => Group.Path;

    /// <summary>The six BARs.</summary>
    public ReadOnlySpan<EmulatedBar> Bars => _bars;

    /// <summary>Whether the driver lets other devices at the BARs; without it <c>VFIO_DEVICE_FEATURE_DMA_BUF</c> is EOPNOTSUPP.</summary>
    public bool HasPeerToPeer => Options.HasPeerToPeer;

    /// <summary>What the device does with requests that carry hints.</summary>
    public PcieTphCompleter TphCompleter => Options.TphCompleter;

    /// <summary>
    /// Memory decode, the bit of the PCI command register. While it is off the device's dma-bufs are revoked:
    /// they can be made and given hints, but importers are shut out. A change waits for importers to let go.
    /// </summary>
    public bool MemoryEnabled
    {
        get => Memory.IsEnabled;
        set => Memory.Enable(value);
    }

    /// <summary>How many dma-bufs the device has.</summary>
    public int DmaBufCount => Memory.DmaBufCount;

    /// <summary>How many open files the device has.</summary>
    public int OpenCount => Volatile.Read(ref _openCount);

    internal EmulatedPciDeviceOptions Options { get; }

    internal EmulatedGroup Group { get; }

    internal DeviceMemory Memory { get; } = new();

    internal MemoryLock MemoryLock => Memory.Lock;

    internal BarMemory BarMemory { get; }

    internal ConfigurationSpace Configuration { get; }

    internal DeviceInterrupts Interrupts { get; }

    /// <summary>Opens the device as <c>VFIO_GROUP_GET_DEVICE_FD</c> does, without the group: ready for use, and closed on exec.</summary>
    /// <exception cref="UapiException">EMFILE: the kernel has no descriptor left.</exception>
    public VfioDevice Open()
    {
        int fileDescriptor = UapiResult.FromKernel(OpenDescriptor(hasAccess: true, closeOnExec: true, group: null))
            .ThrowIfError(nameof(Uapi.VFIO_GROUP_GET_DEVICE_FD), Path);
        return new VfioDevice(new VfioDeviceHandle(Kernel, fileDescriptor)) { Tph = Kernel.Tph ?? TphProfile.Seed };
    }

    /// <summary>Begins the removal of the device: open descriptors stay, but no more dma-bufs are made (ENODEV).</summary>
    public void Remove() => Volatile.Write(ref _goesAway, true);

    /// <summary>An interrupt of the device's: adds 1 to the event that user space gave it.</summary>
    /// <param name="index">Its kind, such as <c>VFIO_PCI_MSI_IRQ_INDEX</c>.</param>
    /// <param name="vector">Its number, from 0.</param>
    /// <returns>Whether an event was there to be told.</returns>
    public bool RaiseInterrupt(int index, int vector) => Interrupts.Raise(index, vector);

    internal bool GoesAway => Volatile.Read(ref _goesAway);

    internal int OpenDescriptor(bool hasAccess, bool closeOnExec, GroupFile? group)
    {
        if (hasAccess)
        {
            lock (_openGate)
            {
                _openCount++;
            }
        }

        return Kernel.Install(new VfioDeviceFile(this, hasAccess, group), closeOnExec);
    }

    /// <summary>An open file of the device went. With the last one the dma-bufs lose the device, for good.</summary>
    internal void Close()
    {
        lock (_openGate)
        {
            if (--_openCount > 0)
            {
                return;
            }

            Interrupts.Disable();
            Memory.Cleanup();
        }
    }

    internal void Unlink(VfioDmaBuf buffer) => Memory.Unlink(buffer);
}
