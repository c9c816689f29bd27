using System;
using System.Runtime.InteropServices;
using System.Threading;
using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>A page that can be used, followed by one that cannot: what ends at <see cref="Guard"/> ends where memory ends.</summary>
internal sealed unsafe partial class GuardedPages : IDisposable
{
    private const int None = 0;
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 0x2 | 0x20;

    /// <summary>
    /// Far below all else: the kernel searches for room from the top down, so that nobody's mapping comes to lie in a hole here.
    /// </summary>
    private static long s_nextPlace = 0x1000_0000_0000;

    private readonly nuint _page = (nuint)Environment.SystemPageSize;
    private readonly nint _start;
    private readonly nuint _mapped;

    public GuardedPages(bool unmapGuard)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mmap as on Linux");
        _start = Map((nint)Interlocked.Add(ref s_nextPlace, 16 * (long)_page), 2 * _page, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, _start);
        Assert.Equal(0, unmapGuard ? Unmap(Guard, _page) : Protect(Guard, _page, None));

        // What was unmapped is nobody's to unmap again.
        _mapped = unmapGuard ? _page : 2 * _page;
    }

    /// <summary>The first byte that cannot be used.</summary>
    public nint Guard => _start + (nint)_page;

    /// <summary>The last bytes of the page that can.</summary>
    public byte* BeforeGuard(int bytes) => (byte*)Guard - bytes;

    public void MakeReadOnly() => Assert.Equal(0, Protect(_start, _page, 1));

    public void Dispose() => Assert.Equal(0, Unmap(_start, _mapped));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int fileDescriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);
}
