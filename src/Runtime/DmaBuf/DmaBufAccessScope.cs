// DmaBuf: an access of the processor's, from its begin to its end.
namespace UapiGen.Runtime;

/// <summary>An access that ends when this is disposed, with the flags that it began with.</summary>
public ref struct DmaBufAccessScope
{
    private readonly DmaBufAccess _access;
    private DmaBuf? _buffer;

    internal DmaBufAccessScope(DmaBuf buffer, DmaBufAccess access)
    {
        _buffer = buffer;
        _access = access;
    }

    /// <summary>Ends the access. Once is enough; the second time nothing happens.</summary>
    /// <exception cref="UapiException">The kernel refused, so that what the processor wrote may not have come through.</exception>
    public void Dispose()
    {
        DmaBuf? buffer = _buffer;
        _buffer = null;
        buffer?.EndCpuAccess(_access).ThrowIfError(nameof(Uapi.DMA_BUF_IOCTL_SYNC), "END");
    }
}
