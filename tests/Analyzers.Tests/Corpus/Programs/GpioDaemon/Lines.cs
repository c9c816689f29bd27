// Headers: installed.
// A daemon that watches buttons and drives lamps: a service, an interface for the chip, async loops that end with a token.
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using UapiGen;

namespace Gpio
{
    using static Gpio.Uapi;

    [UapiBindings("linux/gpio.h")]
    internal static partial class Uapi
    {
    }

    public enum Edge
    {
        Rising = 1,
        Falling = 2,
    }

    public readonly record struct LineEvent(uint Offset, Edge Edge, ulong TimestampNs, uint Sequence);

    public record LineConfiguration(string Consumer, params uint[] Offsets)
    {
        public bool IsOutput { get; init; }

        public bool ActiveLow { get; init; }

        public TimeSpan? Debounce { get; init; }
    }

    public interface ILogger
    {
        void Log(string message);
    }

    public interface IGpioChip : IDisposable
    {
        string Name { get; }

        uint LineCount { get; }

        ILineRequest Request(LineConfiguration configuration);

        IEnumerable<string> LineNames();
    }

    public interface ILineRequest : IDisposable
    {
        void Set(int line, bool value);

        bool Get(int line);

        IAsyncEnumerable<LineEvent> EventsAsync(CancellationToken cancellation);
    }

    public class GpioException : Exception
    {
        public GpioException(string what, int errno)
            : base($"{what} failed: {Marshal.GetPInvokeErrorMessage(errno)} ({errno})") => HResult = errno;
    }

    internal static class Native
    {
        private const int EINTR = 4;

        [DllImport("libc", SetLastError = true, EntryPoint = "ioctl")]
        private static extern int Ioctl(SafeFileHandle fd, nuint request, ref gpiochip_info info);

        [DllImport("libc", SetLastError = true, EntryPoint = "ioctl")]
        private static extern int Ioctl(SafeFileHandle fd, nuint request, ref gpio_v2_line_info info);

        [DllImport("libc", SetLastError = true, EntryPoint = "ioctl")]
        private static extern int Ioctl(SafeFileHandle fd, nuint request, ref gpio_v2_line_request info);

        [DllImport("libc", SetLastError = true, EntryPoint = "ioctl")]
        private static extern int Ioctl(SafeFileHandle fd, nuint request, ref gpio_v2_line_values info);

        public static gpiochip_info ChipInfo(SafeFileHandle chip)
        {
            var info = new gpiochip_info();
            Retry(() => Ioctl(chip, GPIO_GET_CHIPINFO_IOCTL, ref info), nameof(GPIO_GET_CHIPINFO_IOCTL));
            return info;
        }

        public static gpio_v2_line_info LineInfo(SafeFileHandle chip, uint offset)
        {
            var info = new gpio_v2_line_info { offset = offset };
            Retry(() => Ioctl(chip, GPIO_V2_GET_LINEINFO_IOCTL, ref info), nameof(GPIO_V2_GET_LINEINFO_IOCTL));
            return info;
        }

        public static SafeFileHandle RequestLines(SafeFileHandle chip, gpio_v2_line_request request)
        {
            if (Ioctl(chip, GPIO_V2_GET_LINE_IOCTL, ref request) < 0)
            {
                throw new GpioException(nameof(GPIO_V2_GET_LINE_IOCTL), Marshal.GetLastPInvokeError());
            }

            return new SafeFileHandle((nint)request.fd, true);
        }

        public static ulong GetValues(SafeFileHandle lines, ulong mask)
        {
            gpio_v2_line_values values = new() { mask = mask };
            Retry(() => Ioctl(lines, GPIO_V2_LINE_GET_VALUES_IOCTL, ref values), nameof(GPIO_V2_LINE_GET_VALUES_IOCTL));
            return values.bits;
        }

        public static void SetValues(SafeFileHandle lines, ulong mask, ulong bits)
        {
            gpio_v2_line_values values = new() { mask = mask, bits = bits };
            Retry(() => Ioctl(lines, GPIO_V2_LINE_SET_VALUES_IOCTL, ref values), nameof(GPIO_V2_LINE_SET_VALUES_IOCTL));
        }

        private static void Retry(Func<int> call, string name)
        {
            for (int attempt = 0; ; attempt++)
            {
                if (call() >= 0)
                {
                    return;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case EINTR when attempt < 10:
                        continue;
                    case var errno:
                        throw new GpioException(name, errno);
                }
            }
        }
    }

    internal sealed class GpioChip : IGpioChip
    {
        private readonly SafeFileHandle _chip;
        private readonly ILogger _logger;

