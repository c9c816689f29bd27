// Emulation: how an importer asks the exporter for hints, in each version: the kernel's wrappers around the call.
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>The importer's question. A buffer whose exporter has no such call has no hints: EOPNOTSUPP.</summary>
internal static unsafe class TphQuestion
{
    private const byte ShortTag = 8;
    private const byte LongTag = 16;

    /// <summary>By name space: the second version's importers ask by the width of the tags that they send.</summary>
    public static int Ask(EmulatedDmaBuf buffer, bool extended, out ushort steeringTag, out byte processingHint) =>
        buffer.Kernel.Tph?.Version == TphVersion.Latest
            ? AskLatest(buffer, extended, out steeringTag, out processingHint)
            : AskSeed(buffer, extended ? LongTag : ShortTag, out steeringTag, out processingHint);

    /// <summary>By width. Version 11 knows two widths only.</summary>
    public static int Ask(EmulatedDmaBuf buffer, byte stWidth, out ushort steeringTag, out byte processingHint)
    {
        if (buffer.Kernel.Tph?.Version != TphVersion.Latest)
        {
            return AskSeed(buffer, stWidth, out steeringTag, out processingHint);
        }

        steeringTag = 0;
        processingHint = 0;
        return stWidth is ShortTag or LongTag ? AskLatest(buffer, stWidth == LongTag, out steeringTag, out processingHint) : -Errno.EINVAL;
    }

    // No lock: the second version asks for none.
    private static int AskSeed(EmulatedDmaBuf buffer, byte stWidth, out ushort steeringTag, out byte processingHint)
    {
        steeringTag = 0;
        processingHint = 0;
        if (buffer.Operations->get_tph == null)
        {
            return -Errno.EOPNOTSUPP;
        }

        ushort tag;
        byte hint;
        int answer = buffer.Operations->get_tph(buffer.Pointer, &tag, &hint, stWidth);
        if (answer == 0)
        {
            steeringTag = tag;
            processingHint = hint;
        }

        return answer;
    }

    private static int AskLatest(EmulatedDmaBuf buffer, bool extended, out ushort steeringTag, out byte processingHint)
    {
        steeringTag = 0;
        processingHint = 0;
        UapiTphV11.dma_buf_ops* operations = EmulatedKernel.OperationsV11(buffer);
        if (operations == null || operations->get_pci_tph == null)
        {
            return -Errno.EOPNOTSUPP;
        }

        ushort tag;
        byte hint;
        int answer;
        Monitor.Enter(buffer.Reservation);
        try
        {
            answer = operations->get_pci_tph((UapiTphV11.dma_buf*)buffer.Pointer, extended ? (byte)1 : (byte)0, &tag, &hint);
        }
        finally
        {
            Monitor.Exit(buffer.Reservation);
        }

        if (answer == 0)
        {
            steeringTag = tag;
            processingHint = hint;
        }

        return answer;
    }
}
