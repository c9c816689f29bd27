using System;
using System.Text;

namespace UapiGen.Runtime.Tests.Model;

/// <summary>An open file in the model: a device's, or a dma-buf.</summary>
internal struct ModelFile
{
    public bool IsBuffer;

    /// <summary>Of a device's file: the device. Of a buffer: its owner, or -1 once that was closed.</summary>
    public sbyte Device;

    /// <summary>Of a device's file: its descriptors and the calls under way on it. When a buffer goes cannot be seen, so nobody counts.</summary>
    public byte References;

    public bool IsRevoked;

    /// <summary>Of a buffer: what was set, 0 for nothing.</summary>
    public int Tph;
}

/// <summary>All that a call can see: descriptors, files, devices, and the importers' attachments. Written from the tables, not from the kernel under test.</summary>
internal sealed class ModelState
{
    public const int Descriptors = 12;
    public const int Devices = 2;
    public const sbyte None = -1;
    public const int Threads = 4;

    public sbyte[] Table = new sbyte[Descriptors];

    public ModelFile[] Files = [];

    public bool[] MemoryEnabled = new bool[Devices];

    public int[] OpenCount = new int[Devices];

    /// <summary>The thread that holds a device's memory lock; <see cref="None"/> for nobody. Only changes that take several steps hold it.</summary>
    public sbyte[] MemoryLock = new sbyte[Devices];

    /// <summary>The thread that closes a device for good.</summary>
    public sbyte[] OpenGate = new sbyte[Devices];

    /// <summary>What each thread is attached to, and whether it is mapped.</summary>
    public sbyte[] Attached = new sbyte[Threads];

    public bool[] Mapped = new bool[Threads];

    public ModelState()
    {
        Array.Fill(Table, None);
        Array.Fill(MemoryEnabled, true);
        Array.Fill(MemoryLock, None);
        Array.Fill(OpenGate, None);
        Array.Fill(Attached, None);
    }

    public ModelState Copy() => new()
    {
        Table = (sbyte[])Table.Clone(),
        Files = (ModelFile[])Files.Clone(),
        MemoryEnabled = (bool[])MemoryEnabled.Clone(),
        OpenCount = (int[])OpenCount.Clone(),
        MemoryLock = (sbyte[])MemoryLock.Clone(),
        OpenGate = (sbyte[])OpenGate.Clone(),
        Attached = (sbyte[])Attached.Clone(),
        Mapped = (bool[])Mapped.Clone(),
    };

    /// <summary>Adds a file.</summary>
    /// <returns>Its place.</returns>
    public sbyte Add(ModelFile file)
    {
        Array.Resize(ref Files, Files.Length + 1);
        Files[^1] = file;
        return (sbyte)(Files.Length - 1);
    }

    /// <summary>Gives a file the lowest free descriptor.</summary>
    /// <returns>The descriptor, or -EMFILE.</returns>
    public int Install(sbyte file)
    {
        int free = Array.IndexOf(Table, None);
        if (free < 0)
        {
            return -Errno.EMFILE;
        }

        Table[free] = file;
        return free;
    }

    /// <summary>Takes a buffer from its importers, who let go at once.</summary>
    public void Revoke(int buffer)
    {
        Files[buffer].IsRevoked = true;
        for (int thread = 0; thread < Threads; thread++)
        {
            Mapped[thread] &= Attached[thread] != buffer;
        }
    }

    /// <summary>Forgets files that nothing leads to, when no call is under way.</summary>
    public void Collect()
    {
        sbyte[] places = new sbyte[Files.Length];
        Array.Fill(places, None);
        ModelFile[] kept = new ModelFile[Files.Length];
        sbyte count = 0;
        for (int file = 0; file < Files.Length; file++)
        {
            if (Array.IndexOf(Table, (sbyte)file) >= 0 || Array.IndexOf(Attached, (sbyte)file) >= 0)
            {
                places[file] = count;
                kept[count++] = Files[file];
            }
        }

        Files = kept[..count];
        Rename(Table, places);
        Rename(Attached, places);
    }

    /// <summary>Writes all of it down, so that equal states read the same.</summary>
    public void AddTo(StringBuilder key)
    {
        foreach (sbyte file in Table)
        {
            Add(key, file);
        }

        Add(key, Files.Length);
        foreach (ModelFile file in Files)
        {
            Add(key, file.Device, file.References, (file.IsRevoked ? 1 : 0) + (file.IsBuffer ? 2 : 0), file.Tph & 0xffff, file.Tph >> 16);
        }

        for (int device = 0; device < Devices; device++)
        {
            Add(key, MemoryEnabled[device] ? 1 : 0, OpenCount[device], MemoryLock[device], OpenGate[device]);
        }

        for (int thread = 0; thread < Threads; thread++)
        {
            Add(key, Attached[thread], Mapped[thread] ? 1 : 0);
        }
    }

    /// <summary>Writes numbers of 16 bits down.</summary>
    public static void Add(StringBuilder key, params ReadOnlySpan<int> numbers)
    {
        foreach (int number in numbers)
        {
            key.Append((char)number);
        }
    }

    private static void Rename(sbyte[] references, sbyte[] places)
    {
        for (int index = 0; index < references.Length; index++)
        {
            references[index] = references[index] < 0 ? None : places[references[index]];
        }
    }
}
