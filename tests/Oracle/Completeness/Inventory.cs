// Stage: completeness. The names of all that a unit declares, in one spelling for the front end's model and for clang's AST.
using System;
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.Oracle.Completeness;

/// <summary>Names by kind; of a record the members too, written as <c>{a,b:bits,{c,d},e[]}</c>.</summary>
internal sealed class Inventory
{
    private readonly HashSet<string> _entries = new(StringComparer.Ordinal);

    public void Add(string kind, string name) => _entries.Add(kind + " " + name);

    public IEnumerable<string> Except(Inventory other) => _entries.Where(entry => !other._entries.Contains(entry)).Order(StringComparer.Ordinal);
}
