// Conformance: VFIO_DEVICE_SET_IRQS: what may be asked, and events that come of it.
using System;
using System.Runtime.InteropServices;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>Each kind of interrupt with each data type and action, then interrupts by hand.</summary>
internal static unsafe class InterruptQuestions
{
    private const uint None = Uapi.VFIO_IRQ_SET_DATA_NONE;
    private const uint Bool = Uapi.VFIO_IRQ_SET_DATA_BOOL;
    private const uint Event = Uapi.VFIO_IRQ_SET_DATA_EVENTFD;
    private const uint Mask = Uapi.VFIO_IRQ_SET_ACTION_MASK;
    private const uint Unmask = Uapi.VFIO_IRQ_SET_ACTION_UNMASK;
    private const uint Trigger = Uapi.VFIO_IRQ_SET_ACTION_TRIGGER;
    private const int HeadSize = 20;

    public static void Ask(IUapiTransport kernel, Transcript transcript, int device, string label)
    {
        using UserPages pages = new(1);
        transcript.Begin(label + " SET_IRQS");
        int events = transcript.WriteDescriptor("eventfd", kernel.CreateEvent(0, UapiOpenFlags.CloseOnExec | UapiOpenFlags.NonBlocking));
        foreach (uint index in (ReadOnlySpan<uint>)[0, 1, 2, 3, 4, 5, uint.MaxValue])
        {
            AskFlags(index);
            AskPlaces(index);
            AskEvents(index);
        }

        transcript.Write("nowhere", kernel.Ioctl(device, Uapi.VFIO_DEVICE_SET_IRQS, UserPages.Nowhere));
        AskOneAtATime();
        transcript.Write("close", kernel.Close(events));

        void AskFlags(uint index)
        {
            foreach (uint data in (ReadOnlySpan<uint>)[0, None, Bool, Event, None | Bool, Bool | Event, None | Bool | Event])
            {
                foreach (uint action in (ReadOnlySpan<uint>)[0, Mask, Unmask, Trigger, Mask | Unmask, Unmask | Trigger])
                {
                    Set($"{index} flags {data | action:x}, nothing set", index, data | action, 0, 1, [0xff, 0xff, 0xff, 0xff]);
                }
            }

            Set($"{index} flags 40", index, None | Trigger | 0x40, 0, 1, []);
            Set($"{index} flags 1 << 31", index, None | Trigger | (1u << 31), 0, 1, []);
            TakeAway(index);
        }

        void AskPlaces(uint index)
        {
            foreach ((uint start, uint count) in (ReadOnlySpan<(uint, uint)>)[(0, 0), (1, 0), (1, 1), (0, 2), (31, 1), (32, 1), (0, uint.MaxValue), (1, uint.MaxValue), (uint.MaxValue, 0), (uint.MaxValue, 1), (2, uint.MaxValue - 1)])
            {
                Set($"{index} start {start} count {count} none", index, None | Trigger, start, count, []);
                Set($"{index} start {start} count {count} event -1", index, Event | Trigger, start, count, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
                TakeAway(index);
            }

            foreach (uint argsz in (ReadOnlySpan<uint>)[0, 19, 20, 21, 23, 24, uint.MaxValue])
            {
                Set($"{index} argsz {argsz}", index, Event | Trigger, 0, 1, [0xff, 0xff, 0xff, 0xff], argsz);
                TakeAway(index);
            }
        }

        void AskEvents(uint index)
        {
            SetEvent($"{index} event not open", index, Trigger, Descriptors.NeverOpen);
            SetEvent($"{index} event that is none", index, Trigger, device);
            SetEvent($"{index} event -2", index, Trigger, -2);
            SetEvent($"{index} event", index, Trigger, events);
            SetEvent($"{index} event again", index, Trigger, events);
            Set($"{index} raise", index, None | Trigger, 0, 1, []);
            Count($"{index} raised");
            Set($"{index} raise, bool 1", index, Bool | Trigger, 0, 1, [1]);
            Count($"{index} raised by bool 1");
            Set($"{index} raise, bool 0", index, Bool | Trigger, 0, 1, [0]);
            Count($"{index} raised by bool 0");
            Set($"{index} mask", index, None | Mask, 0, 1, []);
            Set($"{index} raise when masked", index, None | Trigger, 0, 1, []);
            Count($"{index} raised when masked");
            Set($"{index} mask again", index, None | Mask, 0, 1, []);
            Set($"{index} mask, bool 1", index, Bool | Mask, 0, 1, [1]);
            Set($"{index} unmask, bool 1", index, Bool | Unmask, 0, 1, [1]);
            Set($"{index} unmask", index, None | Unmask, 0, 1, []);
            Count($"{index} raised after unmask");
            SetEvent($"{index} mask by an event", index, Mask, events);
            SetEvent($"{index} unmask by an event", index, Unmask, -1);
            SetEvent($"{index} event -1", index, Trigger, -1);
            Set($"{index} raise without an event", index, None | Trigger, 0, 1, []);
            Count($"{index} raised without an event");
            SetEvent($"{index} event anew", index, Trigger, events);
            TakeAway(index);
            Set($"{index} raise after all were taken away", index, None | Trigger, 0, 1, []);
            Count($"{index} raised after all were taken away");
        }

        // Of INTx, MSI and MSI-X one can be set up.
        void AskOneAtATime()
        {
            foreach ((uint first, uint second) in (ReadOnlySpan<(uint, uint)>)[(0, 1), (1, 0), (1, 2), (2, 1)])
            {
                SetEvent($"{first} before {second}", first, Trigger, events);
                SetEvent($"{second} after {first}", second, Trigger, events);
                Set($"{second} none after {first}", second, None | Trigger, 0, 1, []);
                Set($"{second} taken away after {first}", second, None | Trigger, 0, 0, []);
                Set($"{first} raise", first, None | Trigger, 0, 1, []);
                Count($"{first} raised");
                TakeAway(first);
                TakeAway(second);
            }
        }

        void TakeAway(uint index) => Set($"{index} taken away", index, None | Trigger, 0, 0, []);

        void SetEvent(string call, uint index, uint action, int fileDescriptor) =>
            Set(call, index, Event | action, 0, 1, MemoryMarshal.AsBytes<int>([fileDescriptor]));

        void Set(string call, uint index, uint flags, uint start, uint count, ReadOnlySpan<byte> data, uint? argsz = null)
        {
            Uapi.vfio_irq_set head = new() { argsz = argsz ?? (uint)(HeadSize + data.Length), flags = flags, index = index, start = start, count = count };
            byte[] bytes = [.. new ReadOnlySpan<byte>(&head, HeadSize), .. data];
            transcript.Write(call, kernel.Ioctl(device, Uapi.VFIO_DEVICE_SET_IRQS, pages.AtEnd(bytes)));
        }

        void Count(string call)
        {
            Span<byte> count = stackalloc byte[8];
            transcript.Write(call, kernel.Read(events, count), $"{MemoryMarshal.Read<ulong>(count)}");
        }
    }
}
