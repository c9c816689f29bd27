// Emulation: files that are neither devices nor dma-bufs.
using System;

namespace UapiGen.Runtime.Emulation;

/// <summary>A file that knows no request and keeps nothing: the standard streams, <c>/dev/null</c>.</summary>
/// <param name="isPathOnly">Whether it was opened with O_PATH.</param>
internal sealed class PlainFile(bool isPathOnly) : OpenFile
{
    public override bool IsPathOnly => isPathOnly;

    public override bool HasPlaces => true;

    public override int Seek(long offset, System.IO.SeekOrigin origin, out long position)
    {
        position = 0;
        return 0;
    }

    public override int Read(Span<byte> destination) => 0;

    public override int Write(ReadOnlySpan<byte> source) => source.Length;

    public override int ReadAt(ulong offset, Span<byte> destination) => 0;

    public override int WriteAt(ulong offset, ReadOnlySpan<byte> source) => source.Length;
}
