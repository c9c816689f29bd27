// Headers: installed.
// A virtual machine of one processor that adds two numbers in real mode and prints them: top-level statements, local functions, plain descriptors.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen;
using static Kvm;
using static Native;

const int ApiVersion = 12;
const ulong GuestMemory = 0x1000;

// mov dx, 0x3f8; add al, bl; add al, '0'; out dx, al; mov al, '\n'; out dx, al; hlt
ReadOnlySpan<byte> code = [0xBA, 0xF8, 0x03, 0x00, 0xD8, 0x04, (byte)'0', 0xEE, 0xB0, (byte)'\n', 0xEE, 0xF4];

int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
if (kvm == -1)
{
    Console.Error.WriteLine($"/dev/kvm: {Marshal.GetLastPInvokeErrorMessage()}");
    return 1;
}

int vm = -1, vcpu = -1;
try
{
    if (ioctl(kvm, KVM_GET_API_VERSION, 0) is not ApiVersion and var version)
    {
        Console.Error.WriteLine($"API version {version}, {ApiVersion} is known");
        return 1;
    }

    if (ioctl(kvm, KVM_CHECK_EXTENSION, KVM_CAP_USER_MEMORY) <= 0)
    {
        Console.Error.WriteLine("no user memory");
        return 1;
    }

    vm = Must(ioctl(kvm, KVM_CREATE_VM, 0));
    using var memory = new GuestPage(code);
    memory.AddTo(vm, slot: 0, GuestMemory);

    vcpu = Must(ioctl(vm, KVM_CREATE_VCPU, 0));
    using var run = new RunPage(vcpu, Must(ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0)));
    Prepare(vcpu);
    foreach (var exit in run.Exits())
    {
        switch (exit)
        {
            case KVM_EXIT_HLT:
                Console.WriteLine("done");
                return 0;

            case KVM_EXIT_IO when run.TryTakeOutput(out char letter):
                Console.Write(letter);
                break;

            case KVM_EXIT_FAIL_ENTRY:
                Console.Error.WriteLine($"entry refused: {run.EntryFailure:x}");
                return 1;

            default:
                Console.Error.WriteLine($"unexpected exit {exit}");
                return 1;
        }
    }
}
catch (IOException e)
{
    Console.Error.WriteLine(e.Message);
}
finally
{
    Close(ref vcpu);
    Close(ref vm);
    Close(ref kvm);
}

return 1;

static void Prepare(int vcpu)
{
    kvm_sregs system = new();
    if (ioctl(vcpu, KVM_GET_SREGS, ref system) < 0)
        throw Failure(nameof(KVM_GET_SREGS));

    system.cs = system.cs with { @base = 0, selector = 0 };
    if (ioctl(vcpu, KVM_SET_SREGS, ref system) < 0)
        throw Failure(nameof(KVM_SET_SREGS));

    var registers = new kvm_regs { rip = GuestMemory, rax = 2, rbx = 2, rflags = 0x2 };
    if (ioctl(vcpu, KVM_SET_REGS, in registers) != 0)
        throw Failure(nameof(KVM_SET_REGS));

    unsafe
    {
        const int Entries = 100;
        int size = kvm_cpuid2.entries_SizeWith(Entries);
        byte* bytes = stackalloc byte[size];
        Unsafe.InitBlockUnaligned(bytes, 0, (uint)size);
        var cpuid = (kvm_cpuid2*)bytes;
        cpuid->nent = Entries;
        int host = open("/dev/kvm", O_RDWR | O_CLOEXEC);
        if (host < 0)
            return;

        try
        {
            if (ioctl(host, KVM_GET_SUPPORTED_CPUID, bytes) == 0 && ioctl(vcpu, KVM_SET_CPUID2, bytes) == 0)
                Console.WriteLine($"{cpuid->nent} leaves");
        }
        finally
        {
            Close(ref host);
        }
    }
}

static int Must(int result, [CallerArgumentExpression(nameof(result))] string what = "") => result < 0 ? throw Failure(what) : result;

