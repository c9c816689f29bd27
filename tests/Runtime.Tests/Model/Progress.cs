namespace UapiGen.Runtime.Tests.Model;

/// <summary>How far a call has come.</summary>
internal struct Progress
{
    public byte Step;

    /// <summary>The device's file that the call holds, the next one to be put.</summary>
    public sbyte Held;

    /// <summary>Another one that is put after it, and 1 more so that 0 is none: a look-up holds even a file that turns out to be the wrong one.</summary>
    public sbyte AlsoHeld;

    public sbyte Buffer;

    /// <summary>The device whose buffers the call moves, and which of them are still to be moved.</summary>
    public sbyte Device;

    public ulong Left;

    public int Result;

    public bool IsDone;
}
