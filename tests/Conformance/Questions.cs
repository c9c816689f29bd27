// Conformance: all questions, in order.
using System.IO;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>What a kernel is asked.</summary>
public static unsafe class Questions
{
    /// <summary>Asks a kernel with the devices of <see cref="TestDevice.All"/>.</summary>
    /// <param name="machine">The kernel and its devices.</param>
    /// <param name="output">Where the answers go, a line each.</param>
    public static void Ask(IMachine machine, TextWriter output)
    {
        IUapiTransport kernel = machine.Kernel;
        Transcript transcript = new(output);
        ContainerQuestions.Ask(kernel, transcript);
        Descriptors.Ask(kernel, transcript);
        MemoryQuestions.AskMemory(kernel, transcript);
        MemoryQuestions.AskEvents(kernel, transcript);
        UdmabufQuestions.Ask(kernel, transcript);
        DmaHeapQuestions.Ask(kernel, transcript);
        foreach (TestDevice device in TestDevice.All)
        {
            AskDevice(machine, transcript, device);
        }
    }

    private static void AskDevice(IMachine machine, Transcript transcript, TestDevice device)
    {
        IUapiTransport kernel = machine.Kernel;
        (int container, int group, int file) = GroupQuestions.Ask(kernel, transcript, device);
        InfoQuestions.AskIommu(kernel, transcript, container, device.Label);
        InfoQuestions.AskDevice(kernel, transcript, file, device.Label);
        FeatureQuestions.Ask(kernel, transcript, file, device.Label);
        FeatureQuestions.AskLowPower(kernel, transcript, file, device.Label);
        DmaBufCreation.Ask(kernel, transcript, file, device.Label);
        MappingQuestions.Ask(kernel, transcript, container, device.Label);
        InterruptQuestions.Ask(kernel, transcript, file, device.Label);
        RegisterQuestions.Ask(kernel, transcript, file, device.Label);
        RegionQuestions.Ask(kernel, transcript, file, device.Label);
        if (device.Label == "edu")
        {
            DeviceInterruptQuestions.Ask(machine, transcript, file, device.Label);
        }

        int buffer = DmaBufCreation.Make(kernel, file);
        DmaBufCalls.Ask(kernel, transcript, buffer, device.Label);
        ForeignRequests.Ask(kernel, transcript, [("container", container), ("group", group), ("device", file), ("dma-buf", buffer)], device.Label);
        GroupQuestions.AskAtEnd(kernel, transcript, device, (container, group, file));

        // A buffer outlives its device, and answers all but those who would use its memory.
        DmaBufCalls.Ask(kernel, transcript, buffer, device.Label + " orphaned");
        transcript.Write("close", kernel.Close(buffer));
    }
}
