// Emulation: the fences of a dma-buf at one moment, as a file. Mirrors drivers/dma-buf/sync_file.c.
namespace UapiGen.Runtime.Emulation;

/// <summary>A sync file. No emulated device leaves work in a buffer, so its fences are signalled from the start.</summary>
internal sealed class SyncFile : OpenFile
{
    public SyncFile() => Access = UapiOpenFlags.ReadOnly;

    public override UapiPollEvents Poll() => UapiPollEvents.Input;
}
