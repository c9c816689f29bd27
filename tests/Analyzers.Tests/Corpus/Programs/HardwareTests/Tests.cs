// Tests that run on a machine with a device: they expect failures and look at the errno, as tests do; fixtures, theories, small local asserts.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen;
using static Hardware.Tests.Uapi;

namespace Hardware.Tests;

[UapiBindings("linux/vfio.h", "linux/dma-buf.h", "linux/udmabuf.h")]
public static partial class Uapi;

[AttributeUsage(AttributeTargets.Method)]
public sealed class FactAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class InlineDataAttribute(params object?[] data) : Attribute
{
    public object?[] Data => data;
}

public static class Assert
{
    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string? text = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new Exception($"{text} is {actual}, not {expected}");
    }

    public static void True(bool condition, [CallerArgumentExpression(nameof(condition))] string? text = null) => Equal(true, condition, text);

    public static T Throws<T>(Action action) where T : Exception
    {
        try
        {
            action();
        }
        catch (T e)
        {
            return e;
        }

        throw new Exception($"no {typeof(T).Name}");
    }
}

public abstract class DeviceTests : IDisposable
{
    protected const int EINTR = 4, EBADF = 9, EFAULT = 14, EINVAL = 22, ENOTTY = 25;

    protected int Device { get; } = Environment.GetEnvironmentVariable("VFIO_DEVICE") is { } text ? int.Parse(text) : -1;

    public void Dispose()
    {
        if (Device >= 0)
        {
            Assert.Equal(0, close(Device));
        }

        GC.SuppressFinalize(this);
    }

    [DllImport("libc", SetLastError = true)]
    protected static extern unsafe int ioctl(int fd, nuint request, void* argument);

    [DllImport("libc", SetLastError = true)]
    protected static extern int close(int fd);

    [DllImport("libc", SetLastError = true)]
    protected static extern unsafe int memfd_create(byte* name, uint flags);

    protected static unsafe void Fails(int errno, int fd, nuint request, void* argument)
    {
        Assert.Equal(-1, ioctl(fd, request, argument));
        Assert.Equal(errno, Marshal.GetLastPInvokeError());
    }

    protected static unsafe int Errno<T>(int fd, nuint request, T argument) where T : unmanaged =>
        ioctl(fd, request, &argument) == -1 ? Marshal.GetLastPInvokeError() : 0;
}

public sealed unsafe class InfoTests : DeviceTests
{
    [Fact]
    public void Info_DescribesDevice()
    {
        var info = vfio_device_info.Create();
        Assert.Equal(0, ioctl(Device, VFIO_DEVICE_GET_INFO, &info));
        Assert.True((info.flags & VFIO_DEVICE_FLAGS_PCI) != 0);
        Assert.Equal((uint)VFIO_PCI_NUM_REGIONS, info.num_regions);
    }

    [Fact]
    public void Info_BadAddress_IsFault() => Fails(EFAULT, Device, VFIO_DEVICE_GET_INFO, (void*)8);

    [Fact]
    public void Info_NoDescriptor_IsBad()
    {
        var info = vfio_device_info.Create();
        Assert.Equal(-1, ioctl(-1, VFIO_DEVICE_GET_INFO, &info));
        Assert.Equal(EBADF, Marshal.GetLastPInvokeError());
    }

    [InlineData(0u)]
    [InlineData(7u)]
    [InlineData(15u)]
    public void Info_Short_IsInvalid(uint size)
    {
        var info = new vfio_device_info { argsz = size };
        Assert.Equal(-1, ioctl(Device, VFIO_DEVICE_GET_INFO, &info));
        Assert.Equal(EINVAL, Marshal.GetLastPInvokeError());
    }

    [InlineData(VFIO_PCI_BAR0_REGION_INDEX, true)]
    [InlineData(VFIO_PCI_NUM_REGIONS + 100, false)]
    public void Region_Exists(uint index, bool exists)
    {
        vfio_region_info region = vfio_region_info.Create();
        region.index = index;
        int result = ioctl(Device, VFIO_DEVICE_GET_REGION_INFO, &region);
        Assert.Equal(exists, result == 0);
        if (!exists)
        {
            Assert.Equal(EINVAL, Marshal.GetLastPInvokeError());
        }
    }

    [Fact]
    public void Request_Unknown_IsNotForUs()
    {
        byte* nothing = stackalloc byte[256];
        Fails(ENOTTY, Device, 0x3BFF, nothing);
    }
}

public sealed unsafe class FeatureTests : DeviceTests
{
    public static IEnumerable<object[]> Features() => from feature in Enumerable.Range(0, 14) from set in new[] { false, true } select new object[] { (uint)feature, set };

