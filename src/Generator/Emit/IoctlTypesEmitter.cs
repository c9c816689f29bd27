// Stage: emitting. Out: what all requests of a class share: how numbers are encoded (asm-generic/ioctl.h, and asm/ioctl.h of
// powerpc), and the descriptors:
//     public readonly struct Ioctl<T>
//         where T : unmanaged
//     {
namespace UapiGen.Emit;

internal static class IoctlTypesEmitter
{
    public static void Write(CodeWriter w) => w.Lines(
        $$"""
        /// <summary>The direction that a request number encodes, as user space sees it.</summary>
        public enum IoctlDirection
        {
            /// <summary>Nothing is copied.</summary>
            None,

            /// <summary>The kernel fills the argument.</summary>
            Read,

            /// <summary>The kernel reads the argument.</summary>
            Write,

            /// <summary>The kernel reads the argument and fills it.</summary>
            ReadWrite,
        }

        /// <summary>A request whose argument is not a known struct.</summary>
        {{FileEmitter.GeneratedCode}}
        public readonly struct Ioctl(uint request, IoctlDirection direction, uint argumentSize)
        {
            /// <summary>The request number on this architecture.</summary>
            public uint Request { get; } = request;

            /// <summary>The direction that the number encodes.</summary>
            public IoctlDirection Direction { get; } = direction;

            /// <summary>Bytes that the number encodes.</summary>
            public int ArgumentSize { get; } = (int)argumentSize;

            /// <summary>The request number.</summary>
            public static implicit operator uint(Ioctl ioctl) => ioctl.Request;
        }

        /// <summary>A request whose argument points to <typeparamref name="T"/>.</summary>
        {{FileEmitter.GeneratedCode}}
        public readonly struct Ioctl<T>(uint request, IoctlDirection direction)
            where T : unmanaged
        {
            /// <summary>The request number on this architecture.</summary>
            public uint Request { get; } = request;

            /// <summary>The direction that the number encodes.</summary>
            public IoctlDirection Direction { get; } = direction;

            /// <summary>Bytes of the argument.</summary>
            public int ArgumentSize => global::System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

            /// <summary>The request number.</summary>
            public static implicit operator uint(Ioctl<T> ioctl) => ioctl.Request;
        }

        /// <summary>Builds a request number: 2 bits of direction and 14 of size; on powerpc 3 and 13, with other values.</summary>
        private static uint EncodeIoctl(IoctlDirection direction, uint type, uint number, uint size)
        {
            bool reads = direction is IoctlDirection.Read or IoctlDirection.ReadWrite;
            bool writes = direction is IoctlDirection.Write or IoctlDirection.ReadWrite;
            uint low = (size << 16) | (type << 8) | number;
            if (global::System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == global::System.Runtime.InteropServices.Architecture.Ppc64le)
            {
                uint bits = (reads ? 2u : 0) | (writes ? 4u : 0);
                return ((bits == 0 ? 1 : bits) << 29) | low;
            }

            return (reads ? 0x8000_0000 : 0) | (writes ? 0x4000_0000u : 0) | low;
        }
        """);
}
