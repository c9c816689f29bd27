// Conformance: an interrupt that the device itself raises.
using System;
using System.Runtime.InteropServices;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>MSI of <c>edu</c>, from the device to an event.</summary>
internal static unsafe class DeviceInterruptQuestions
{
    // An interrupt that comes takes microseconds; one that does not come is waited for as long.
    private const int Milliseconds = 200;

    public static void Ask(IMachine machine, Transcript transcript, int device, string label)
    {
        IUapiTransport kernel = machine.Kernel;
        transcript.Begin(label + " interrupt");
        int events = transcript.WriteDescriptor("eventfd", kernel.CreateEvent(0, UapiOpenFlags.CloseOnExec | UapiOpenFlags.NonBlocking));
        transcript.Write("SET_IRQS", Set(Uapi.VFIO_IRQ_SET_DATA_EVENTFD, 1, events));
        Wait("before");
        machine.RaiseEdu(device);
        Wait("raised");
        machine.RaiseEdu(device);
        Wait("raised again");
        transcript.Write("SET_IRQS -1", Set(Uapi.VFIO_IRQ_SET_DATA_EVENTFD, 1, -1));
        machine.RaiseEdu(device);
        Wait("raised without an event");
        transcript.Write("SET_IRQS anew", Set(Uapi.VFIO_IRQ_SET_DATA_EVENTFD, 1, events));
        machine.RaiseEdu(device);
        Wait("raised anew");
        transcript.Write("SET_IRQS taken away", Set(Uapi.VFIO_IRQ_SET_DATA_NONE, 0, 0));
        transcript.Write("close", kernel.Close(events));

        UapiResult Set(uint data, uint count, int fileDescriptor)
        {
            int* call = stackalloc int[6];
            call[0] = count == 0 ? 20 : 24;
            call[1] = (int)(data | Uapi.VFIO_IRQ_SET_ACTION_TRIGGER);
            call[2] = Uapi.VFIO_PCI_MSI_IRQ_INDEX;
            call[3] = 0;
            call[4] = (int)count;
            call[5] = fileDescriptor;
            return kernel.Ioctl(device, Uapi.VFIO_DEVICE_SET_IRQS, call);
        }

        void Wait(string call)
        {
            Span<byte> count = stackalloc byte[8];
            count.Clear();
            transcript.Write($"{call}: poll", kernel.Poll(events, UapiPollEvents.Input, Milliseconds, out UapiPollEvents ready), $"{ready}");
            transcript.Write($"{call}: read", kernel.Read(events, count), $"{MemoryMarshal.Read<ulong>(count)}");
        }
    }
}
