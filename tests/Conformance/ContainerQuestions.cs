// Conformance: a container without a group, and so without an IOMMU.
using System;
using System.IO;
using System.Linq;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary><c>/dev/vfio/vfio</c> before a group is in it.</summary>
internal static unsafe class ContainerQuestions
{
    public static void Ask(IUapiTransport kernel, Transcript transcript)
    {
        transcript.Begin("container");
        int container = transcript.WriteDescriptor("open /dev/vfio/vfio", kernel.Open("/dev/vfio/vfio", UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec));
        transcript.Write("GET_API_VERSION", kernel.Ioctl(container, Uapi.VFIO_GET_API_VERSION, null));
        transcript.Write("GET_API_VERSION with an argument", kernel.Ioctl(container, Uapi.VFIO_GET_API_VERSION, UserPages.Nowhere));
        foreach (uint extension in Enumerable.Range(0, 14).Select(number => (uint)number).Append(uint.MaxValue))
        {
            transcript.Write($"CHECK_EXTENSION {extension}", kernel.Ioctl(container, Uapi.VFIO_CHECK_EXTENSION, (void*)extension));
        }

        foreach (uint type in (ReadOnlySpan<uint>)[0, 1, 3, 8, 9, 99])
        {
            transcript.Write($"SET_IOMMU {type}", kernel.Ioctl(container, Uapi.VFIO_SET_IOMMU, (void*)type));
        }

        Span<byte> bytes = stackalloc byte[8];
        transcript.Write("read", kernel.Read(container, bytes));
        transcript.Write("write", kernel.Write(container, bytes));
        transcript.Write("pread", kernel.ReadAt(container, 0, bytes));
        transcript.Write("lseek", kernel.Seek(container, 0, SeekOrigin.End, out long position), $"{position}");
        transcript.Write("mmap", kernel.Map(container, 0, UserPages.PageSize, UapiProtection.Read, out void* _));
        transcript.Write("poll", kernel.Poll(container, UapiPollEvents.Input, 0, out UapiPollEvents ready), $"{ready}");
        transcript.Write("ftruncate", kernel.Truncate(container, 0));
        ForeignRequests.Ask(kernel, transcript, [("container", container)], "empty container");
        transcript.Begin("container");
        transcript.Write("close", kernel.Close(container));
    }
}
