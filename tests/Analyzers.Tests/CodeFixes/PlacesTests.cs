// Fixes where code stands in unusual places: single statements, else-if, top-level statements, aliases, arguments without a keyword.
using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;

namespace UapiGen.Analyzers.Tests.CodeFixes;

public sealed class PlacesTests
{
    [Theory]
    [InlineData("""
        vfio_region_info info = default;
        if (condition)
            // asks
            Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|])); // now
        else Log("no");
        """, """
        vfio_region_info info = default;
        if (condition)
        {
            info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
            // asks
            Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info)); // now
        }
        else Log("no");
        """)]
    [InlineData("""
        vfio_region_info info = default;
        if (condition)
        {
            return;
        }
        else if (ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]) < 0)
        {
            throw new Win32Exception();
        }
        """, """
        vfio_region_info info = default;
        if (condition)
        {
            return;
        }
        else
        {
            info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
            if (ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info) < 0)
            {
                throw new Win32Exception();
            }
        }
        """)]
    [InlineData("""
        for (var info = default(vfio_region_info); ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]) < 0;)
        {
        }
        """, """
        for (var info = default(vfio_region_info); ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]) < 0;)
        {
        }
        """)]
    [InlineData("""
        var info = new vfio_region_info { argsz = 32, index = 1 };
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        info = default;
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]));
        info = new() { index = 2 };
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]));
        """, """
        var info = new vfio_region_info { argsz = 32, index = 1 };
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        info = default;
        info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        info = new() { argsz = (uint)Unsafe.SizeOf<vfio_region_info>(), index = 2 };
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        """)]
    [InlineData("""
        vfio_region_info info;
        if (condition)
        {
            info = new vfio_region_info { index = 1 };
        }
        else
        {
            info = new vfio_region_info { index = 2 };
        }
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]));
        """, """
        vfio_region_info info;
        if (condition)
        {
            info = new vfio_region_info { index = 1 };
        }
        else
        {
            info = new vfio_region_info { index = 2 };
        }
        info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
        Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
        """)]
    public Task SelfSizeUnset(string before, string after) => KernelTest<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>.Body(before, after);

    [Theory]
    [InlineData("""
        static class Test
        {
            [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, in vfio_region_info argument);

            static void Ask(int fd)
            {
                var info = default(vfio_region_info);
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|info|]));
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, in [|info|]));
            }
        }
        """, """
        static class Test
        {
            [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, in vfio_region_info argument);

            static void Ask(int fd)
            {
                var info = default(vfio_region_info);
                info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, info));
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, in info));
            }
        }
        """)]
    [InlineData("""
        using Region = Demo.Uapi.vfio_region_info;

        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var info = default(Region);
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&info|]));
            }
        }
        """, """
        using Region = Demo.Uapi.vfio_region_info;

        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var info = default(Region);
                info.argsz = (uint)Unsafe.SizeOf<Region>();
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info));
            }
        }
        """)]
    [InlineData("""
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                vfio_region_info a = default, b = default;
        #if DEBUG
                a.index = 1;
        #else

                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&a|]));
        #endif
                a.index = 1;

                // the second
                b.index = 2; Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&b|]));
            }

            static void Next(int fd)
            {
                vfio_region_info c;

                /* not
                   the third */
                fd++;
                c = default;

                // the third
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&c|]));
            }
        }
        """, """
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                vfio_region_info a = default, b = default;
        #if DEBUG
                a.index = 1;
        #else

                a.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &a));
        #endif
                a.index = 1;

                // the second
                b.index = 2; b.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &b));
            }

            static void Next(int fd)
            {
                vfio_region_info c;

                /* not
                   the third */
                fd++;
                c = default;

                c.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
                // the third
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &c));
            }
        }
        """)]
    [InlineData("""
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var a = new vfio_region_info
                {
                    // the first
                    index = 1, // config
                };
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&a|]));
                var b = new vfio_region_info // here
                {
                    index = 1,
                    flags = 0
                };
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&b|]));
                var c = new vfio_region_info
                {
                };
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&c|]));
                var d = new vfio_region_info {
        #if DEBUG
                    flags = 1,
        #endif
                    index = 1 };
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, [|&d|]));
            }
        }
        """, """
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var a = new vfio_region_info
                {
                    argsz = (uint)Unsafe.SizeOf<vfio_region_info>(),
                    // the first
                    index = 1, // config
                };
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &a));
                var b = new vfio_region_info // here
                {
                    argsz = (uint)Unsafe.SizeOf<vfio_region_info>(),
                    index = 1,
                    flags = 0
                };
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &b));
                var c = new vfio_region_info
                {
                    argsz = (uint)Unsafe.SizeOf<vfio_region_info>()
                };
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &c));
                var d = new vfio_region_info {
                    argsz = (uint)Unsafe.SizeOf<vfio_region_info>(),
        #if DEBUG
                    flags = 1,
        #endif
                    index = 1 };
                Check(ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &d));
            }
        }
        """)]
    public Task SelfSizeUnset_InFile(string before, string after) => KernelTest<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>.File(before, after);

