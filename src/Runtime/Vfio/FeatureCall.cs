// Vfio: the buffer of VFIO_DEVICE_FEATURE: head (argsz, flags) and, 8 bytes in, the payload.
using System;

namespace UapiGen.Runtime.Vfio;

/// <summary>Builds and makes <c>VFIO_DEVICE_FEATURE</c> calls.</summary>
internal static unsafe class FeatureCall
{
    // Payloads have 64-bit members, which are aligned only in a buffer that is: hence buffers of ulong.
    private const int Unit = sizeof(ulong);
    private const int UnitsOnStack = 32;

    /// <summary>The units that a call with such a payload takes.</summary>
    /// <param name="payloadSize">Bytes.</param>
    public static int UnitsFor(int payloadSize) => checked((sizeof(Uapi.vfio_device_feature) + payloadSize + Unit - 1) / Unit);

    /// <summary>Makes a call with a payload that goes in, and comes back when the call succeeds.</summary>
    public static UapiResult Invoke(
        VfioDeviceHandle device, uint flags, ReadOnlySpan<byte> input, Span<byte> output, OnInterrupt onInterrupt = OnInterrupt.Report)
    {
        int units = UnitsFor(input.Length);
        Span<ulong> buffer = units <= UnitsOnStack ? stackalloc ulong[UnitsOnStack] : new ulong[units];
        fixed (ulong* pointer = buffer)
        {
            Span<byte> payload = new((byte*)pointer + sizeof(Uapi.vfio_device_feature), input.Length);
            input.CopyTo(payload);
            UapiResult result = Invoke(device, flags, pointer, input.Length, onInterrupt);
            if (result.IsSuccess)
            {
                payload[..output.Length].CopyTo(output);
            }

            return result;
        }
    }

    /// <summary>Makes a call whose payload stands in its place already.</summary>
    public static UapiResult Invoke(VfioDeviceHandle device, uint flags, ulong* buffer, int payloadSize, OnInterrupt onInterrupt = OnInterrupt.Report)
    {
        *(Uapi.vfio_device_feature*)buffer = new Uapi.vfio_device_feature
        {
            argsz = (uint)(sizeof(Uapi.vfio_device_feature) + payloadSize),
            flags = flags,
        };
        return device.Ioctl(Uapi.VFIO_DEVICE_FEATURE, buffer, onInterrupt);
    }
}
