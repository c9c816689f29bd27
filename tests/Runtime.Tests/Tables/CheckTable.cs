using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace UapiGen.Runtime.Tests;

/// <summary>One row of a table of checks: what violates it, and what the kernel answers then.</summary>
/// <param name="Name">The row's number and its subject.</param>
/// <param name="Errno">The answer; 0 for a success that ends the checks.</param>
/// <param name="Violate">Makes the call violate it.</param>
internal sealed record Row<TCall>(string Name, int Errno, Action<TCall> Violate);

/// <summary>
/// A table of checks in the kernel's order. Each pair of rows is violated at once, and the first has to win. Where both need the same
/// part of the call, the first has the last word on it, so that its violation is there for certain.
/// </summary>
internal sealed class CheckTable<TCall>(params Row<TCall>[] rows)
{
    /// <summary>Each row with itself and with all that follow it.</summary>
    public TheoryData<string, string> Pairs()
    {
        TheoryData<string, string> pairs = [];
        for (int first = 0; first < rows.Length; first++)
        {
            for (int second = first; second < rows.Length; second++)
            {
                pairs.Add(rows[first].Name, rows[second].Name);
            }
        }

        return pairs;
    }

    /// <summary>Violates two rows.</summary>
    /// <returns>The first row's answer.</returns>
    public int Violate(TCall call, string first, string second)
    {
        Find(second).Violate(call);
        if (first != second)
        {
            Find(first).Violate(call);
        }

        return Find(first).Errno;
    }

    public IEnumerable<string> Names => rows.Select(row => row.Name);

    private Row<TCall> Find(string name) => rows.Single(row => row.Name == name);
}
