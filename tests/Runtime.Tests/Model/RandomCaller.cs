using System;
using System.Threading;
using UapiGen.Runtime.Emulation;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests.Model;

/// <summary>One thread's calls: chosen at random, made, and noted with their times.</summary>
internal sealed unsafe class RandomCaller(EmulatedKernel kernel, EmulatedPciDevice[] devices, TphVersion version, int seed, int callsEach) : DmaBufImporter
{
    private static long _clock;

    private readonly Random _random = new(seed);
    private DmaBufAttachment? _attachment;
    private bool _hasMapped;

    public ModelCall[] Calls { get; } = new ModelCall[callsEach];

    public override bool AllowsPeerToPeer => true;

    public override void InvalidateMappings(DmaBufAttachment attachment) => Unmap(attachment);

    /// <summary>Makes a round of calls.</summary>
    public void Play()
    {
        for (int index = 0; index < Calls.Length; index++)
        {
            ModelCall call = Choose();
            call.Started = Interlocked.Increment(ref _clock);
            call.Result = Make(call);
            call.Ended = Interlocked.Increment(ref _clock);
            Calls[index] = call;
        }
    }

    /// <summary>Unmaps and detaches.</summary>
    public void LetGo()
    {
        if (_attachment is { } attachment)
        {
            Unmap(attachment);
            attachment.Dispose();
            _attachment = null;
            _hasMapped = false;
        }
    }

    /// <summary>Whether what this thread is attached to is as the model has it.</summary>
    public bool Agrees(ModelFile? attached, bool isMapped, Func<ModelFile, OpenFile, bool> agrees) =>
        attached is null == _attachment is null
        && (_attachment is null || (isMapped == _attachment.State is not null && isMapped == (_attachment.MappingCount == 1) && agrees(attached!.Value, _attachment.Buffer)));

    private static int Unmap(DmaBufAttachment attachment)
    {
        lock (attachment.Buffer.Reservation)
        {
            if (attachment.State is not DmaBufMapping mapping)
            {
                return 0;
            }

            attachment.State = null;
            attachment.Unmap(mapping, dma_data_direction.DMA_BIDIRECTIONAL);
            return 1;
        }
    }

    private ModelCall Choose()
    {
        ModelCall call = default;
        int roll = _random.Next(100);
        call.Kind = roll switch
        {
            < 6 => CallKind.Open,
            < 16 => CallKind.Close,
            < 21 => CallKind.Duplicate,
            < 29 => CallKind.Export,
            < 50 => CallKind.Set,
            < 70 => CallKind.Get,
            < 74 => CallKind.Reset,
            < 79 => CallKind.Memory,
            _ => _attachment is null ? CallKind.Attach : _hasMapped ? CallKind.Unmap : _random.Next(3) == 0 ? CallKind.Detach : CallKind.Map,
        };
        call.Target = _random.Next(call.Kind is CallKind.Open or CallKind.Memory ? ModelState.Devices : ModelState.Descriptors);
        if (call.Kind == CallKind.Set)
        {
            int valid = version == TphVersion.Seed ? TphWord.Tag : _random.Next(4) * TphWord.Tag;
            call.Argument = _random.Next(ModelState.Descriptors);
            call.Tph = valid | (_random.Next(0x400) << 8) | _random.Next(4);
        }
        else if (call.Kind is CallKind.Get or CallKind.Memory)
        {
            call.Argument = _random.Next(2);
        }

        return call;
    }

    private int Make(in ModelCall call)
    {
        switch (call.Kind)
        {
            case CallKind.Open:
                return devices[call.Target].OpenDescriptor(hasAccess: true, closeOnExec: true, group: null);
            case CallKind.Close:
                return Value(kernel.Close(call.Target));
            case CallKind.Duplicate:
                return Value(kernel.Duplicate(call.Target));
            case CallKind.Export:
                return Export(call.Target);
            case CallKind.Set:
                return Set(call);
            case CallKind.Get:
                return Get(call);
            case CallKind.Reset:
                return Value(kernel.Ioctl(call.Target, VFIO_DEVICE_RESET, null));
            case CallKind.Memory:
                devices[call.Target].MemoryEnabled = call.Argument != 0;
                return 0;
            case CallKind.Attach:
                return Value(kernel.Attach(call.Target, this, out _attachment));
            case CallKind.Detach:
                _attachment!.Dispose();
                _attachment = null;
                return 0;
            case CallKind.Map:
                return Map();
            default:
                _hasMapped = false;
                return Unmap(_attachment!);
        }
    }

