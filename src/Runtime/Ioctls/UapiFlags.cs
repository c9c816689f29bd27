// Ioctls: the constants of the system calls in the seam. Mirrors fcntl.h, sys/mman.h and poll.h, which are alike where .NET runs.
using System;

namespace UapiGen.Runtime;

/// <summary>What to do when a signal interrupts a call.</summary>
public enum OnInterrupt
{
    /// <summary>Give EINTR to the caller: right unless the call's documentation says otherwise.</summary>
    Report,

    /// <summary>Make the call again: only where a second call does no more than the first would have.</summary>
    Retry,
}

/// <summary>Flags of <c>man 2 open</c>, and of descriptors that a request makes.</summary>
[Flags]
public enum UapiOpenFlags : uint
{
    /// <summary>O_RDONLY.</summary>
    ReadOnly = 0,

    /// <summary>O_WRONLY.</summary>
    WriteOnly = 1,

    /// <summary>O_RDWR.</summary>
    ReadWrite = 2,

    /// <summary>O_NONBLOCK.</summary>
    NonBlocking = 0x800,

    /// <summary>O_CLOEXEC: closed when the process becomes another program.</summary>
    CloseOnExec = 0x80000,

    /// <summary>O_PATH: only names the file; it takes no requests.</summary>
    Path = 0x200000,
}

/// <summary>What may be done with mapped memory: <c>man 2 mmap</c>.</summary>
[Flags]
public enum UapiProtection
{
    /// <summary>PROT_NONE.</summary>
    None = 0,

    /// <summary>PROT_READ.</summary>
    Read = 1,

    /// <summary>PROT_WRITE.</summary>
    Write = 2,

    /// <summary>Both.</summary>
    ReadWrite = Read | Write,
}

/// <summary>What a file can be ready for: <c>man 2 poll</c>.</summary>
[Flags]
public enum UapiPollEvents : short
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>POLLIN: reading does not wait.</summary>
    Input = 1,

    /// <summary>POLLOUT: writing does not wait.</summary>
    Output = 4,

    /// <summary>POLLERR: an error; reported without being asked for.</summary>
    Error = 8,

    /// <summary>POLLHUP: the other side went; reported without being asked for.</summary>
    HangUp = 16,

    /// <summary>POLLNVAL: no file is open there; reported without being asked for.</summary>
    Invalid = 32,
}

/// <summary>Operations of <c>man 2 fcntl</c> whose argument is a number.</summary>
public enum UapiControl
{
    /// <summary>F_GETFD: 1 when the descriptor closes on exec, else 0.</summary>
    GetDescriptorFlags = 1,

    /// <summary>F_SETFD: 1 lets the descriptor close on exec, 0 keeps it open.</summary>
    SetDescriptorFlags = 2,

    /// <summary>F_DUPFD_CLOEXEC: another descriptor, the lowest free one from the argument on, closed on exec.</summary>
    DuplicateCloseOnExec = 1030,

    /// <summary>F_ADD_SEALS: forbids <see cref="UapiSeals"/> from now on.</summary>
    AddSeals = 1033,

    /// <summary>F_GET_SEALS: what is forbidden.</summary>
    GetSeals = 1034,
}

/// <summary>What can be forbidden for a file of memory: F_ADD_SEALS of <c>man 2 fcntl</c>.</summary>
[Flags]
public enum UapiSeals : uint
{
    /// <summary>F_SEAL_SEAL: further seals.</summary>
    Seal = 1,

    /// <summary>F_SEAL_SHRINK: a smaller length. What becomes a dma-buf needs it.</summary>
    Shrink = 2,

    /// <summary>F_SEAL_GROW: a larger length.</summary>
    Grow = 4,

    /// <summary>F_SEAL_WRITE: changes.</summary>
    Write = 8,

    /// <summary>F_SEAL_FUTURE_WRITE: changes by other than existing mappings.</summary>
    FutureWrite = 16,

    /// <summary>F_SEAL_EXEC: changes to whether it may be run as a program.</summary>
    Execute = 32,
}

/// <summary>What a file of memory is like: <c>man 2 memfd_create</c>.</summary>
[Flags]
public enum UapiMemoryFlags : uint
{
    /// <summary>Nothing special: it cannot be sealed, and its descriptor survives an exec.</summary>
    None = 0,

    /// <summary>MFD_CLOEXEC.</summary>
    CloseOnExec = 1,

    /// <summary>MFD_ALLOW_SEALING.</summary>
    AllowSealing = 2,

    /// <summary>MFD_NOEXEC_SEAL: it is no program, and cannot become one; it can be sealed.</summary>
    NotExecutable = 8,

    /// <summary>MFD_EXEC: it may be run as a program.</summary>
    Executable = 16,
}
