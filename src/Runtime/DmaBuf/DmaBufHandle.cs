// DmaBuf: the descriptor of a shared buffer.
namespace UapiGen.Runtime;

/// <summary>The file descriptor of a dma-buf. The buffer lives until its last descriptor and its last importer are gone.</summary>
public sealed class DmaBufHandle : UapiHandle
{
    /// <summary>Takes a descriptor over, and closes it in the end.</summary>
    /// <param name="transport">The kernel that gave it.</param>
    /// <param name="fileDescriptor">An open dma-buf.</param>
    public DmaBufHandle(IUapiTransport transport, [UapiRole(UapiRole.FileDescriptor)] int fileDescriptor)
        : base(transport) => SetHandle(fileDescriptor);

    internal DmaBufHandle(IUapiTransport transport)
        : base(transport)
    {
    }
}

/// <summary>The file descriptor of a sync file: work of devices, ready for input when it is done.</summary>
public sealed class SyncFileHandle : UapiHandle
{
    internal SyncFileHandle(IUapiTransport transport)
        : base(transport)
    {
    }
}
