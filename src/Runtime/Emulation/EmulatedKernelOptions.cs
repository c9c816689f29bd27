// Emulation: what can differ between one kernel and another.
using System;

namespace UapiGen.Runtime;

/// <summary>The properties of an emulated kernel. They are read once, when it is made.</summary>
public sealed class EmulatedKernelOptions
{
    /// <summary>Bytes of a page, a power of two: what the ranges of a dma-buf are aligned to. The host's by default.</summary>
    public int PageSize { get; init; } = Environment.SystemPageSize;

    /// <summary>How many descriptors there can be (<c>RLIMIT_NOFILE</c>); one more is EMFILE. 0, 1 and 2 are open from the start.</summary>
    public int DescriptorLimit { get; init; } = 1024;

    /// <summary>Whether it is built with dma-buf support; without it both dma-buf features are ENOTTY.</summary>
    public bool HasDmaBufSupport { get; init; } = true;

    /// <summary>How it reaches its caller's memory; null for the best way that the system has.</summary>
    public IUserMemory? UserMemory { get; init; }
}