    public void Probe_AnswersTheSameTwice(uint feature, bool set)
    {
        uint operation = (uint)(set ? VFIO_DEVICE_FEATURE_SET : VFIO_DEVICE_FEATURE_GET);
        var head = new vfio_device_feature { argsz = (uint)sizeof(vfio_device_feature), flags = operation | VFIO_DEVICE_FEATURE_PROBE | feature };
        int first = ioctl(Device, VFIO_DEVICE_FEATURE, &head);
        int second = ioctl(Device, VFIO_DEVICE_FEATURE, &head);
        Assert.Equal(first, second);
    }

    public void Feature_BothOperations(uint feature)
    {
        // Both at once may be asked for, when it is only a question.
        var head = new vfio_device_feature
        {
            argsz = (uint)sizeof(vfio_device_feature),
            flags = VFIO_DEVICE_FEATURE_PROBE | VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET | feature,
        };
        int errno = Errno(Device, VFIO_DEVICE_FEATURE, head);
        Assert.True(errno is 0 or EINVAL or ENOTTY);
    }

    [Fact]
    public void Tph_ClosedBuffer_IsBad()
    {
        var bytes = stackalloc byte[sizeof(vfio_device_feature) + sizeof(vfio_device_feature_dma_buf_tph)];
        ref var head = ref *(vfio_device_feature*)bytes;
        ref var tph = ref Unsafe.As<byte, vfio_device_feature_dma_buf_tph>(ref bytes[sizeof(vfio_device_feature)]);
        head.argsz = (uint)(sizeof(vfio_device_feature) + sizeof(vfio_device_feature_dma_buf_tph));
        head.flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH;
        tph.dmabuf_fd = -1;
        tph.steering_tag = 0xF0;
        tph.ph = 2;
        Fails(EBADF, Device, VFIO_DEVICE_FEATURE, bytes);
    }
}

public sealed unsafe class BufferTests : DeviceTests
{
    [InlineData(DMA_BUF_SYNC_READ)]
    [InlineData(DMA_BUF_SYNC_WRITE)]
    [InlineData(DMA_BUF_SYNC_RW)]
    public void Sync_HasTwoHalves(int kind)
    {
        using var buffer = new TestBuffer();
        dma_buf_sync sync;
        sync.flags = DMA_BUF_SYNC_START | (ulong)kind;
        Assert.Equal(0, Repeat(buffer.Fd, &sync));
        buffer.Touch();
        sync.flags = DMA_BUF_SYNC_END | (ulong)kind;
        Assert.Equal(0, Repeat(buffer.Fd, &sync));
    }

    [Fact]
    public void Sync_OnSomethingElse_IsNotForUs()
    {
        dma_buf_sync sync = new() { flags = DMA_BUF_SYNC_RW };
        Assert.Equal(-1, Repeat(Device, &sync));
        Assert.Equal(ENOTTY, Marshal.GetLastPInvokeError());
    }

    [Fact]
    public void Name_IsTaken()
    {
        using var buffer = new TestBuffer();
        fixed (byte* name = "a name of thirty-one characters\0"u8)
        {
            Assert.Equal(0, ioctl(buffer.Fd, DMA_BUF_SET_NAME_A, name));
        }
    }

    [Fact]
    public void SyncFile_ComesBack()
    {
        using var buffer = new TestBuffer();
        var export = new dma_buf_export_sync_file { flags = DMA_BUF_SYNC_READ };
        if (ioctl(buffer.Fd, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, &export) != 0)
        {
            Assert.Equal(ENOTTY, Marshal.GetLastPInvokeError());
            return;
        }

        Assert.True(export.fd > 2);
        Assert.Equal(0, close(export.fd));
        Assert.Equal(-1, close(export.fd));
        Assert.Equal(EBADF, Marshal.GetLastPInvokeError());
    }

    private static int Repeat(int fd, dma_buf_sync* sync)
    {
        int result;
        do result = ioctl(fd, DMA_BUF_IOCTL_SYNC, sync);
        while (result == -1 && Marshal.GetLastPInvokeError() == EINTR);
        return result;
    }

    private sealed class TestBuffer : IDisposable
    {
        private readonly int _memfd;

        public TestBuffer()
        {
            fixed (byte* name = "test"u8) _memfd = memfd_create(name, 3);
            Assert.True(_memfd >= 0);
            using var device = File.OpenHandle("/dev/udmabuf", FileMode.Open, FileAccess.ReadWrite);
            udmabuf_create create = new() { memfd = (uint)_memfd, flags = UDMABUF_FLAGS_CLOEXEC, size = 4096 };
            Fd = ioctl((int)device.DangerousGetHandle(), UDMABUF_CREATE, &create);
            Assert.True(Fd >= 0);
        }

        public int Fd { get; }

        public void Touch()
        {
        }

        public void Dispose()
        {
            Assert.Equal(0, close(Fd));
            Assert.Equal(0, close(_memfd));
        }
    }
}
