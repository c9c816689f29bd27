using System;
using System.Runtime.CompilerServices;
using static TphSteering.Uapi;

namespace TphSteering;

/// <summary>Where the generated struct really has its fields, measured by their addresses.</summary>
internal static unsafe class RecordPicture
{
    public static void Show(Report report)
    {
        vfio_device_feature_dma_buf_tph record = default;
        byte* start = (byte*)&record;
        int size = sizeof(vfio_device_feature_dma_buf_tph);
        int alignment = sizeof(BehindOneByte) - size;
        Console.WriteLine($"struct {nameof(vfio_device_feature_dma_buf_tph)}: {size} bytes, aligned to {alignment}");
        Console.WriteLine("  offset  size  type    field");
        long dmabufFd = Field(start, ref record.dmabuf_fd, nameof(record.dmabuf_fd));
        long steeringTag = Field(start, ref record.steering_tag, nameof(record.steering_tag));
        long ph = Field(start, ref record.ph, nameof(record.ph));
        long reserved = Field(start, ref record.reserved, nameof(record.reserved));

        Report.Heading("The layout that the kernel has");
        report.Expect("size of the struct", (ulong)size, 8UL);
        report.Expect("alignment of the struct", (ulong)alignment, 4UL);
        report.Expect("offset of dmabuf_fd", (ulong)dmabufFd, 0UL);
        report.Expect("offset of steering_tag", (ulong)steeringTag, 4UL);
        report.Expect("offset of ph", (ulong)ph, 6UL);
        report.Expect("offset of reserved", (ulong)reserved, 7UL);
    }

    private static long Field<T>(byte* start, ref T field, string name)
        where T : unmanaged
    {
        long offset = (byte*)Unsafe.AsPointer(ref field) - start;
        Console.WriteLine($"  {offset,6}  {sizeof(T),4}  {typeof(T).Name,-6}  {name}");
        return offset;
    }

    private record struct BehindOneByte(byte First, vfio_device_feature_dma_buf_tph Record);
}
