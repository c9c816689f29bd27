// Guests: the archive that a kernel unpacks into its first file system. Format: `newc` of man 5 cpio,
// Documentation/driver-api/early-userspace/buffer-format.rst; archives may follow one another.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace UapiGen.Kernel.Tests;

/// <summary>Writes files into an archive; their folders come before them by themselves.</summary>
/// <param name="output">Where it goes, at a multiple of four bytes.</param>
internal sealed class CpioArchive(Stream output)
{
    private const uint Folder = 0x41ed;
    private const uint Executable = 0x81ed;

    private readonly HashSet<string> _folders = [];
    private uint _number;

    /// <param name="path">Where it lies in the guest, without a slash before it.</param>
    /// <param name="content">Its bytes.</param>
    public void Add(string path, ReadOnlySpan<byte> content)
    {
        for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (_folders.Add(path[..slash]))
            {
                Write(path[..slash], Folder, []);
            }
        }

        Write(path, Executable, content);
    }

    public void End() => Write("TRAILER!!!", 0, []);

    private void Write(string path, uint mode, ReadOnlySpan<byte> content)
    {
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');
        StringBuilder head = new("070701");
        foreach (uint field in (ReadOnlySpan<uint>)[++_number, mode, 0, 0, 1, 0, (uint)content.Length, 0, 0, 0, 0, (uint)name.Length, 0])
        {
            head.Append(field.ToString("X8", null));
        }

        output.Write(Encoding.ASCII.GetBytes(head.ToString()));
        output.Write(name);
        Pad(head.Length + name.Length);
        output.Write(content);
        Pad(content.Length);
    }

    private void Pad(int length) => output.Write(stackalloc byte[-length & 3]);
}
