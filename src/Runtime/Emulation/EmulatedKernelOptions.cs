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

    /// <summary>Whether it is built with sync files; without them their two requests are ENOTTY.</summary>
    public bool HasSyncFiles { get; init; } = true;

    /// <summary>
    /// The version of <c>VFIO_DEVICE_FEATURE_DMA_BUF_TPH</c> that it has, at the index of the header that the profile
    /// was made from; null for a kernel without the feature, as all released ones are.
    /// </summary>
    public TphProfile? Tph { get; init; } = TphProfile.Seed;

    /// <summary>
    /// Whether readers of the second version's hints can see the tag of one set beside the hint of another: nothing
    /// orders them there. Without it each set is seen whole. It says nothing about later versions, which share a lock.
    /// </summary>
    public bool TearsSeedTph { get; init; }

    /// <summary>How it reaches its caller's memory; null for the best way that the system has.</summary>
    public IUserMemory? UserMemory { get; init; }
}
