// Emulation: from descriptors to open files. Mirrors fs/file.c: the lowest free number is given out.
using System;
using System.Collections.Generic;

namespace UapiGen.Runtime.Emulation;

/// <summary>The descriptors of the process.</summary>
/// <param name="limit">How many there can be.</param>
internal sealed class FileTable(int limit)
{
    private readonly object _gate = new();
    private Entry[] _entries = new Entry[Math.Min(limit, 64)];
    private int _limit = limit;
    private int _lowestFree;

    /// <summary>Gives the file a descriptor, which takes over the caller's reference.</summary>
    /// <returns>The descriptor; -EMFILE when there is none, and the reference stays the caller's.</returns>
    public int Install(OpenFile file, bool closeOnExec)
    {
        lock (_gate)
        {
            int fileDescriptor = FindFree();
            if (fileDescriptor >= 0)
            {
                _entries[fileDescriptor] = new Entry(file, closeOnExec);
                _lowestFree = fileDescriptor + 1;
            }

            return fileDescriptor;
        }
    }

    /// <summary>The file of a descriptor, with a reference for the caller; null when none is open there that takes requests.</summary>
    public OpenFile? Get(int fileDescriptor)
    {
        lock (_gate)
        {
            OpenFile? file = At(fileDescriptor).File;
            if (file is null || file.IsPathOnly)
            {
                return null;
            }

            file.Get();
            return file;
        }
    }

    /// <summary>Takes a descriptor away. Its reference becomes the caller's, to be put outside of all locks.</summary>
    public OpenFile? Remove(int fileDescriptor)
    {
        lock (_gate)
        {
            OpenFile? file = At(fileDescriptor).File;
            if (file is not null)
            {
                _entries[fileDescriptor] = default;
                _lowestFree = Math.Min(_lowestFree, fileDescriptor);
            }

            return file;
        }
    }

    /// <summary>Gives a descriptor's file a second one, which is not closed on exec: <c>man 2 dup</c>.</summary>
    /// <returns>The new descriptor, -EBADF or -EMFILE.</returns>
    public int Duplicate(int fileDescriptor)
    {
        lock (_gate)
        {
            OpenFile? file = At(fileDescriptor).File;
            if (file is null)
            {
                return -Errno.EBADF;
            }

            int duplicate = Install(file, closeOnExec: false);
            if (duplicate >= 0)
            {
                file.Get();
            }

            return duplicate;
        }
    }

    /// <summary>Whether the descriptor closes on exec: 1 or 0, or -EBADF.</summary>
    public int CloseOnExec(int fileDescriptor)
    {
        lock (_gate)
        {
            Entry entry = At(fileDescriptor);
            return entry.File is null ? -Errno.EBADF : entry.CloseOnExec ? 1 : 0;
        }
    }

    /// <summary>Takes all descriptors away, with their references, and gives out no more of them.</summary>
    public List<OpenFile> RemoveAll()
    {
        lock (_gate)
        {
            List<OpenFile> files = [];
            foreach (Entry entry in _entries)
            {
                if (entry.File is not null)
                {
                    files.Add(entry.File);
                }
            }

            _entries = [];
            _lowestFree = 0;
            _limit = 0;
            return files;
        }
    }

    private Entry At(int fileDescriptor) =>
        (uint)fileDescriptor < (uint)_entries.Length ? _entries[fileDescriptor] : default;

    private int FindFree()
    {
        int free = _lowestFree;
        while (free < _entries.Length && _entries[free].File is not null)
        {
            free++;
        }

        if (free >= _limit)
        {
            return -Errno.EMFILE;
        }

        if (free == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Min(_limit, 2 * free));
        }

        return free;
    }

    private readonly record struct Entry(OpenFile? File, bool CloseOnExec);
}
