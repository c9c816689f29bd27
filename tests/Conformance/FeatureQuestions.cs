// Conformance: VFIO_DEVICE_FEATURE, every index with every operation.
using System;
using System.Runtime.InteropServices;
using System.Threading;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>Which features there are, what they can do, and how large their payload has to be.</summary>
internal static unsafe class FeatureQuestions
{
    private const uint Get = Uapi.VFIO_DEVICE_FEATURE_GET;
    private const uint Set = Uapi.VFIO_DEVICE_FEATURE_SET;
    private const uint Probe = Uapi.VFIO_DEVICE_FEATURE_PROBE;
    private const uint LastIndex = 20;
    private const int PayloadRoom = 256;

    private static readonly (string Name, uint Flags)[] Operations =
    [
        ("none", 0), ("PROBE", Probe), ("GET", Get), ("SET", Set),
        ("PROBE|GET", Probe | Get), ("PROBE|SET", Probe | Set), ("GET|SET", Get | Set), ("PROBE|GET|SET", Probe | Get | Set),
    ];

    public static void Ask(IUapiTransport kernel, Transcript transcript, int device, string label)
    {
        using UserPages pages = new(1);
        transcript.Begin(label + " feature");
        for (uint index = 0; index <= LastIndex; index++)
        {
            AskOperations(index);
        }

        AskOperations(Uapi.VFIO_DEVICE_FEATURE_MASK);
        foreach (uint bits in (ReadOnlySpan<uint>)[1u << 19, 1u << 24, 1u << 31, 0xfff8_0000])
        {
            foreach (uint index in (ReadOnlySpan<uint>)[Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_EXIT, Uapi.VFIO_DEVICE_FEATURE_DMA_BUF, LastIndex])
            {
                foreach ((string name, uint flags) in Operations)
                {
                    transcript.Write($"{index} {name} and {bits:x}", Call(index | flags | bits, 64));
                }
            }
        }

        transcript.Write("nowhere", kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, UserPages.Nowhere));
        transcript.Write("cut", kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, pages.AtEnd([8, 0, 0, 0])));
        transcript.Write("PROBE at the end", kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, pages.AtEnd([8, 0, 0, 0, 11, 0, 4, 0])));
        foreach (uint index in (ReadOnlySpan<uint>)[0, 1, 4, 6, 8, 9, 10, 11, 12, 13])
        {
            foreach ((string name, uint flags) in Operations)
            {
                Uapi.vfio_device_feature head = new() { argsz = 64, flags = index | flags };
                transcript.Write(
                    $"{index} {name} without its payload",
                    kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, pages.AtEnd(new ReadOnlySpan<byte>(&head, sizeof(Uapi.vfio_device_feature)))));
            }
        }

        void AskOperations(uint index)
        {
            foreach ((string name, uint flags) in Operations)
            {
                foreach (uint argsz in (ReadOnlySpan<uint>)[0, 7, 8, 9, 12, 15, 16, 23, 24, 40, 200])
                {
                    transcript.Write($"{index} {name} argsz {argsz}", Call(index | flags, argsz));
                }
            }
        }

        UapiResult Call(uint flags, uint argsz)
        {
            var head = (Uapi.vfio_device_feature*)pages.Room(PayloadRoom);
            head->argsz = argsz;
            head->flags = flags;
            return kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, head);
        }
    }

    // The device is put to sleep by a worker of the kernel's, some time after the call.
    private static void WaitForSuspend() => Thread.Sleep(100);

    public static void AskLowPower(IUapiTransport kernel, Transcript transcript, int device, string label)
    {
        transcript.Begin(label + " low power");
        int events = transcript.WriteDescriptor("eventfd", kernel.CreateEvent(0, UapiOpenFlags.CloseOnExec | UapiOpenFlags.NonBlocking));
        int memory = transcript.WriteDescriptor("memfd", kernel.CreateMemory("low power", UapiMemoryFlags.CloseOnExec));
        transcript.Write("EXIT before an entry", Call(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_EXIT));
        transcript.Write("ENTRY", Call(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY));
        transcript.Write("ENTRY again", Call(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY));
        transcript.Write("ENTRY_WITH_WAKEUP in low power", CallWithWakeup(events, 0));
        Regions.ReadWord(kernel, transcript, device, Uapi.VFIO_PCI_BAR0_REGION_INDEX, 0, "read BAR 0 in low power");
        Regions.ReadWord(kernel, transcript, device, Uapi.VFIO_PCI_CONFIG_REGION_INDEX, 0, "read the configuration in low power");
        transcript.Write("PROBE in low power", Call(Uapi.VFIO_DEVICE_FEATURE_DMA_BUF, Probe));
        transcript.Write("EXIT", Call(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_EXIT));
        transcript.Write("EXIT again", Call(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_EXIT));
        transcript.Write("ENTRY_WITH_WAKEUP -1", CallWithWakeup(-1, 0));
        transcript.Write("ENTRY_WITH_WAKEUP not open", CallWithWakeup(Descriptors.NeverOpen, 0));
        transcript.Write("ENTRY_WITH_WAKEUP no eventfd", CallWithWakeup(memory, 0));
        foreach (uint reserved in (ReadOnlySpan<uint>)[0, 1])
        {
            transcript.Write($"ENTRY_WITH_WAKEUP, reserved {reserved}", CallWithWakeup(events, reserved));
            WaitForSuspend();
            Count("not told yet");
            transcript.Write("DEVICE_GET_INFO nowhere, which wakes", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_INFO, UserPages.Nowhere));
            Count("told");
            transcript.Write("DEVICE_GET_INFO nowhere, when awake", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_INFO, UserPages.Nowhere));
            Count("told no more");
        }

        transcript.Write("ENTRY_WITH_WAKEUP, once more", CallWithWakeup(events, 0));
        WaitForSuspend();
        Regions.ReadWord(kernel, transcript, device, Uapi.VFIO_PCI_CONFIG_REGION_INDEX, 0, "read the configuration, which wakes");
        Count("told");
        transcript.Write("ENTRY after a wakeup", Call(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY));
        transcript.Write("EXIT", Call(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_EXIT));
        transcript.Write("ENTRY_WITH_WAKEUP, for good", CallWithWakeup(events, 0));
        WaitForSuspend();
        transcript.Write("EXIT wakes, too", Call(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_EXIT));
        Count("told");
        Regions.ReadWord(kernel, transcript, device, Uapi.VFIO_PCI_BAR0_REGION_INDEX, 0, "read BAR 0");
        transcript.Write("close", kernel.Close(memory));
        transcript.Write("close", kernel.Close(events));

        void Count(string call)
        {
            Span<byte> count = stackalloc byte[8];
            transcript.Write(call, kernel.Read(events, count), $"{MemoryMarshal.Read<ulong>(count)}");
        }

        UapiResult Call(uint index, uint operation = Set)
        {
            Uapi.vfio_device_feature head = new() { argsz = 8, flags = index | operation };
            return kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, &head);
        }

        UapiResult CallWithWakeup(int fileDescriptor, uint reserved)
        {
            int* call = stackalloc int[4];
            call[0] = 16;
            call[1] = (int)(Uapi.VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP | Set);
            call[2] = fileDescriptor;
            call[3] = (int)reserved;
            return kernel.Ioctl(device, Uapi.VFIO_DEVICE_FEATURE, call);
        }
    }
}
