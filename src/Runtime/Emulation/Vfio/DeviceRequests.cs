// Emulation: the requests of a device but FEATURE. Mirrors vfio_pci_core_ioctl, check by check.
using System;

namespace UapiGen.Runtime.Emulation;

/// <summary>GET_INFO, GET_REGION_INFO, GET_IRQ_INFO, SET_IRQS and RESET; anything else is ENOTTY.</summary>
internal static unsafe class DeviceRequests
{
    // What a struct had in the first version of the interface: up to and with num_irqs.
    private const uint FirstInfoSize = 16;

    public static int Invoke(EmulatedPciDevice device, uint request, nuint argument)
    {
        if (request == Uapi.VFIO_DEVICE_GET_INFO)
        {
            return GetInfo(device, argument);
        }

        if (request == Uapi.VFIO_DEVICE_GET_REGION_INFO)
        {
            return GetRegionInfo(device, argument);
        }

        if (request == Uapi.VFIO_DEVICE_GET_IRQ_INFO)
        {
            return GetIrqInfo(device, argument);
        }

        if (request == Uapi.VFIO_DEVICE_SET_IRQS)
        {
            return InterruptRequests.Set(device, argument);
        }

        return request == Uapi.VFIO_DEVICE_RESET ? Reset(device) : -Errno.ENOTTY;
    }

    private static int GetInfo(EmulatedPciDevice device, nuint argument)
    {
        CallerMemory memory = device.Kernel.Memory;
        Span<byte> head = stackalloc byte[(int)FirstInfoSize];
        if (!memory.TryRead(argument, head))
        {
            return -Errno.EFAULT;
        }

        uint argsz = BitConverter.ToUInt32(head);
        if (argsz < FirstInfoSize)
        {
            return -Errno.EINVAL;
        }

        Uapi.vfio_device_info info = new()
        {
            argsz = argsz,
            flags = (uint)(Uapi.VFIO_DEVICE_FLAGS_PCI | (device.Options.HasReset ? Uapi.VFIO_DEVICE_FLAGS_RESET : 0)),
            num_regions = Uapi.VFIO_PCI_NUM_REGIONS,
            num_irqs = Uapi.VFIO_PCI_NUM_IRQS,
        };
        ReadOnlySpan<byte> answer = new(&info, (int)Math.Min(argsz, (uint)sizeof(Uapi.vfio_device_info)));
        return memory.TryWrite(argument, answer) ? 0 : -Errno.EFAULT;
    }

    private static int GetRegionInfo(EmulatedPciDevice device, nuint argument)
    {
        CallerMemory memory = device.Kernel.Memory;
        if (!memory.TryRead(argument, out Uapi.vfio_region_info info))
        {
            return -Errno.EFAULT;
        }

        // VGA, the last region, is there only with a display.
        if (info.argsz < sizeof(Uapi.vfio_region_info) || info.index >= Uapi.VFIO_PCI_VGA_REGION_INDEX)
        {
            return -Errno.EINVAL;
        }

        info.offset = (ulong)info.index << VfioDeviceFile.RegionShift;
        info.size = 0;
        info.flags = 0;
        info.cap_offset = 0;
        const uint ReadWrite = Uapi.VFIO_REGION_INFO_FLAG_READ | Uapi.VFIO_REGION_INFO_FLAG_WRITE;
        CapabilityChain capabilities = new(stackalloc byte[sizeof(Uapi.vfio_info_cap_header)]);
        if (info.index == Uapi.VFIO_PCI_CONFIG_REGION_INDEX)
        {
            info.size = (ulong)device.Configuration.Size;
            info.flags = ReadWrite;
        }
        else if (info.index < Uapi.VFIO_PCI_ROM_REGION_INDEX && device.Bars[(int)info.index].Length > 0)
        {
            EmulatedBar bar = device.Bars[(int)info.index];
            info.size = bar.Length;
            info.flags = ReadWrite;
            if (bar.CanBeMapped(device.Kernel.PageSize))
            {
                info.flags |= Uapi.VFIO_REGION_INFO_FLAG_MMAP;
                if (device.Options.MsixVectors > 0 && info.index == device.Options.MsixBar)
                {
                    Uapi.vfio_info_cap_header header = default;
                    capabilities.Add(Uapi.VFIO_REGION_INFO_CAP_MSIX_MAPPABLE, in header, sizeof(Uapi.vfio_region_info));
                }
            }
        }

        if (capabilities.Size > 0)
        {
            info.flags |= Uapi.VFIO_REGION_INFO_FLAG_CAPS;
            uint needed = (uint)(sizeof(Uapi.vfio_region_info) + capabilities.Size);
            if (info.argsz < needed)
            {
                info.argsz = needed;
            }
            else
            {
                if (!memory.TryWrite(argument + (nuint)sizeof(Uapi.vfio_region_info), capabilities.Bytes))
                {
                    return -Errno.EFAULT;
                }

                info.cap_offset = (uint)sizeof(Uapi.vfio_region_info);
            }
        }

        return memory.TryWrite(argument, in info) ? 0 : -Errno.EFAULT;
    }

    private static int GetIrqInfo(EmulatedPciDevice device, nuint argument)
    {
        CallerMemory memory = device.Kernel.Memory;
        if (!memory.TryRead(argument, out Uapi.vfio_irq_info info))
        {
            return -Errno.EFAULT;
        }

        if (info.argsz < sizeof(Uapi.vfio_irq_info) || info.index >= Uapi.VFIO_PCI_NUM_IRQS)
        {
            return -Errno.EINVAL;
        }

        // Vectors of MSI-X can be added while others are in use.
        info.flags = (uint)(Uapi.VFIO_IRQ_INFO_EVENTFD | info.index switch
        {
            Uapi.VFIO_PCI_INTX_IRQ_INDEX => Uapi.VFIO_IRQ_INFO_MASKABLE | Uapi.VFIO_IRQ_INFO_AUTOMASKED,
            Uapi.VFIO_PCI_MSIX_IRQ_INDEX when device.Options.MsixVectors > 0 => 0,
            _ => Uapi.VFIO_IRQ_INFO_NORESIZE,
        });
        info.count = (uint)device.Interrupts.Count((int)info.index);
        return memory.TryWrite(argument, in info) ? 0 : -Errno.EFAULT;
    }

    private static int Reset(EmulatedPciDevice device)
    {
        if (!device.Options.HasReset)
        {
            return -Errno.EINVAL;
        }

        device.Memory.Reset();
        return 0;
    }
}
