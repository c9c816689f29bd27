// Conformance: descriptors: what is not open, duplicates, close-on-exec, and every call on a descriptor that is none.
using System;
using System.IO;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>The calls of the seam on what is no descriptor, and on duplicates.</summary>
internal static unsafe class Descriptors
{
    /// <summary>A number that no file gets here: the lowest free one is given out, and there are few.</summary>
    public const int NeverOpen = 900;

    // Above every limit that a process can have (fs.nr_open).
    private const int BeyondLimit = 1 << 30;

    public static void Ask(IUapiTransport kernel, Transcript transcript)
    {
        transcript.Begin("descriptors");
        int closed = transcript.WriteDescriptor("open /dev/null", kernel.Open("/dev/null", UapiOpenFlags.ReadWrite));
        transcript.Write("close", kernel.Close(closed));
        foreach ((string name, int number) in (ReadOnlySpan<(string, int)>)[("-1", -1), ("never open", NeverOpen), ("closed", closed), ("beyond the limit", BeyondLimit)])
        {
            AskInvalid(name, number);
        }

        AskDuplicates();
        AskOpen();

        void AskInvalid(string name, int number)
        {
            Span<byte> bytes = stackalloc byte[8];
            transcript.Write($"{name}: close", kernel.Close(number));
            transcript.Write($"{name}: ioctl SYNC", kernel.Ioctl(number, Uapi.DMA_BUF_IOCTL_SYNC, null));
            transcript.Write($"{name}: ioctl 0", kernel.Ioctl(number, 0, UserPages.Nowhere));
            transcript.Write($"{name}: dup", kernel.Duplicate(number));
            transcript.Write($"{name}: dup3", kernel.DuplicateTo(number, 200, UapiOpenFlags.CloseOnExec));
            transcript.Write($"{name}: F_GETFD", kernel.Control(number, UapiControl.GetDescriptorFlags));
            transcript.Write($"{name}: F_SETFD", kernel.Control(number, UapiControl.SetDescriptorFlags, 1));
            transcript.Write($"{name}: F_DUPFD_CLOEXEC", kernel.Control(number, UapiControl.DuplicateCloseOnExec));
            transcript.Write($"{name}: F_GET_SEALS", kernel.Control(number, UapiControl.GetSeals));
            transcript.Write($"{name}: F_ADD_SEALS", kernel.Control(number, UapiControl.AddSeals, 1));
            transcript.Write($"{name}: mmap", kernel.Map(number, 0, UserPages.PageSize, UapiProtection.Read, out void* _));
            transcript.Write($"{name}: poll", kernel.Poll(number, UapiPollEvents.Input, 0, out UapiPollEvents ready), $"{ready}");
            transcript.Write($"{name}: read", kernel.Read(number, bytes));
            transcript.Write($"{name}: write", kernel.Write(number, bytes));
            transcript.Write($"{name}: pread", kernel.ReadAt(number, 0, bytes));
            transcript.Write($"{name}: pwrite", kernel.WriteAt(number, 0, bytes));
            transcript.Write($"{name}: lseek", kernel.Seek(number, 0, SeekOrigin.End, out long _));
            transcript.Write($"{name}: ftruncate", kernel.Truncate(number, 0));
        }

        void AskDuplicates()
        {
            int file = transcript.WriteDescriptor("memfd", kernel.CreateMemory("duplicates", UapiMemoryFlags.CloseOnExec));
            transcript.Write("F_GETFD", kernel.Control(file, UapiControl.GetDescriptorFlags));
            transcript.Write("F_SETFD 0", kernel.Control(file, UapiControl.SetDescriptorFlags, 0));
            transcript.Write("F_GETFD", kernel.Control(file, UapiControl.GetDescriptorFlags));
            transcript.Write("F_SETFD 2", kernel.Control(file, UapiControl.SetDescriptorFlags, 2));
            transcript.Write("F_GETFD", kernel.Control(file, UapiControl.GetDescriptorFlags));
            transcript.Write("F_SETFD 3", kernel.Control(file, UapiControl.SetDescriptorFlags, 3));
            transcript.Write("F_GETFD", kernel.Control(file, UapiControl.GetDescriptorFlags));
            int copy = transcript.WriteDescriptor("dup", kernel.Duplicate(file));
            transcript.Write("the copy's F_GETFD", kernel.Control(copy, UapiControl.GetDescriptorFlags));
            transcript.Write("dup3 onto itself", kernel.DuplicateTo(file, file, UapiOpenFlags.CloseOnExec));
            transcript.Write("dup3 with O_NONBLOCK", kernel.DuplicateTo(file, 200, UapiOpenFlags.NonBlocking));
            transcript.Write("dup3 to -1", kernel.DuplicateTo(file, -1, default));
            transcript.Write("dup3 beyond the limit", kernel.DuplicateTo(file, BeyondLimit, default));
            transcript.Write("dup3 to 200", kernel.DuplicateTo(file, 200, UapiOpenFlags.CloseOnExec));
            transcript.Write("200: F_GETFD", kernel.Control(200, UapiControl.GetDescriptorFlags));
            transcript.Write("dup3 to 200 again, kept on exec", kernel.DuplicateTo(copy, 200, default));
            transcript.Write("200: F_GETFD", kernel.Control(200, UapiControl.GetDescriptorFlags));
            transcript.Write("F_DUPFD_CLOEXEC from 200", kernel.Control(file, UapiControl.DuplicateCloseOnExec, 200));
            transcript.Write("201: F_GETFD", kernel.Control(201, UapiControl.GetDescriptorFlags));
            transcript.Write("F_DUPFD_CLOEXEC beyond the limit", kernel.Control(file, UapiControl.DuplicateCloseOnExec, BeyondLimit));
            transcript.Write("F_DUPFD_CLOEXEC from -1", kernel.Control(file, UapiControl.DuplicateCloseOnExec, uint.MaxValue));
            transcript.Write("fcntl 9999", kernel.Control(file, (UapiControl)9999));
            transcript.Write("ftruncate by the copy", kernel.Truncate(copy, 4096));
            transcript.Write("close", kernel.Close(file));
            transcript.Write("lseek END by 200", kernel.Seek(200, 0, SeekOrigin.End, out long length), $"{length}");
            transcript.Write("close the copy", kernel.Close(copy));
            transcript.Write("close 200", kernel.Close(200));
            transcript.Write("close 201", kernel.Close(201));
            transcript.Write("close 201 again", kernel.Close(201));
        }

        void AskOpen()
        {
            transcript.Write("open what is not there", kernel.Open("/dev/vfio/there-is-no-such-group", UapiOpenFlags.ReadWrite));
            int path = transcript.WriteDescriptor("open O_PATH", kernel.Open("/dev/vfio/vfio", UapiOpenFlags.Path | UapiOpenFlags.CloseOnExec));
            Span<byte> bytes = stackalloc byte[8];
            transcript.Write("O_PATH: ioctl", kernel.Ioctl(path, Uapi.VFIO_GET_API_VERSION, null));
            transcript.Write("O_PATH: read", kernel.Read(path, bytes));
            transcript.Write("O_PATH: lseek", kernel.Seek(path, 0, SeekOrigin.Begin, out long _));
            transcript.Write("O_PATH: mmap", kernel.Map(path, 0, UserPages.PageSize, UapiProtection.Read, out void* _));
            transcript.Write("O_PATH: poll", kernel.Poll(path, UapiPollEvents.Input, 0, out UapiPollEvents ready), $"{ready}");
            transcript.Write("O_PATH: F_GETFD", kernel.Control(path, UapiControl.GetDescriptorFlags));
            transcript.Write("O_PATH: F_GET_SEALS", kernel.Control(path, UapiControl.GetSeals));
            transcript.Write("O_PATH: dup", kernel.Control(path, UapiControl.DuplicateCloseOnExec, 200));
            transcript.Write("O_PATH: close the copy", kernel.Close(200));
            transcript.Write("O_PATH: close", kernel.Close(path));
        }
    }
}
