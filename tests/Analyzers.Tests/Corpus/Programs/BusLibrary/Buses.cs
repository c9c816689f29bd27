// Headers: installed.
// A library for I2C and SPI: one file a thing, generic calls, spans over messages, results as values and not as exceptions.
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UapiGen;

namespace Buses
{
    [UapiBindings("linux/i2c-dev.h", "linux/i2c.h", "linux/spi/spidev.h", "linux/gpio.h")]
    internal static partial class Linux
    {
    }

    /// <summary>A value, or the errno of the call that did not give one.</summary>
    public readonly struct Result<T>
    {
        private readonly T? _value;

        private Result(T? value, int errno) => (_value, Errno) = (value, errno);

        public int Errno { get; }

        [MemberNotNullWhen(true, nameof(_value))]
        public bool IsOk => Errno == 0;

        public T Value => IsOk ? _value : throw new InvalidOperationException($"error {Errno}");

        public static implicit operator Result<T>(T value) => new(value, 0);

        public static Result<T> Fail(int errno) => new(default, errno);

        public Result<TOther> Then<TOther>(Func<T, TOther> next) => IsOk ? next(_value) : Result<TOther>.Fail(Errno);
    }

    /// <summary>One call into the kernel; a test puts another in its place.</summary>
    public interface IKernel
    {
        int Control<T>(int fd, ulong request, ref T argument) where T : unmanaged;

        int Control(int fd, ulong request, nint argument);

        int Errno { get; }
    }

    internal sealed unsafe class RealKernel : IKernel
    {
        public int Errno { get; private set; }

        public int Control<T>(int fd, ulong request, ref T argument) where T : unmanaged
        {
            fixed (T* p = &argument)
            {
                return Keep(Import.ioctl(fd, (nuint)request, p));
            }
        }

        public int Control(int fd, ulong request, nint argument) => Keep(Import.ioctl(fd, (nuint)request, (void*)argument));

        private int Keep(int result)
        {
            Errno = result < 0 ? Marshal.GetLastPInvokeError() : 0;
            return result;
        }

        private static class Import
        {
            [DllImport("libc", CallingConvention = CallingConvention.Cdecl, SetLastError = true), SuppressUnmanagedCodeSecurity]
            internal static extern int ioctl(int fd, nuint request, void* argument);
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class SuppressUnmanagedCodeSecurityAttribute : Attribute;

    public class BusException(string message, int errno) : Exception(message)
    {
        public int Errno { get; } = errno;
    }

    public sealed unsafe class I2cBus(IKernel kernel, int fd)
    {
        private readonly object _lock = new();
        private int _address = -1;

        public ulong Functions
        {
            get
            {
                ulong functions = 0;
                if (kernel.Control(fd, Linux.I2C_FUNCS, ref functions) < 0)
                {
                    throw new BusException("I2C_FUNCS", kernel.Errno);
                }

                return functions;
            }
        }

        public bool CanTransfer => (Functions & Linux.I2C_FUNC_I2C) != 0;

        /// <summary>Writes the register's number, then reads what it holds, without a stop between.</summary>
        public Result<byte[]> Read(ushort address, byte register, int count)
        {
            var answer = new byte[count];
            fixed (byte* into = answer)
            {
                byte* number = stackalloc byte[] { register };
                var messages = stackalloc Linux.i2c_msg[2];
                messages[0] = new Linux.i2c_msg { addr = address, len = 1, buf = number };
                messages[1] = new Linux.i2c_msg { addr = address, flags = Linux.I2C_M_RD, len = (ushort)count, buf = into };
                Linux.i2c_rdwr_ioctl_data transfer = new() { msgs = messages, nmsgs = 2 };
                return kernel.Control(fd, Linux.I2C_RDWR, ref transfer) is 2 ? answer : Result<byte[]>.Fail(kernel.Errno);
            }
        }

        public Result<byte> ReadByte(ushort address, byte register) => Read(address, register, 1).Then(static bytes => bytes[0]);

        public Result<short> ReadWord(byte address, byte register)
        {
            lock (_lock)
            {
                if (_address != address)
                {
                    if (kernel.Control(fd, Linux.I2C_SLAVE, address) < 0)
                    {
                        return Result<short>.Fail(kernel.Errno);
                    }

                    _address = address;
                }

                Linux.i2c_smbus_data data = default;
                Linux.i2c_smbus_ioctl_data call = new()
                {
                    read_write = Linux.I2C_SMBUS_READ,
                    command = register,
                    size = Linux.I2C_SMBUS_WORD_DATA,
                    data = &data,
                };
                return kernel.Control(fd, Linux.I2C_SMBUS, ref call) switch
                {
                    < 0 => Result<short>.Fail(kernel.Errno),
                    _ => (short)data.word,
                };
            }
        }
    }