    [Theory]
    [InlineData("""
        var attach = vfio_device_attach_iommufd_pt.Create();
        lock (device) attach.pasid = [|7|];
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &attach);
        """, """
        var attach = vfio_device_attach_iommufd_pt.Create();
        lock (device)
        {
            attach.flags |= VFIO_DEVICE_ATTACH_PASID;
            attach.pasid = 7;
        }
        _ = ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &attach);
        """)]
    public Task FieldNotAnnounced(string before, string after) => KernelTest<FieldNotAnnouncedAnalyzer, FieldNotAnnouncedFix>.Body(before, after);

    [Theory]
    [InlineData("""
        static unsafe class Test
        {
            static void Attach(int fd)
            {
                var attach = new vfio_device_attach_iommufd_pt
                {
                    argsz = (uint)sizeof(vfio_device_attach_iommufd_pt),
                    // of the process
                    pasid = [|7|], // seven
                };
                Check(ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &attach));
            }
        }
        """, """
        static unsafe class Test
        {
            static void Attach(int fd)
            {
                var attach = new vfio_device_attach_iommufd_pt
                {
                    argsz = (uint)sizeof(vfio_device_attach_iommufd_pt),
                    flags = VFIO_DEVICE_ATTACH_PASID,
                    // of the process
                    pasid = 7, // seven
                };
                Check(ioctl(fd, VFIO_DEVICE_ATTACH_IOMMUFD_PT, &attach));
            }
        }
        """)]
    public Task FieldNotAnnounced_InFile(string before, string after) => KernelTest<FieldNotAnnouncedAnalyzer, FieldNotAnnouncedFix>.File(before, after);

    [Theory]
    [InlineData("""
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var tph = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, // the buffer
                    // for later
                    [|reserved = 1|], // no
                    // the hint
                    ph = 2,
                };
                var last = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, // the buffer
                    // for later
                    [|reserved = 1|] // no
                };
            }
        }
        """, """
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var tph = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, // the buffer
                    // the hint
                    ph = 2,
                };
                var last = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd // the buffer
                };
            }
        }
        """)]
    [InlineData("""
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var tph = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, [|reserved = 1|], // the buffer
                    ph = 2,
                };
                tph = new()
                {
                    dmabuf_fd = fd, // the buffer
                    ph = 2, [|reserved = 2|] // the hint
                };
            }
        }
        """, """
        static unsafe class Test
        {
            static void Ask(int fd)
            {
                var tph = new vfio_device_feature_dma_buf_tph
                {
                    dmabuf_fd = fd, // the buffer
                    ph = 2,
                };
                tph = new()
                {
                    dmabuf_fd = fd, // the buffer
                    ph = 2 // the hint
                };
            }
        }
        """)]
    public Task ReservedFieldSet_InFile(string before, string after) => KernelTest<ReservedFieldSetAnalyzer, ReservedFieldSetFix>.File(before, after);

