using System;
using System.Reflection;
using System.Runtime.InteropServices;
using UapiGen.Runtime;
using static TphSteering.Uapi;

namespace TphSteering;

/// <summary>Where the generated struct has its fields.</summary>
internal static unsafe class RecordPicture
{
    public static void Show(Report report, TphProfile profile)
    {
        int size = sizeof(vfio_device_feature_dma_buf_tph);
        int alignment = sizeof(BehindOneByte) - size;
        Console.WriteLine($"struct {nameof(vfio_device_feature_dma_buf_tph)}: {size} bytes, aligned to {alignment}: {profile.Version}");
        Console.WriteLine("  offset  type    field");
        foreach (FieldInfo field in typeof(vfio_device_feature_dma_buf_tph).GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            Console.WriteLine($"  {field.GetCustomAttribute<FieldOffsetAttribute>()!.Value,6}  {field.FieldType.Name,-6}  {field.Name}");
        }

        Report.Heading("The layout that the kernel has");
        report.Expect("size of the struct", (ulong)size, profile.Version == TphVersion.Seed ? 8UL : 12UL);
        report.Expect("alignment of the struct", (ulong)alignment, 4UL);
    }

    private record struct BehindOneByte(byte First, vfio_device_feature_dma_buf_tph Record);
}
