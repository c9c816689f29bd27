using System.Runtime.CompilerServices;
using static Peer.K;

namespace Peer;

/// <summary>What an importer puts into its writes; a value of its own for each width.</summary>
internal readonly record struct SteeringHint
{
    private readonly ushort _tag;

    public SteeringHint(ushort tag, byte ph, int width)
    {
        if (width == 8 && tag > byte.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(tag));
        }

        (_tag, Ph, Width) = (tag, ph, width);
    }

    public byte Ph { get; }

    public int Width { get; }

    public byte Narrow => Width == 8 ? checked((byte)_tag) : throw new InvalidOperationException("an extended tag");

    public ushort Extended => Width == 16 ? _tag : throw new InvalidOperationException("an 8-bit tag");
}

/// <summary>Asks an exporter as a driver does, through its table of operations.</summary>
internal static unsafe class TphQuery
{
    private const int EOPNOTSUPP = 95;

    public static bool TryGet(dma_buf* buffer, dma_buf_ops* ops, bool extended, out SteeringHint hint)
    {
        ushort tag;
        byte ph;
        byte width = extended ? (byte)16 : (byte)8;
        hint = default;
        if (ops->get_tph == null)
        {
            return false;
        }

        int result = ops->get_tph(buffer, &tag, &ph, width);
        switch (result)
        {
            case 0:
                hint = new SteeringHint(tag, ph, width);
                return true;
            case -EOPNOTSUPP:
                return false;
            default:
                throw new KernelException((Errno)(-result), "get_tph");
        }
    }

    public static SteeringHint GetOrDefault(dma_buf* buffer, dma_buf_ops* ops) =>
        TryGet(buffer, ops, extended: true, out var wide) ? wide
        : TryGet(buffer, ops, extended: false, out var narrow) ? narrow
        : default;
}

internal static class Session
{
    public static async Task<int> RunAsync(string path, ushort tag, Func<SharedBuffer, CancellationToken, ValueTask> hand, CancellationToken cancellation)
    {
        using var space = new AddressSpace();
        using var exporter = new Exporter(path, space);
        if (!exporter.Offers(VFIO_DEVICE_FEATURE_DMA_BUF, VFIO_DEVICE_FEATURE_GET))
        {
            return 1;
        }

        using var buffer = exporter.Export(VFIO_PCI_BAR2_REGION_INDEX, new Range64(0, 0x10000), new Range64(0x20000, 0x10000));
        buffer.Name = "peer";
        try
        {
            exporter.Steer(buffer, tag, Hint.Target);
        }
        catch (KernelException e) when (e.IsNotSupported)
        {
            await Console.Error.WriteLineAsync($"without a tag: {e.Message}");
        }

        await hand(buffer, cancellation);
        return 0;
    }
}
