using System;
using System.Runtime.Versioning;
using UapiGen.Runtime.Emulation;
using Xunit;

namespace UapiGen.Runtime.Tests;

[SupportedOSPlatform("linux")]
public sealed unsafe class ProcessMemoryTests
{
    public ProcessMemoryTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "process_vm_readv is Linux's");
        Assert.True(ProcessMemory.IsUsable(), "process_vm_readv on the own process is refused here: allow it in the sandbox's seccomp profile");
    }

    [Fact]
    public void Write_ToReadOnlyMemory_IsRefused()
    {
        using GuardedPages pages = new(unmapGuard: false);
        nuint address = (nuint)pages.BeforeGuard(8);
        ProcessMemory memory = new();
        Assert.True(memory.TryWrite(address, new byte[8]));
        pages.MakeReadOnly();

        Assert.False(memory.TryWrite(address, new byte[8]));
        Assert.True(memory.TryRead(address, new byte[8]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CopyOverTheEnd_IsRefused(bool unmapped)
    {
        using GuardedPages pages = new(unmapped);
        nuint address = (nuint)pages.BeforeGuard(7);
        ProcessMemory memory = new();

        Assert.False(memory.TryRead(address, new byte[8]));
        Assert.False(memory.TryWrite(address, new byte[8]));
        Assert.True(memory.TryWrite(address, [1, 2, 3, 4, 5, 6, 7]));
    }
}
