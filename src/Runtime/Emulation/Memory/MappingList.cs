// Emulation: the mappings of the process, each of which keeps its file open.
using System.Collections.Generic;

namespace UapiGen.Runtime.Emulation;

/// <summary>What was mapped where, and how often: the same pages of a file are at the same place each time.</summary>
internal sealed class MappingList
{
    private readonly object _gate = new();
    private readonly List<(nuint Address, nuint Length, bool IsWriter, OpenFile File)> _mappings = [];

    /// <summary>Adds a mapping, which takes over the caller's reference.</summary>
    public void Add(nuint address, nuint length, bool isWriter, OpenFile file)
    {
        lock (_gate)
        {
            _mappings.Add((address, length, isWriter, file));
        }
    }

    /// <summary>Removes a mapping.</summary>
    /// <returns>Its file, whose reference becomes the caller's; null when there is no such mapping, which is no error.</returns>
    public OpenFile? Remove(nuint address, nuint length, out bool isWriter)
    {
        isWriter = false;
        lock (_gate)
        {
            int index = _mappings.FindIndex(mapping => mapping.Address == address && mapping.Length == length);
            if (index < 0)
            {
                return null;
            }

            OpenFile file = _mappings[index].File;
            isWriter = _mappings[index].IsWriter;
            _mappings.RemoveAt(index);
            return file;
        }
    }
}