        public GpioChip(string path, ILogger logger)
        {
            _logger = logger;
            _chip = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            var info = Native.ChipInfo(_chip);
            Name = Text(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref info, 1))[..GPIO_MAX_NAME_SIZE]);
            LineCount = info.lines;
            _logger.Log($"{path}: {Name}, {LineCount} lines");
        }

        public string Name { get; }

        public uint LineCount { get; }

        public IEnumerable<string> LineNames()
        {
            for (uint i = 0; i < LineCount; i++)
            {
                var info = Native.LineInfo(_chip, i);
                string used = (info.flags & (ulong)gpio_v2_line_flag.GPIO_V2_LINE_FLAG_USED) != 0 ? " (used)" : "";
                yield return $"{i}{used}";
            }
        }

        public ILineRequest Request(LineConfiguration configuration)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(configuration.Offsets.Length, GPIO_V2_LINES_MAX);
            var request = new LineRequestBuilder(configuration.Consumer)
                .WithOffsets(configuration.Offsets)
                .WithFlags(configuration switch
                {
                    { IsOutput: true, ActiveLow: true } => gpio_v2_line_flag.GPIO_V2_LINE_FLAG_OUTPUT | gpio_v2_line_flag.GPIO_V2_LINE_FLAG_ACTIVE_LOW,
                    { IsOutput: true } => gpio_v2_line_flag.GPIO_V2_LINE_FLAG_OUTPUT,
                    _ => gpio_v2_line_flag.GPIO_V2_LINE_FLAG_INPUT | gpio_v2_line_flag.GPIO_V2_LINE_FLAG_EDGE_RISING | gpio_v2_line_flag.GPIO_V2_LINE_FLAG_EDGE_FALLING,
                })
                .WithDebounce(configuration.Debounce)
                .Build();
            return new LineRequest(Native.RequestLines(_chip, request), configuration.Offsets.Length);
        }

        public void Dispose() => _chip.Dispose();

        private static string Text(ReadOnlySpan<byte> bytes)
        {
            int end = bytes.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        }
    }

    internal sealed class LineRequestBuilder
    {
        private gpio_v2_line_request _request;

        public LineRequestBuilder(string consumer)
        {
            Span<byte> name = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref _request.consumer, 1));
            Encoding.UTF8.TryGetBytes(consumer, name[..^1], out _);
        }

        public LineRequestBuilder WithOffsets(ReadOnlySpan<uint> offsets)
        {
            for (int i = 0; i < offsets.Length; i++)
            {
                _request.offsets[i] = offsets[i];
            }

            _request.num_lines = (uint)offsets.Length;
            return this;
        }

        public LineRequestBuilder WithFlags(gpio_v2_line_flag flags)
        {
            _request.config.flags = (ulong)flags;
            return this;
        }

        public LineRequestBuilder WithDebounce(TimeSpan? period)
        {
            if (period is { } value)
            {
                ref var attribute = ref _request.config.attrs[(int)_request.config.num_attrs++];
                attribute.attr.id = (uint)gpio_v2_line_attr_id.GPIO_V2_LINE_ATTR_ID_DEBOUNCE;
                attribute.attr.debounce_period_us = (uint)value.TotalMicroseconds;
                attribute.mask = (1UL << (int)_request.num_lines) - 1;
            }

            return this;
        }

        public gpio_v2_line_request Build() => _request;
    }

    internal sealed class LineRequest(SafeFileHandle lines, int count) : ILineRequest
    {
        public void Set(int line, bool value)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(line, count);
            Native.SetValues(lines, 1UL << line, value ? 1UL << line : 0);
        }

        public bool Get(int line) => (Native.GetValues(lines, 1UL << line) & (1UL << line)) != 0;

        public async IAsyncEnumerable<LineEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            var channel = Channel.CreateUnbounded<LineEvent>(new() { SingleReader = true });
            var pump = Task.Run(() => Pump(channel.Writer, cancellation), cancellation);
            await foreach (var e in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return e;
            }

            await pump;
        }

        public void Dispose() => lines.Dispose();

        private void Pump(ChannelWriter<LineEvent> writer, CancellationToken cancellation)
        {
            Span<byte> buffer = stackalloc byte[Unsafe.SizeOf<gpio_v2_line_event>() * 16];
            using var stream = new FileStream(new SafeFileHandle(lines.DangerousGetHandle(), false), FileAccess.Read, 0);
            try
            {
                while (!cancellation.IsCancellationRequested)
                {
                    int read = stream.Read(buffer);
                    foreach (ref readonly var e in MemoryMarshal.Cast<byte, gpio_v2_line_event>(buffer[..read]))
                    {
                        var edge = e.id == (uint)gpio_v2_line_event_id.GPIO_V2_LINE_EVENT_RISING_EDGE ? Edge.Rising : Edge.Falling;
                        writer.TryWrite(new LineEvent(e.offset, edge, e.timestamp_ns, e.seqno));
                    }
                }

                writer.Complete();
            }
            catch (IOException exception)
            {
                writer.Complete(exception);
            }
        }
    }

    public sealed class ButtonService(IGpioChip chip, ILogger logger) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private Task _loop = Task.CompletedTask;

        public void Start(uint button, uint lamp)
        {
            _loop = Task.Run(async () =>
            {
                using var input = chip.Request(new LineConfiguration("button", button) { Debounce = TimeSpan.FromMilliseconds(5) });
                using var output = chip.Request(new LineConfiguration("lamp", lamp) { IsOutput = true });
                try
                {
                    await foreach (var (offset, edge, time, _) in input.EventsAsync(_stop.Token).ConfigureAwait(false))
                    {
                        logger.Log($"[{TimeSpan.FromMicroseconds(time / 1000.0)}] line {offset}: {edge}");
                        output.Set(0, edge is Edge.Rising && !output.Get(0));
                    }
                }
                catch (OperationCanceledException)
                {
                    logger.Log("stopped");
                }
            });
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _loop.ConfigureAwait(false);
            _stop.Dispose();
            chip.Dispose();
        }
    }
}
