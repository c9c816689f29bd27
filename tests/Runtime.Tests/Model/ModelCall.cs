namespace UapiGen.Runtime.Tests.Model;

internal enum CallKind
{
    Open,
    Close,
    Duplicate,
    Export,
    Set,
    Get,
    Reset,
    Memory,
    Attach,
    Detach,
    Map,
    Unmap,
}

/// <summary>One call of one thread: what was asked, what came back, and when.</summary>
internal struct ModelCall
{
    public CallKind Kind;

    /// <summary>The descriptor that is asked, or the device's number for Open and Memory.</summary>
    public int Target;

    /// <summary>Of Set: the buffer's descriptor. Of Get: whether extended. Of Memory: whether on.</summary>
    public int Argument;

    /// <summary>Of Set: tag, extended tag, hint and flags in one word.</summary>
    public int Tph;

    /// <summary>As the kernel returns; of Get the answer, when it succeeds; of Unmap whether there was a mapping.</summary>
    public int Result;

    public long Started;

    public long Ended;
}
