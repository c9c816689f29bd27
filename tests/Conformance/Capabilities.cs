// Conformance: the chain behind an INFO answer, as text.
using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>Writes down capabilities: number, version, and the bytes of each.</summary>
internal static class Capabilities
{
    /// <param name="answer">The whole answer, from the start of its struct on.</param>
    /// <param name="first">Offset of the first capability; 0 for none.</param>
    public static string Describe(ReadOnlySpan<byte> answer, uint first)
    {
        StringBuilder text = new();
        int size = Marshal.SizeOf<Uapi.vfio_info_cap_header>();
        for (uint at = first; at != 0 && at + size <= answer.Length;)
        {
            Uapi.vfio_info_cap_header header = MemoryMarshal.Read<Uapi.vfio_info_cap_header>(answer[(int)at..]);
            int end = header.next == 0 ? answer.Length : (int)header.next;
            ReadOnlySpan<byte> content = answer[((int)at + size)..end];
            text.Append(CultureInfo.InvariantCulture, $" [at {at} id {header.id} version {header.version}: {Convert.ToHexString(content)}]");
            at = header.next;
        }

        return text.ToString();
    }
}
