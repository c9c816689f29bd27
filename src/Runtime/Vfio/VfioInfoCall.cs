// Vfio: requests that answer with a struct and a chain of capabilities behind it. The caller says by argsz how much room there is; a
// kernel that needs more says so in the same place and leaves the capabilities out: then the question is asked again.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Vfio;

/// <summary>The two-call protocol. Every such struct begins with argsz.</summary>
internal static unsafe class VfioInfoCall
{
    private const int FirstRoom = 512;

    /// <summary>Asks once, with the caller's room.</summary>
    /// <param name="handle">Who is asked.</param>
    /// <param name="request">The request's number.</param>
    /// <param name="question">The struct; argsz is filled in here.</param>
    /// <param name="buffer">Room for the struct and its capabilities.</param>
    /// <exception cref="ArgumentException">There is no room for the struct itself.</exception>
    public static UapiResult Invoke<T>(UapiHandle handle, uint request, in T question, Span<byte> buffer)
        where T : unmanaged
    {
        if (buffer.Length < sizeof(T))
        {
            throw new ArgumentException($"{sizeof(T)} bytes are needed.", nameof(buffer));
        }

        buffer.Clear();
        MemoryMarshal.Write(buffer, in question);
        MemoryMarshal.Write(buffer, (uint)buffer.Length);
        fixed (byte* pointer = buffer)
        {
            return handle.Ioctl(request, pointer);
        }
    }

    /// <summary>Asks until there is room for all.</summary>
    /// <returns>The struct and its capabilities.</returns>
    /// <exception cref="UapiException">The request failed.</exception>
    public static byte[] Invoke<T>(UapiHandle handle, uint request, in T question, string call, [CallerArgumentExpression(nameof(question))] string argument = "")
        where T : unmanaged
    {
        Span<byte> first = stackalloc byte[FirstRoom];
        Invoke(handle, request, in question, first).ThrowIfError(call, argument);
        uint needed = MemoryMarshal.Read<uint>(first);
        if (needed <= FirstRoom)
        {
            return first.ToArray();
        }

        // More may be needed by then: capabilities come and go.
        while (true)
        {
            byte[] answer = new byte[needed];
            Invoke(handle, request, in question, answer).ThrowIfError(call, argument);
            needed = MemoryMarshal.Read<uint>(answer);
            if (needed <= answer.Length)
            {
                return answer;
            }
        }
    }
}