    [Theory]
    [InlineData("""
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        if (condition)
            Check(1);
        else if ([|ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|] < 0)
            return;
        """, """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        if (condition)
            Check(1);
        else
        {
            int result;
            do
            {
                result = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
            }
            while (result < 0 && Marshal.GetLastPInvokeError() is 4 /* EINTR */ or 11 /* EAGAIN */);
            if (result < 0)
                return;
        }
        """)]
    public Task InterruptNotRetried(string before, string after) => KernelTest<InterruptNotRetriedAnalyzer, InterruptNotRetriedFix>.Body(before, after);

    [Theory]
    [InlineData("""
        unsafe
        {
            if (args.Length > 1)
                // again
                [|ioctl(args.Length, VFIO_DEVICE_RESET, null)|];
        }
        """, """
        unsafe
        {
            if (args.Length > 1)
            {
                // again
                if (ioctl(args.Length, VFIO_DEVICE_RESET, null) < 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError());
                }
            }
        }
        """)]
    public Task ResultUnchecked_InProgram(string before, string after) => Program<ResultUncheckedAnalyzer, ResultUncheckedFix>(before, after);

    [Theory]
    [InlineData("""
        // begins
        int fd = args.Length;
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check([|RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync)|]);
        if (fd > 3) return;
        sync.flags |= DMA_BUF_SYNC_END;
        Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));
        Log("done");

        class Another
        {
            public int Number;
        }
        """, """
        // begins
        int fd = args.Length;
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };
        Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));
        try
        {
            if (fd > 3) return;
        }
        finally
        {
            sync.flags |= DMA_BUF_SYNC_END;
            Check(RefIoctl(fd, DMA_BUF_IOCTL_SYNC, ref sync));
        }
        Log("done");

        class Another
        {
            public int Number;
        }
        """)]
    public Task AccessNotEnded_InProgram(string before, string after) => Program<AccessNotEndedAnalyzer, AccessNotEndedFix>(before, after);

    [Fact]
    public Task ErrorReadLate_InProgram() => Program<ErrorReadLateAnalyzer, ErrorReadLateFix>(
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        int r = RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync); // begins
        close(args.Length);

        if (r < 0)
        {
            throw new Win32Exception([|Marshal.GetLastPInvokeError()|]);
        }
        """,
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_READ };
        int r = RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync); // begins
        int error = Marshal.GetLastPInvokeError();
        close(args.Length);

        if (r < 0)
        {
            throw new Win32Exception(error);
        }
        """);

    [Fact]
    public Task InterruptNotRetried_InProgram() => Program<InterruptNotRetriedAnalyzer, InterruptNotRetriedFix>(
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };

        // begins
        Check(1);
        int r = [|RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync)|]; // now
        Check(r);

        class Another
        {
            public int Number;
        }
        """,
        """
        var sync = new dma_buf_sync { flags = DMA_BUF_SYNC_WRITE };

        // begins
        Check(1);
        int r;
        do
        {
            r = RefIoctl(args.Length, DMA_BUF_IOCTL_SYNC, ref sync);
        }
        while (r < 0 && Marshal.GetLastPInvokeError() is 4 /* EINTR */ or 11 /* EAGAIN */); // now
        Check(r);

        class Another
        {
            public int Number;
        }
        """);

    [Fact]
    public Task SelfSizeUnset_InProgram() => Program<SelfSizeUnsetAnalyzer, SelfSizeUnsetFix>(
        """
        [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, ref vfio_region_info argument);

        var info = default(vfio_region_info);
        // asks
        int r = ioctl(args.Length, VFIO_DEVICE_GET_REGION_INFO, ref [|info|]);
        Check(r);
        """,
        """
        [DllImport("libc", SetLastError = true)] static extern int ioctl(int fd, nuint request, ref vfio_region_info argument);

        var info = default(vfio_region_info);
        info.argsz = (uint)Unsafe.SizeOf<vfio_region_info>();
        // asks
        int r = ioctl(args.Length, VFIO_DEVICE_GET_REGION_INFO, ref info);
        Check(r);
        """);

    private static Task Program<TAnalyzer, TCodeFix>(string before, string after)
        where TAnalyzer : Rule, new()
        where TCodeFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new()
    {
        var test = new KernelTest<TAnalyzer, TCodeFix> { TestCode = before, FixedCode = after };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
