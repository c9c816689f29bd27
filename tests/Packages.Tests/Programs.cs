// What consumers are made of: a program over generator and runtime, and headers of a user's own.
namespace UapiGen.Packages.Tests;

internal static class Programs
{
    public const string Bindings = """
        using UapiGen;

        namespace Consumer;

        [UapiBindings("linux/vfio.h", "linux/dma-buf.h")]
        internal static partial class Uapi;
        """;

    /// <summary>Gives a dma-buf of an emulated device a steering tag, and asks for it. Prints <c>tag 0xf0 hint 2</c>.</summary>
    public const string Steering = """
        using System;
        using Consumer;
        using UapiGen.Runtime;
        using static Consumer.Uapi;

        using EmulatedKernel kernel = new(new EmulatedKernelOptions { PageSize = 4096 });
        using VfioDevice device = kernel.AddPciDevice([EmulatedBar.Memory(65536)]).Open();
        using DmaBuf buffer = device.ExportDmaBuf(VFIO_PCI_BAR0_REGION_INDEX, [new() { offset = 0, length = 4096 }]);
        vfio_device_feature_dma_buf_tph steering = new() { dmabuf_fd = buffer.FileDescriptor, steering_tag = 0xF0, ph = 2 };
        if (!device.SetFeature(VFIO_DEVICE_FEATURE_DMA_BUF_TPH, in steering).IsSuccess)
        {
            Console.WriteLine("set refused");
            return 1;
        }

        if (!buffer.GetTph(8, out ushort tag, out byte hint).IsSuccess)
        {
            Console.WriteLine("get refused");
            return 1;
        }

        Console.WriteLine($"tag 0x{tag:x} hint {hint} sync 0x{DMA_BUF_IOCTL_SYNC:x}");
        return 0;
        """;

    public const string SteeringOutput = "tag 0xf0 hint 2 sync 0x40086200";

    /// <summary>A header of a user's own under a name that the package has too.</summary>
    public static string OwnHeader(int answer) => $$"""
        #ifndef OWN_VFIO_H
        #define OWN_VFIO_H
        #include <linux/types.h>
        #include <linux/ioctl.h>
        /**
         * struct own_record - a record of our own
         * @argsz: size of this structure, in bytes
         * @value: what is asked for
         */
        struct own_record { __u32 argsz; __u32 value; };
        #define OWN_ANSWER {{answer}}
        #define OWN_GET _IOWR('o', 1, struct own_record)
        #endif
        """;

    public const string OwnHeaderBindings = """
        using UapiGen;

        namespace Consumer;

        [UapiBindings("linux/vfio.h")]
        internal static partial class Uapi;
        """;

    public const string OwnHeaderProgram = """
        using System;
        using static Consumer.Uapi;

        own_record record = own_record.Create();
        Console.WriteLine($"{record.argsz} {OWN_ANSWER} 0x{OWN_GET:x}");
        """;
}
