namespace UapiGen.Runtime.Tests;

/// <summary>What the descriptor in a TPH payload can lead to.</summary>
internal enum TphTarget
{
    OwnBuffer,
    NotOpen,
    PathOnly,
    NoDmaBuf,
    Foreign,
    OtherDevice,
    Orphan,
}

internal static class TphTargets
{
    private const int NotOpen = 11;

    /// <summary>Opens what the payload's descriptor shall lead to; the kernel closes it in the end.</summary>
    public static int Open(TphTarget target, EmulatedKernel kernel, VfioDevice device, VfioDevice other)
    {
        switch (target)
        {
            case TphTarget.NotOpen:
                return NotOpen;
            case TphTarget.PathOnly:
                return kernel.Open("/dev/null", UapiOpenFlags.Path).Value;
            case TphTarget.NoDmaBuf:
                return 0;
            case TphTarget.Foreign:
                return kernel.OpenForeignDmaBuf().Value;
            case TphTarget.OtherDevice:
                return Export(other);
            case TphTarget.Orphan:
                // Of another device, which is closed; this device's own buffers live as long as the descriptor that is called on.
                int orphan;
                using (VfioDevice closed = kernel.AddPciDevice(EmulatedBar.Memory(EmulatedMachine.Page)).Open())
                {
                    orphan = Export(closed);
                }

                return orphan;
            default:
                return Export(device);
        }
    }

    // In a kernel without dma-buf there is nothing to lead to.
    private static int Export(VfioDevice device)
    {
        UapiResult result = device.TryExportDmaBuf(0, [new Uapi.vfio_region_dma_range { length = EmulatedMachine.Page }], UapiOpenFlags.CloseOnExec, out DmaBuf? buffer);
        buffer?.Handle.SetHandleAsInvalid();
        return result.IsSuccess ? result.Value : NotOpen;
    }
}
