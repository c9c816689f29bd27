// Vfio: interrupts of a device, told to events.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime;

public sealed unsafe partial class VfioDevice
{
    private const int VectorsOnStack = 32;

    /// <summary>What a kind of interrupt is: <c>VFIO_DEVICE_GET_IRQ_INFO</c>.</summary>
    /// <param name="index">A generated constant, such as <c>VFIO_PCI_MSI_IRQ_INDEX</c>.</param>
    /// <param name="info">Its flags and how many there are; empty after an error.</param>
    /// <returns>0; EINVAL for one that the device does not have.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetInterruptInfo(uint index, [UapiRole(UapiRole.Output)] out Uapi.vfio_irq_info info)
    {
        Uapi.vfio_irq_info asked = Uapi.vfio_irq_info.Create();
        asked.index = index;
        UapiResult result = Handle.Ioctl(Uapi.VFIO_DEVICE_GET_IRQ_INFO, ref asked);
        info = result.IsSuccess ? asked : default;
        return result;
    }

    /// <summary>Tells interrupts to events: <c>VFIO_DEVICE_SET_IRQS</c>. The kernel keeps the events; the objects may be disposed.</summary>
    /// <param name="index">A generated constant, such as <c>VFIO_PCI_MSI_IRQ_INDEX</c>.</param>
    /// <param name="start">The first interrupt.</param>
    /// <param name="events">An event for each from there on; null for none.</param>
    /// <returns>0; EINVAL for interrupts that the device does not have, or while another kind is in use.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetInterruptEvents(uint index, uint start, ReadOnlySpan<UapiEvent?> events)
    {
        int size = Uapi.vfio_irq_set.data_SizeWith(events.Length * sizeof(int));
        Span<byte> buffer = events.Length <= VectorsOnStack ? stackalloc byte[size] : new byte[size];
        Span<int> descriptors = MemoryMarshal.Cast<byte, int>(buffer[Uapi.vfio_irq_set.data_SizeWith(0)..]);
        int held = 0;
        try
        {
            for (; held < events.Length; held++)
            {
                bool added = false;
                events[held]?.Handle.DangerousAddRef(ref added);
                descriptors[held] = events[held] is { } one ? (int)one.Handle.DangerousGetHandle() : -1;
            }

            return SetInterrupts(index, start, (uint)events.Length, Uapi.VFIO_IRQ_SET_DATA_EVENTFD | Uapi.VFIO_IRQ_SET_ACTION_TRIGGER, buffer);
        }
        finally
        {
            while (held > 0)
            {
                events[--held]?.Handle.DangerousRelease();
            }
        }
    }

    /// <summary>Takes the events of a kind of interrupt away: <c>VFIO_DEVICE_SET_IRQS</c>.</summary>
    /// <param name="index">A generated constant, such as <c>VFIO_PCI_MSI_IRQ_INDEX</c>.</param>
    /// <returns>0; EINVAL when it has none.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult DisableInterrupts(uint index) =>
        SetInterrupts(index, 0, 0, Uapi.VFIO_IRQ_SET_DATA_NONE | Uapi.VFIO_IRQ_SET_ACTION_TRIGGER, stackalloc byte[sizeof(Uapi.vfio_irq_set)]);

    /// <summary>Raises interrupts as if the device had, to try an event out: <c>VFIO_DEVICE_SET_IRQS</c>.</summary>
    /// <param name="index">A generated constant, such as <c>VFIO_PCI_MSI_IRQ_INDEX</c>.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <returns>0; EINVAL when that kind has no events.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult RaiseInterrupts(uint index, uint start, uint count) =>
        SetInterrupts(index, start, count, Uapi.VFIO_IRQ_SET_DATA_NONE | Uapi.VFIO_IRQ_SET_ACTION_TRIGGER, stackalloc byte[sizeof(Uapi.vfio_irq_set)]);

    private UapiResult SetInterrupts(uint index, uint start, uint count, int flags, Span<byte> buffer)
    {
        Uapi.vfio_irq_set set = new() { argsz = (uint)buffer.Length, flags = (uint)flags, index = index, start = start, count = count };
        MemoryMarshal.Write(buffer, in set);
        fixed (byte* pointer = buffer)
        {
            return Handle.Ioctl(Uapi.VFIO_DEVICE_SET_IRQS, pointer);
        }
    }
}
