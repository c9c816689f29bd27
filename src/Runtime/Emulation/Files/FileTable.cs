// Emulation: from descriptors to open files. Mirrors fs/file.c: the lowest free number is given out; changes take
// the lock; a look-up takes none, but a reference, and then looks again whether the file is still there.
using System;
using System.Collections.Generic;
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>The descriptors of the process.</summary>
/// <param name="limit">How many there can be.</param>
internal sealed class FileTable(int limit)
{
    private readonly object _gate = new();
    private Entry?[] _entries = new Entry?[Math.Min(limit, 64)];
    private int _limit = limit;
    private int _lowestFree;

    /// <summary>Gives the file a descriptor, which takes over the caller's reference.</summary>
    /// <returns>The descriptor; -EMFILE when there is none, and the reference stays the caller's.</returns>
    public int Install(OpenFile file, bool closeOnExec)
    {
        lock (_gate)
        {
            int fileDescriptor = FindFree(0);
            if (fileDescriptor >= 0)
            {
                Put(fileDescriptor, new Entry(file, closeOnExec));
            }

            return fileDescriptor;
        }
    }

    /// <summary>The file of a descriptor, with a reference for the caller; null when none is open there that takes requests.</summary>
    public OpenFile? Get(int fileDescriptor)
    {
        while (At(fileDescriptor) is { } entry)
        {
            if (entry.File.IsPathOnly)
            {
                return null;
            }

            // An entry belongs to one descriptor at one time: the same entry again means that it was not closed meanwhile.
            if (entry.File.TryGet())
            {
                if (At(fileDescriptor) == entry)
                {
                    return entry.File;
                }

                entry.File.Put();
            }
        }

        return null;
    }

    /// <summary>Whether a descriptor is left.</summary>
    public bool HasFree
    {
        get
        {
            lock (_gate)
            {
                return FindFree(0) >= 0;
            }
        }
    }

    /// <summary>How many descriptors are open.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                int count = 0;
                foreach (Entry? entry in _entries)
                {
                    count += entry is null ? 0 : 1;
                }

                return count;
            }
        }
    }

    /// <summary>Takes a descriptor away. Its reference becomes the caller's, to be put outside of all locks.</summary>
    public OpenFile? Remove(int fileDescriptor)
    {
        lock (_gate)
        {
            OpenFile? file = At(fileDescriptor)?.File;
            if (file is not null)
            {
                Volatile.Write(ref _entries[fileDescriptor], null);
                _lowestFree = Math.Min(_lowestFree, fileDescriptor);
            }

            return file;
        }
    }

    /// <summary>Gives a descriptor's file a second one: <c>man 2 dup</c>, F_DUPFD_CLOEXEC.</summary>
    /// <param name="fileDescriptor">The first.</param>
    /// <param name="lowest">The least number of the second.</param>
    /// <param name="closeOnExec">Whether the second closes on exec.</param>
    /// <returns>The new descriptor, -EBADF, -EINVAL or -EMFILE.</returns>
    public int Duplicate(int fileDescriptor, int lowest, bool closeOnExec)
    {
        lock (_gate)
        {
            OpenFile? file = At(fileDescriptor)?.File;
            if (file is null)
            {
                return -Errno.EBADF;
            }

            if ((uint)lowest >= (uint)_limit)
            {
                return -Errno.EINVAL;
            }

            int duplicate = FindFree(lowest);
            if (duplicate >= 0)
            {
                file.Get();
                Put(duplicate, new Entry(file, closeOnExec));
            }

            return duplicate;
        }
    }

    /// <summary>Puts a descriptor's file under a certain number, too: <c>man 2 dup3</c>.</summary>
    /// <param name="fileDescriptor">The first.</param>
    /// <param name="target">The second, another number.</param>
    /// <param name="closeOnExec">Whether the second closes on exec.</param>
    /// <param name="displaced">The file that stood there, whose reference becomes the caller's.</param>
    /// <returns>The second, or -EBADF.</returns>
    public int DuplicateTo(int fileDescriptor, int target, bool closeOnExec, out OpenFile? displaced)
    {
        displaced = null;
        lock (_gate)
        {
            OpenFile? file = At(fileDescriptor)?.File;
            if (file is null || (uint)target >= (uint)_limit)
            {
                return -Errno.EBADF;
            }

            if (target >= _entries.Length)
            {
                Grow(target + 1);
            }

            file.Get();
            displaced = _entries[target]?.File;
            Put(target, new Entry(file, closeOnExec));
            return target;
        }
    }

    /// <summary>Whether the descriptor closes on exec: 1 or 0, or -EBADF.</summary>
    public int CloseOnExec(int fileDescriptor)
    {
        lock (_gate)
        {
            return At(fileDescriptor) is not { } entry ? -Errno.EBADF : entry.CloseOnExec ? 1 : 0;
        }
    }

    /// <summary>Lets a descriptor close on exec, or not.</summary>
    /// <returns>0 or -EBADF.</returns>
    public int SetCloseOnExec(int fileDescriptor, bool closeOnExec)
    {
        lock (_gate)
        {
            if (At(fileDescriptor) is not { } entry)
            {
                return -Errno.EBADF;
            }

            // The same entry, so that a look-up under way is not led to believe that the file was closed.
            entry.CloseOnExec = closeOnExec;
            return 0;
        }
    }

    /// <summary>Takes away what closes on exec, with the references: what <c>man 2 execve</c> does.</summary>
    public List<OpenFile> RemoveClosedOnExec()
    {
        lock (_gate)
        {
            List<OpenFile> files = [];
            for (int fileDescriptor = 0; fileDescriptor < _entries.Length; fileDescriptor++)
            {
                if (_entries[fileDescriptor] is { CloseOnExec: true } && Remove(fileDescriptor) is { } file)
                {
                    files.Add(file);
                }
            }

            return files;
        }
    }

    /// <summary>Takes all descriptors away, with their references, and gives out no more of them.</summary>
    public List<OpenFile> RemoveAll()
    {
        lock (_gate)
        {
            List<OpenFile> files = [];
            foreach (Entry? entry in _entries)
            {
                if (entry is not null)
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

    private Entry? At(int fileDescriptor)
    {
        Entry?[] entries = Volatile.Read(ref _entries);
        return (uint)fileDescriptor < (uint)entries.Length ? Volatile.Read(ref entries[fileDescriptor]) : null;
    }

    private void Put(int fileDescriptor, Entry entry)
    {
        Volatile.Write(ref _entries[fileDescriptor], entry);
        if (fileDescriptor == _lowestFree)
        {
            _lowestFree++;
        }
    }

    // No number below _lowestFree is free.
    private int FindFree(int lowest)
    {
        int free = Math.Max(_lowestFree, lowest);
        while (free < _entries.Length && _entries[free] is not null)
        {
            free++;
        }

        if (free >= _limit)
        {
            return -Errno.EMFILE;
        }

        if (lowest <= _lowestFree)
        {
            _lowestFree = free;
        }

        if (free >= _entries.Length)
        {
            Grow(free + 1);
        }

        return free;
    }

    // A look-up may go on in the old array: what is closed later it finds there, but not twice.
    private void Grow(int length)
    {
        Entry?[] grown = new Entry?[Math.Min(_limit, Math.Max(length, 2 * _entries.Length))];
        _entries.CopyTo(grown, 0);
        Volatile.Write(ref _entries, grown);
    }

    /// <summary>One descriptor's hold on a file.</summary>
    private sealed class Entry(OpenFile file, bool closeOnExec)
    {
        public OpenFile File => file;

        public bool CloseOnExec { get; set; } = closeOnExec;
    }
}
