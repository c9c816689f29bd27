// Conformance: what a device, its regions, its interrupts and its IOMMU are like.
using System;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>The INFO calls, with every size of answer.</summary>
internal static unsafe class InfoQuestions
{
    private const int Most = 512;

    public static void AskDevice(IUapiTransport kernel, Transcript transcript, int device, string label)
    {
        using UserPages pages = new(1);
        transcript.Begin(label + " info");
        foreach (uint argsz in (ReadOnlySpan<uint>)[0, 4, 15, 16, 17, 20, 24, 4096])
        {
            var info = (Uapi.vfio_device_info*)pages.Room(Most);
            info->argsz = argsz;
            UapiResult result = kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_INFO, info);
            transcript.Write(
                $"GET_INFO argsz {argsz}",
                result,
                $"argsz {info->argsz} flags {info->flags:x} regions {info->num_regions} irqs {info->num_irqs} cap_offset {info->cap_offset}");
        }

        transcript.Write("GET_INFO nowhere", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_INFO, UserPages.Nowhere));
        transcript.Write("GET_INFO cut", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_INFO, pages.AtEnd([16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])));
        transcript.Write("GET_INFO 16 at the end", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_INFO, pages.AtEnd([16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])));
        transcript.Write("GET_INFO 24 at 16", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_INFO, pages.AtEnd([24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])));
        foreach (uint index in (ReadOnlySpan<uint>)[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99, int.MaxValue, uint.MaxValue])
        {
            foreach (uint argsz in (ReadOnlySpan<uint>)[0, 31, 32, 39, 40, 4096])
            {
                AskRegion(index, argsz);
            }
        }

        transcript.Write("GET_REGION_INFO nowhere", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_REGION_INFO, UserPages.Nowhere));
        transcript.Write("GET_REGION_INFO cut", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_REGION_INFO, pages.AtEnd([32, 0, 0, 0, 0, 0, 0, 0])));
        foreach (uint index in (ReadOnlySpan<uint>)[0, 1, 2, 3, 4, 5, 6, 99, uint.MaxValue])
        {
            foreach (uint argsz in (ReadOnlySpan<uint>)[0, 15, 16, 4096])
            {
                Uapi.vfio_irq_info info = new() { argsz = argsz, index = index };
                UapiResult result = kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_IRQ_INFO, &info);
                transcript.Write($"GET_IRQ_INFO {index} argsz {argsz}", result, $"argsz {info.argsz} flags {info.flags:x} count {info.count}");
            }
        }

        transcript.Write("GET_IRQ_INFO nowhere", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_IRQ_INFO, UserPages.Nowhere));
        transcript.Write("GET_IRQ_INFO cut", kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_IRQ_INFO, pages.AtEnd([16, 0, 0, 0, 0, 0, 0, 0])));

        void AskRegion(uint index, uint argsz)
        {
            var info = (Uapi.vfio_region_info*)pages.Room(Most);
            info->argsz = argsz;
            info->index = index;
            UapiResult result = kernel.Ioctl(device, Uapi.VFIO_DEVICE_GET_REGION_INFO, info);
            ReadOnlySpan<byte> answer = new(info, (int)Math.Min(info->argsz, 64));
            string capabilities = result.IsSuccess ? Capabilities.Describe(answer, info->cap_offset) : "";
            transcript.Write(
                $"GET_REGION_INFO {index} argsz {argsz}",
                result,
                $"argsz {info->argsz} flags {info->flags:x} cap_offset {info->cap_offset} size {info->size:x} offset {info->offset:x}{capabilities}");
        }
    }

    public static void AskIommu(IUapiTransport kernel, Transcript transcript, int container, string label)
    {
        using UserPages pages = new(1);
        transcript.Begin(label + " iommu");
        foreach (uint argsz in (ReadOnlySpan<uint>)[0, 15, 16, 20, 23, 24, 60, 107, 108, 120, 400])
        {
            var info = (Uapi.vfio_iommu_type1_info*)pages.Room(Most);
            info->argsz = argsz;
            UapiResult result = kernel.Ioctl(container, Uapi.VFIO_IOMMU_GET_INFO, info);
            ReadOnlySpan<byte> answer = new(info, (int)Math.Min(info->argsz, 112));
            string capabilities = result.IsSuccess ? Capabilities.Describe(answer, info->cap_offset) : "";
            transcript.Write(
                $"GET_INFO argsz {argsz}",
                result,
                $"argsz {info->argsz} flags {info->flags:x} pgsizes {info->iova_pgsizes:x} cap_offset {info->cap_offset}{capabilities}");
        }

        transcript.Write("GET_INFO nowhere", kernel.Ioctl(container, Uapi.VFIO_IOMMU_GET_INFO, UserPages.Nowhere));
    }
}
