// Emulation: files that are neither devices nor dma-bufs.
namespace UapiGen.Runtime.Emulation;

/// <summary>A file that knows no request: the standard streams, <c>/dev/null</c>.</summary>
/// <param name="isPathOnly">Whether it was opened with O_PATH.</param>
internal sealed class PlainFile(bool isPathOnly) : OpenFile
{
    public override bool IsPathOnly => isPathOnly;

    public override int Ioctl(uint request, nuint argument) => -Errno.ENOTTY;

    protected override void Release()
    {
    }
}