    private static int Value(UapiResult result) => result.IsSuccess ? result.Value : -result.Errno;

    private int Map()
    {
        lock (_attachment!.Buffer.Reservation)
        {
            UapiResult mapped = _attachment.Map(dma_data_direction.DMA_BIDIRECTIONAL, out DmaBufMapping? mapping);
            if (mapped.IsSuccess)
            {
                _attachment.State = mapping;
                _hasMapped = true;
            }

            return Value(mapped);
        }
    }

    private int Export(int fileDescriptor)
    {
        ExportCall call = default;
        call.Head = new vfio_device_feature { argsz = (uint)sizeof(ExportCall), flags = VFIO_DEVICE_FEATURE_DMA_BUF | VFIO_DEVICE_FEATURE_GET };
        call.Payload = new vfio_device_feature_dma_buf { nr_ranges = 1 };
        call.Range = new vfio_region_dma_range { length = EmulatedMachine.Page };
        return Value(kernel.Ioctl(fileDescriptor, VFIO_DEVICE_FEATURE, &call));
    }

    private int Set(in ModelCall call)
    {
        ushort wide = (ushort)(call.Tph >> 8);
        if (version == TphVersion.Seed)
        {
            SeedCall seed = default;
            seed.Head = new vfio_device_feature { argsz = (uint)sizeof(SeedCall), flags = TphProfile.Seed.Feature | (uint)VFIO_DEVICE_FEATURE_SET };
            seed.Payload = new vfio_device_feature_dma_buf_tph { dmabuf_fd = call.Argument, steering_tag = wide, ph = (byte)call.Tph };
            return Value(kernel.Ioctl(call.Target, VFIO_DEVICE_FEATURE, &seed));
        }

        LatestCall latest = default;
        latest.Head = new vfio_device_feature { argsz = (uint)sizeof(LatestCall), flags = TphProfile.Latest.Feature | (uint)VFIO_DEVICE_FEATURE_SET };
        latest.Payload = new UapiTphV11.vfio_device_feature_dma_buf_tph
        {
            dmabuf_fd = call.Argument,
            flags = (uint)(((call.Tph & TphWord.Tag) != 0 ? UapiTphV11.VFIO_DMA_BUF_TPH_ST : 0) | ((call.Tph & TphWord.ExtendedTag) != 0 ? UapiTphV11.VFIO_DMA_BUF_TPH_ST_EXT : 0)),
            steering_tag_ext = wide,
            steering_tag = TphWord.Short(wide),
            ph = (byte)call.Tph,
        };
        return Value(kernel.Ioctl(call.Target, VFIO_DEVICE_FEATURE, &latest));
    }

    private int Get(in ModelCall call)
    {
        UapiResult got = kernel.Get(call.Target, out dma_buf* dmaBuf);
        if (!got.IsSuccess)
        {
            return Value(got);
        }

        UapiResult told = kernel.AskTph(dmaBuf, call.Argument != 0 ? (byte)16 : (byte)8, out ushort tag, out byte hint);
        kernel.Put(dmaBuf);
        return told.IsSuccess ? TphWord.Pack(tag, hint) : Value(told);
    }

    private struct ExportCall
    {
        public vfio_device_feature Head;
        public vfio_device_feature_dma_buf Payload;
        public vfio_region_dma_range Range;
    }

    private struct SeedCall
    {
        public vfio_device_feature Head;
        public vfio_device_feature_dma_buf_tph Payload;
    }

    private struct LatestCall
    {
        public vfio_device_feature Head;
        public UapiTphV11.vfio_device_feature_dma_buf_tph Payload;
    }
}
