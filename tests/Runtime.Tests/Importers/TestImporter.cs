using System;
using System.Threading;

namespace UapiGen.Runtime.Tests;

/// <summary>An importer that a test can shape, and that lets go of its mapping when told to, unless it is to keep it.</summary>
internal sealed class TestImporter(bool peerToPeer = true, bool canInvalidate = true) : DmaBufImporter
{
    private int _invalidations;

    public override bool AllowsPeerToPeer => peerToPeer;

    public override bool CanInvalidate => canInvalidate;

    /// <summary>Whether mappings stay when they are invalidated.</summary>
    public bool KeepsMappings { get; set; }

    public int Invalidations => Volatile.Read(ref _invalidations);

    public Action? OnInvalidate { get; set; }

    public override void InvalidateMappings(DmaBufAttachment attachment)
    {
        Interlocked.Increment(ref _invalidations);
        OnInvalidate?.Invoke();
        if (!KeepsMappings && attachment.State is DmaBufMapping mapping)
        {
            attachment.State = null;
            attachment.Unmap(mapping, Uapi.dma_data_direction.DMA_BIDIRECTIONAL);
        }
    }
}
