// Conformance: from a group's node to a device.
using System;
using System.Linq;
using System.Text;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>A group, the container that it is put into, and the device that it gives.</summary>
internal static unsafe class GroupQuestions
{
    private const UapiOpenFlags ReadWrite = UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec;

    /// <returns>Descriptors, open.</returns>
    public static (int Container, int Group, int Device) Ask(IUapiTransport kernel, Transcript transcript, TestDevice device)
    {
        using UserPages pages = new(1);
        transcript.Begin(device.Label + " group");
        int container = transcript.WriteDescriptor("open the container", kernel.Open("/dev/vfio/vfio", ReadWrite));
        int group = transcript.WriteDescriptor("open", kernel.Open(device.GroupPath, ReadWrite));
        transcript.Write("open again", kernel.Open(device.GroupPath, ReadWrite));
        transcript.Write("close on exec", kernel.Control(group, UapiControl.GetDescriptorFlags));
        Span<byte> bytes = stackalloc byte[8];
        transcript.Write("read", kernel.Read(group, bytes));
        transcript.Write("pread", kernel.ReadAt(group, 0, bytes));
        transcript.Write("lseek", kernel.Seek(group, 0, System.IO.SeekOrigin.End, out long position), $"{position}");
        transcript.Write("mmap", kernel.Map(group, 0, UserPages.PageSize, UapiProtection.Read, out void* _));
        transcript.Write("poll", kernel.Poll(group, UapiPollEvents.Input, 0, out UapiPollEvents ready), $"{ready}");
        foreach (uint argsz in (ReadOnlySpan<uint>)[0, 7, 8, 9])
        {
            Status($"GET_STATUS argsz {argsz}", argsz);
        }

        transcript.Write("GET_STATUS nowhere", kernel.Ioctl(group, Uapi.VFIO_GROUP_GET_STATUS, UserPages.Nowhere));
        transcript.Write("GET_STATUS half", kernel.Ioctl(group, Uapi.VFIO_GROUP_GET_STATUS, pages.AtEnd([8, 0, 0, 0])));
        transcript.Write("UNSET_CONTAINER without", kernel.Ioctl(group, Uapi.VFIO_GROUP_UNSET_CONTAINER, null));
        transcript.Write("GET_DEVICE_FD without a container", GetDevice(device.Name));
        transcript.Write("SET_CONTAINER nowhere", kernel.Ioctl(group, Uapi.VFIO_GROUP_SET_CONTAINER, UserPages.Nowhere));
        transcript.Write("SET_CONTAINER -1", SetContainer(-1));
        transcript.Write("SET_CONTAINER not open", SetContainer(Descriptors.NeverOpen));
        transcript.Write("SET_CONTAINER itself", SetContainer(group));
        transcript.Write("SET_IOMMU without a group", kernel.Ioctl(container, Uapi.VFIO_SET_IOMMU, (void*)Uapi.VFIO_TYPE1v2_IOMMU));
        transcript.Write("IOMMU_GET_INFO without a group", kernel.Ioctl(container, Uapi.VFIO_IOMMU_GET_INFO, null));
        transcript.Write("SET_CONTAINER", SetContainer(container));
        transcript.Write("SET_CONTAINER again", SetContainer(container));
        transcript.Write("SET_CONTAINER again, itself", SetContainer(group));
        Status("GET_STATUS in a container", 8);
        transcript.Write("GET_DEVICE_FD without an IOMMU", GetDevice(device.Name));
        transcript.Write("UNSET_CONTAINER", kernel.Ioctl(group, Uapi.VFIO_GROUP_UNSET_CONTAINER, null));
        transcript.Write("UNSET_CONTAINER again", kernel.Ioctl(group, Uapi.VFIO_GROUP_UNSET_CONTAINER, null));
        transcript.Write("SET_CONTAINER anew", SetContainer(container));
        foreach (uint type in (ReadOnlySpan<uint>)[0, 2, 4, 5, 6, 7, 8, 9, 10, 11, 99])
        {
            transcript.Write($"SET_IOMMU {type}", kernel.Ioctl(container, Uapi.VFIO_SET_IOMMU, (void*)type));
        }

        transcript.Write("SET_IOMMU 3", kernel.Ioctl(container, Uapi.VFIO_SET_IOMMU, (void*)Uapi.VFIO_TYPE1v2_IOMMU));
        transcript.Write("SET_IOMMU 3 again", kernel.Ioctl(container, Uapi.VFIO_SET_IOMMU, (void*)Uapi.VFIO_TYPE1v2_IOMMU));
        foreach (uint extension in Enumerable.Range(0, 14).Select(number => (uint)number))
        {
            transcript.Write($"CHECK_EXTENSION {extension} with an IOMMU", kernel.Ioctl(container, Uapi.VFIO_CHECK_EXTENSION, (void*)extension));
        }

        transcript.Write("GET_DEVICE_FD nowhere", kernel.Ioctl(group, Uapi.VFIO_GROUP_GET_DEVICE_FD, UserPages.Nowhere));
        transcript.Write("GET_DEVICE_FD without end", kernel.Ioctl(group, Uapi.VFIO_GROUP_GET_DEVICE_FD, pages.AtEnd("0000:00:"u8)));
        transcript.Write("GET_DEVICE_FD empty", GetDevice(""));
        transcript.Write("GET_DEVICE_FD of another group", GetDevice("0000:00:1f.0"));
        transcript.Write("GET_DEVICE_FD cut", GetDevice(device.Name[..^1]));
        transcript.Write("GET_DEVICE_FD longer", GetDevice(device.Name + "0"));
        transcript.Write("GET_DEVICE_FD and more", GetDevice(device.Name + " x=1"));
        transcript.Write("GET_DEVICE_FD and a token", GetDevice(device.Name + " vf_token=00112233-4455-6677-8899-aabbccddeeff"));
        transcript.Write("GET_DEVICE_FD and half a token", GetDevice(device.Name + " vf_token=0011"));
        transcript.Write("GET_DEVICE_FD very long", GetDevice(new string('x', UserPages.PageSize - 1)));
        int spaced = transcript.WriteDescriptor("GET_DEVICE_FD and spaces", GetDevice(device.Name + "  "));
        transcript.Write("close it", kernel.Close(spaced));
        int opened = transcript.WriteDescriptor("GET_DEVICE_FD", GetDevice(device.Name));
        transcript.Write("close on exec", kernel.Control(opened, UapiControl.GetDescriptorFlags));
        int second = transcript.WriteDescriptor("GET_DEVICE_FD again", GetDevice(device.Name));
        transcript.Write("close the second", kernel.Close(second));
        transcript.Write("UNSET_CONTAINER with a device", kernel.Ioctl(group, Uapi.VFIO_GROUP_UNSET_CONTAINER, null));
        return (container, group, opened);

        UapiResult SetContainer(int fileDescriptor) => kernel.Ioctl(group, Uapi.VFIO_GROUP_SET_CONTAINER, &fileDescriptor);

        UapiResult GetDevice(string name) => kernel.Ioctl(group, Uapi.VFIO_GROUP_GET_DEVICE_FD, pages.AtEnd(Encoding.UTF8.GetBytes(name + '\0')));

        void Status(string call, uint argsz)
        {
            Uapi.vfio_group_status status = new() { argsz = argsz };
            transcript.Write(call, kernel.Ioctl(group, Uapi.VFIO_GROUP_GET_STATUS, &status), $"flags {status.flags:x}");
        }
    }

    /// <summary>What is left when device, group and container are closed.</summary>
    public static void AskAtEnd(IUapiTransport kernel, Transcript transcript, TestDevice device, (int Container, int Group, int Device) open)
    {
        transcript.Begin(device.Label + " close");
        transcript.Write("the group, with a device", kernel.Close(open.Group));
        transcript.Write("open the group, which the device keeps", kernel.Open(device.GroupPath, ReadWrite));
        transcript.Write("DEVICE_GET_INFO nowhere", kernel.Ioctl(open.Device, Uapi.VFIO_DEVICE_GET_INFO, UserPages.Nowhere));
        transcript.Write("the container, with a group", kernel.Close(open.Container));
        transcript.Write("the device", kernel.Close(open.Device));
        transcript.Write("the device again", kernel.Close(open.Device));
        int group = transcript.WriteDescriptor("open the group", kernel.Open(device.GroupPath, ReadWrite));
        Uapi.vfio_group_status status = new() { argsz = 8 };
        transcript.Write("GET_STATUS", kernel.Ioctl(group, Uapi.VFIO_GROUP_GET_STATUS, &status), $"flags {status.flags:x}");
        transcript.Write("the group", kernel.Close(group));
    }
}