    [Flags]
    public enum SpiMode
    {
        Mode0 = 0, Phase = 1, Polarity = 2, Mode3 = Phase | Polarity,
    }

    public sealed record SpiSettings(uint Hertz, SpiMode Mode = SpiMode.Mode0, byte BitsPerWord = 8)
    {
        public ushort DelayUs { get; init; }
    }

    public sealed class SpiDevice
    {
        private readonly IKernel _kernel;
        private readonly int _fd;
        private readonly SpiSettings _settings;

        public SpiDevice(IKernel kernel, int fd, SpiSettings settings)
        {
            (_kernel, _fd, _settings) = (kernel, fd, settings);
            byte mode = (byte)settings.Mode;
            byte bits = settings.BitsPerWord;
            uint speed = settings.Hertz;
            Ensure(_kernel.Control(_fd, Linux.SPI_IOC_WR_MODE, ref mode), "mode");
            Ensure(_kernel.Control(_fd, Linux.SPI_IOC_WR_BITS_PER_WORD, ref bits), "bits per word");
            Ensure(_kernel.Control(_fd, Linux.SPI_IOC_WR_MAX_SPEED_HZ, ref speed), "speed");
        }

        /// <summary>Sends and receives at once; both have the same length.</summary>
        public unsafe void Transfer(ReadOnlySpan<byte> send, Span<byte> receive)
        {
            if (send.Length != receive.Length)
            {
                throw new ArgumentException("not as long as what is sent", nameof(receive));
            }

            fixed (byte* from = send, to = receive)
            {
                var transfer = new Linux.spi_ioc_transfer
                {
                    tx_buf = (ulong)from,
                    rx_buf = (ulong)to,
                    len = (uint)send.Length,
                    speed_hz = _settings.Hertz,
                    bits_per_word = _settings.BitsPerWord,
                    delay_usecs = _settings.DelayUs,
                };
                Ensure(_kernel.Control(_fd, Message(1), ref transfer), "transfer");
            }
        }

        public unsafe void Write(ReadOnlySequence<byte> parts)
        {
            int count = 0;
            foreach (var _ in parts) count++;
            var handles = new MemoryHandle[count];
            var transfers = new Linux.spi_ioc_transfer[count];
            try
            {
                int i = 0;
                foreach (var part in parts)
                {
                    handles[i] = part.Pin();
                    transfers[i] = transfers[i] with { tx_buf = (ulong)handles[i].Pointer, len = (uint)part.Length, cs_change = (byte)(i == count - 1 ? 0 : 1) };
                    i++;
                }

                Ensure(_kernel.Control(_fd, Message(count), ref transfers[0]), $"{count} transfers");
            }
            finally
            {
                foreach (var handle in handles) handle.Dispose();
            }
        }

        /// <summary>The request for some transfers: its size is theirs, so that C has a macro for it.</summary>
        private static uint Message(int count) => 0x40006B00u | ((uint)(count * Unsafe.SizeOf<Linux.spi_ioc_transfer>()) << 16);

        private void Ensure(int result, string what)
        {
            if (result < 0)
            {
                throw new BusException(what, _kernel.Errno);
            }
        }
    }

    /// <summary>A sensor on either bus.</summary>
    public abstract class Sensor
    {
        public abstract Result<double> Measure();

        public IEnumerable<double> Measurements(int count, TimeSpan pause)
        {
            for (int i = 0; i < count; i++)
            {
                if (Measure() is { IsOk: true } result)
                {
                    yield return result.Value;
                }

                Thread.Sleep(pause);
            }
        }
    }

    public sealed class Thermometer(I2cBus bus, byte address) : Sensor
    {
        public override Result<double> Measure() => bus.ReadWord(address, 0).Then(static raw => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(raw) / 256.0);
    }

    public sealed class Converter(SpiDevice device) : Sensor
    {
        public override Result<double> Measure()
        {
            Span<byte> command = [1, 0x80, 0];
            Span<byte> answer = stackalloc byte[3];
            try
            {
                device.Transfer(command, answer);
                return (((answer[1] & 3) << 8) | answer[2]) / 1024.0;
            }
            catch (BusException e)
            {
                return Result<double>.Fail(e.Errno);
            }
        }
    }
}
