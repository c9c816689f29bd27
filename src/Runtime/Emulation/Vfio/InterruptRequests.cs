// Emulation: VFIO_DEVICE_SET_IRQS. Mirrors vfio_set_irqs_validate_and_prepare, then vfio_pci_set_irqs_ioctl.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>Which event an interrupt is told to, and interrupts raised by user space.</summary>
internal static unsafe class InterruptRequests
{
    private const uint DataTypes = Uapi.VFIO_IRQ_SET_DATA_TYPE_MASK;
    private const uint Actions = Uapi.VFIO_IRQ_SET_ACTION_TYPE_MASK;

    public static int Set(EmulatedPciDevice device, nuint argument)
    {
        CallerMemory memory = device.Kernel.Memory;
        if (!memory.TryRead(argument, out Uapi.vfio_irq_set head))
        {
            return -Errno.EFAULT;
        }

        int size = Judge(device.Interrupts, head);
        if (size < 0)
        {
            return size;
        }

        byte[] data = new byte[size];
        if (!memory.TryRead(argument + (nuint)sizeof(Uapi.vfio_irq_set), data))
        {
            return -Errno.EFAULT;
        }

        return Invoke(device, head, data);
    }

    // Masking is for INTx alone.
    private static int Invoke(EmulatedPciDevice device, in Uapi.vfio_irq_set head, ReadOnlySpan<byte> data) => (head.index, head.flags & Actions) switch
    {
        (Uapi.VFIO_PCI_INTX_IRQ_INDEX, Uapi.VFIO_IRQ_SET_ACTION_MASK) => Mask(device, head),
        (Uapi.VFIO_PCI_INTX_IRQ_INDEX, Uapi.VFIO_IRQ_SET_ACTION_UNMASK) => Unmask(device, head, data),
        (Uapi.VFIO_PCI_INTX_IRQ_INDEX or Uapi.VFIO_PCI_MSI_IRQ_INDEX or Uapi.VFIO_PCI_MSIX_IRQ_INDEX, Uapi.VFIO_IRQ_SET_ACTION_TRIGGER) => TriggerVectors(device, head, data),
        (Uapi.VFIO_PCI_ERR_IRQ_INDEX or Uapi.VFIO_PCI_REQ_IRQ_INDEX, Uapi.VFIO_IRQ_SET_ACTION_TRIGGER) => TriggerSingle(device, head, data),
        _ => -Errno.ENOTTY,
    };

    // Returns the bytes of data, or -EINVAL.
    private static int Judge(DeviceInterrupts interrupts, in Uapi.vfio_irq_set head)
    {
        if (head.argsz < sizeof(Uapi.vfio_irq_set) || head.index >= Uapi.VFIO_PCI_NUM_IRQS || head.count >= uint.MaxValue - head.start)
        {
            return -Errno.EINVAL;
        }

        if ((head.flags & ~(DataTypes | Actions)) != 0)
        {
            return -Errno.EINVAL;
        }

        uint available = (uint)interrupts.Count((int)head.index);
        if (head.start >= available || head.start + head.count > available)
        {
            return -Errno.EINVAL;
        }

        int element = (head.flags & DataTypes) switch
        {
            Uapi.VFIO_IRQ_SET_DATA_NONE => 0,
            Uapi.VFIO_IRQ_SET_DATA_BOOL => sizeof(byte),
            Uapi.VFIO_IRQ_SET_DATA_EVENTFD => sizeof(int),
            _ => -1,
        };
        if (element < 0)
        {
            return -Errno.EINVAL;
        }

        uint size = head.count * (uint)element;
        return head.argsz - (uint)sizeof(Uapi.vfio_irq_set) < size ? -Errno.EINVAL : (int)size;
    }

