// Conformance: a container without a group, and so without an IOMMU.
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
        foreach (uint extension in Enumerable.Range(0, 14).Select(number => (uint)number).Append(uint.MaxValue))
        {
            transcript.Write($"CHECK_EXTENSION {extension}", kernel.Ioctl(container, Uapi.VFIO_CHECK_EXTENSION, (void*)extension));
        }

        transcript.Write("close", kernel.Close(container));
    }
}