static IOException Failure(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

static void Close(ref int fd)
{
    if (fd >= 0 && close(fd) < 0)
        Console.Error.WriteLine("close: " + Marshal.GetLastPInvokeErrorMessage());
    fd = -1;
}

[UapiBindings("linux/kvm.h")]
internal static partial class Kvm;

internal static unsafe partial class Native
{
    public const int O_RDWR = 2, O_CLOEXEC = 0x80000, EINTR = 4;

    [LibraryImport("c", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags);

    [LibraryImport("c", SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport("c", SetLastError = true)]
    public static partial int ioctl(int fd, ulong request, nint value);

    [LibraryImport("c", SetLastError = true)]
    public static partial int ioctl(int fd, ulong request, byte* memory);

    [DllImport("c", SetLastError = true)]
    public static extern int ioctl(int fd, ulong request, ref kvm_sregs registers);

    [DllImport("c", SetLastError = true)]
    public static extern int ioctl(int fd, ulong request, in kvm_regs registers);

    [DllImport("c", SetLastError = true)]
    public static extern int ioctl(int fd, ulong request, in kvm_userspace_memory_region region);

    [LibraryImport("c", SetLastError = true)]
    public static partial void* mmap(void* address, nuint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("c", SetLastError = true)]
    public static partial int munmap(void* address, nuint length);
}

/// <summary>Memory of the guest: a page that nothing else of the process uses.</summary>
internal sealed unsafe class GuestPage : IDisposable
{
    private const nuint Length = 0x1000;
    private void* _page;

    public GuestPage(ReadOnlySpan<byte> code)
    {
        _page = mmap(null, Length, 3, 0x21, -1, 0);
        if (_page == (void*)-1)
            throw new InsufficientMemoryException();
        code.CopyTo(new Span<byte>(_page, (int)Length));
    }

    public void AddTo(int vm, uint slot, ulong address)
    {
        kvm_userspace_memory_region region = new()
        {
            slot = slot,
            guest_phys_addr = address,
            memory_size = Length,
            userspace_addr = (ulong)_page,
        };
        if (ioctl(vm, KVM_SET_USER_MEMORY_REGION, in region) < 0)
            throw new IOException($"slot {slot}: error {Marshal.GetLastPInvokeError()}");
    }

    public void Dispose()
    {
        if (_page != null && munmap(_page, Length) == 0)
            _page = null;
    }
}

/// <summary>What the kernel shares about each exit.</summary>
internal sealed unsafe class RunPage(int vcpu, int length) : IDisposable
{
    private readonly kvm_run* _run = Map(vcpu, length);

    public ulong EntryFailure => _run->fail_entry.hardware_entry_failure_reason;

    public IEnumerable<uint> Exits()
    {
        while (Enter())
            yield return Reason();
    }

    public bool TryTakeOutput(out char letter)
    {
        ref readonly var io = ref _run->io;
        letter = default;
        if (io is not { direction: KVM_EXIT_IO_OUT, size: 1, port: 0x3F8, count: 1 })
            return false;
        letter = (char)((byte*)_run)[io.data_offset];
        return true;
    }

    public void Dispose() => _ = munmap(_run, (nuint)length);

    private uint Reason() => _run->exit_reason;

    private bool Enter()
    {
        for (; ; )
        {
            if (ioctl(vcpu, KVM_RUN, 0) == 0)
                return true;

            if (Marshal.GetLastPInvokeError() is var errno && errno != EINTR)
                throw new IOException($"KVM_RUN: {Marshal.GetPInvokeErrorMessage(errno)}", errno);
        }
    }

    private static kvm_run* Map(int vcpu, int length)
    {
        var run = mmap(null, (nuint)length, 3, 1, vcpu, 0);
        return (nint)run != -1 ? (kvm_run*)run : throw new IOException("mmap: " + Marshal.GetLastPInvokeErrorMessage());
    }
}
