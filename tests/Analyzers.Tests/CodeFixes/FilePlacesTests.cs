// UAPI2004's fix in whole files: directives, aliases, arguments without a keyword, initialisers of many lines.
using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;


namespace UapiGen.Analyzers.Tests.CodeFixes;

public sealed class FilePlacesTests
{
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
        /*
          A header that is indented otherwise.
        */
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
        /*
          A header that is indented otherwise.
        */
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
}
