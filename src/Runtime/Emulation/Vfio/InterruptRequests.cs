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

        // Masking is for INTx alone, whose event keeps no state here.
        uint action = head.flags & Actions;
        bool isMask = action is Uapi.VFIO_IRQ_SET_ACTION_MASK or Uapi.VFIO_IRQ_SET_ACTION_UNMASK;
        if (isMask && head.index == Uapi.VFIO_PCI_INTX_IRQ_INDEX)
        {
            bool isOne = head.start == 0 && head.count == 1;
            return device.Interrupts.Has((int)head.index) && isOne && (head.flags & Uapi.VFIO_IRQ_SET_DATA_EVENTFD) == 0 ? 0 : -Errno.EINVAL;
        }

        return action == Uapi.VFIO_IRQ_SET_ACTION_TRIGGER ? Trigger(device, head, data) : -Errno.ENOTTY;
    }

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

    private static int Trigger(EmulatedPciDevice device, in Uapi.vfio_irq_set head, byte[] data)
    {
        DeviceInterrupts interrupts = device.Interrupts;
        int index = (int)head.index;
        bool hasOneEvent = index is Uapi.VFIO_PCI_ERR_IRQ_INDEX or Uapi.VFIO_PCI_REQ_IRQ_INDEX;
        uint type = head.flags & DataTypes;
        if (head.count == 0 && type == Uapi.VFIO_IRQ_SET_DATA_NONE && (hasOneEvent || interrupts.Has(index)))
        {
            interrupts.Disable(index);
            return 0;
        }

        bool isShared = index == Uapi.VFIO_PCI_INTX_IRQ_INDEX || hasOneEvent;
        if ((!hasOneEvent && !interrupts.MayUse(index)) || (isShared && (head.start != 0 || head.count != 1)))
        {
            return -Errno.EINVAL;
        }

        if (type == Uapi.VFIO_IRQ_SET_DATA_EVENTFD)
        {
            return SetEvents(device, index, (int)head.start, MemoryMarshal.Cast<byte, int>(data));
        }

        if (!hasOneEvent && !interrupts.Has(index))
        {
            return -Errno.EINVAL;
        }

        for (uint vector = 0; vector < head.count; vector++)
        {
            if (type == Uapi.VFIO_IRQ_SET_DATA_NONE || data[vector] != 0)
            {
                interrupts.Raise(index, (int)(head.start + vector));
            }
        }

        return 0;
    }

    private static int SetEvents(EmulatedPciDevice device, int index, int start, ReadOnlySpan<int> descriptors)
    {
        EventFile?[] events = new EventFile?[descriptors.Length];
        for (int vector = 0; vector < descriptors.Length; vector++)
        {
            int found = Find(device.Kernel, descriptors[vector], out events[vector]);
            if (found < 0)
            {
                foreach (EventFile? taken in events)
                {
                    taken?.Put();
                }

                return found;
            }
        }

        device.Interrupts.Set(index, start, events);
        return 0;
    }

    // -1 stands for no event.
    private static int Find(EmulatedKernel kernel, int fileDescriptor, out EventFile? file)
    {
        file = null;
        if (fileDescriptor < 0)
        {
            return fileDescriptor == -1 ? 0 : -Errno.EINVAL;
        }

        OpenFile? open = kernel.Files.Get(fileDescriptor);
        file = open as EventFile;
        if (open is not null && file is null)
        {
            open.Put();
        }

        return file is not null ? 0 : open is null ? -Errno.EBADF : -Errno.EINVAL;
    }
}