    // What is masked by hand is told nevertheless when it is raised by hand: no state is kept.
    private static int Mask(EmulatedPciDevice device, in Uapi.vfio_irq_set head)
    {
        if (!IsOneOf(device.Interrupts, head))
        {
            return -Errno.EINVAL;
        }

        return (head.flags & DataTypes) == Uapi.VFIO_IRQ_SET_DATA_EVENTFD ? -Errno.ENOTTY : 0;
    }

    private static int Unmask(EmulatedPciDevice device, in Uapi.vfio_irq_set head, ReadOnlySpan<byte> data)
    {
        if (!IsOneOf(device.Interrupts, head))
        {
            return -Errno.EINVAL;
        }

        return (head.flags & DataTypes) == Uapi.VFIO_IRQ_SET_DATA_EVENTFD ? device.Interrupts.SetUnmask(device.Kernel, MemoryMarshal.Read<int>(data)) : 0;
    }

    private static bool IsOneOf(DeviceInterrupts interrupts, in Uapi.vfio_irq_set head) =>
        interrupts.Has((int)head.index) && head.start == 0 && head.count == 1;

    // INTx is one line, which is taken alone; MSI and MSI-X have as many vectors as are asked for.
    private static int TriggerVectors(EmulatedPciDevice device, in Uapi.vfio_irq_set head, ReadOnlySpan<byte> data)
    {
        DeviceInterrupts interrupts = device.Interrupts;
        int index = (int)head.index;
        uint type = head.flags & DataTypes;
        bool isShared = index == Uapi.VFIO_PCI_INTX_IRQ_INDEX;
        bool isSetUp = interrupts.Has(index);
        if (isSetUp && head.count == 0 && type == Uapi.VFIO_IRQ_SET_DATA_NONE)
        {
            interrupts.Disable(index);
            return 0;
        }

        if (!interrupts.MayUse(index) || (isShared && (head.start != 0 || head.count != 1)))
        {
            return -Errno.EINVAL;
        }

        if (type == Uapi.VFIO_IRQ_SET_DATA_EVENTFD)
        {
            return isShared
                ? interrupts.SetShared(device.Kernel, MemoryMarshal.Read<int>(data))
                : interrupts.SetVectors(device.Kernel, index, (int)head.start, MemoryMarshal.Cast<byte, int>(data));
        }

        return isSetUp ? Raise(interrupts, head, data) : -Errno.EINVAL;
    }

    // The error and the request interrupt: raised and taken away only when an event is there.
    private static int TriggerSingle(EmulatedPciDevice device, in Uapi.vfio_irq_set head, ReadOnlySpan<byte> data)
    {
        DeviceInterrupts interrupts = device.Interrupts;
        int index = (int)head.index;
        if (head.start != 0 || head.count > 1)
        {
            return -Errno.EINVAL;
        }

        switch (head.flags & DataTypes)
        {
            case Uapi.VFIO_IRQ_SET_DATA_NONE when interrupts.Has(index):
                if (head.count == 0)
                {
                    interrupts.Disable(index);
                    return 0;
                }

                return Raise(interrupts, head, data);
            case Uapi.VFIO_IRQ_SET_DATA_BOOL when head.count == 1:
                return Raise(interrupts, head, data);
            case Uapi.VFIO_IRQ_SET_DATA_EVENTFD when head.count == 1:
                return interrupts.SetSingle(device.Kernel, index, MemoryMarshal.Read<int>(data));
            default:
                return -Errno.EINVAL;
        }
    }

    // A vector without an event is raised in vain.
    private static int Raise(DeviceInterrupts interrupts, in Uapi.vfio_irq_set head, ReadOnlySpan<byte> data)
    {
        bool isAll = (head.flags & DataTypes) == Uapi.VFIO_IRQ_SET_DATA_NONE;
        for (uint vector = 0; vector < head.count; vector++)
        {
            if (isAll || data[(int)vector] != 0)
            {
                interrupts.Raise((int)head.index, (int)(head.start + vector));
            }
        }

        return 0;
    }
}
