// Names: what is gathered of a compilation and its references before the table of names is made.
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Names;

/// <summary>The names that the facts of a compilation and its references make interesting.</summary>
internal sealed class NamesBuilder
{
    /// <summary>Functions of C that rules ask for without facts.</summary>
    private static readonly HashSet<string> Functions = ["ioctl", "close", "mmap"];

    /// <summary>Members that C# calls without their name in the text: by foreach, deconstruction, await, a collection initialiser, a query, fixed, a range.</summary>
    private static readonly HashSet<string> CalledUnnamed =
    [
        "GetEnumerator", "GetAsyncEnumerator", "Current", "Deconstruct", "GetAwaiter", "GetResult", "Add", "GetPinnableReference", "Slice",
        "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Cast",
    ];

    /// <summary>Gets the names so far.</summary>
    public Dictionary<string, NameUse> Names { get; } = [];

    /// <summary>Gets the names of the classes that hold generated constants and records: all that is in them is known by its own name.</summary>
    public HashSet<string> Bindings { get; } = [];

    /// <summary>Gets the types of referenced assemblies that may hand out values with facts.</summary>
    public HashSet<string> ReferencedTypes { get; } = [];

    /// <summary>Gets the declarations of P/Invokes, by the tree that holds them.</summary>
    public Dictionary<SyntaxTree, List<SyntaxNode>> Imports { get; } = [];

    /// <summary>Gets or sets a value indicating whether a value with facts may turn up where nothing names it, so that each member's name counts.</summary>
    public bool IsReachedEverywhere { get; set; }

    /// <summary>Gets or sets a value indicating whether facts stand on what has no name, an indexer, an operator, a delegate, so that each body has to be opened.</summary>
    public bool OpensAll { get; set; }

    public static bool IsFunction(string name) => Functions.Contains(name);

    public static bool IsCalledUnnamed(string name) => CalledUnnamed.Contains(name);

    /// <summary>True for the attributes that carry facts, as they are declared.</summary>
    public static bool IsFact(string name) => name is "UapiRoleAttribute" || IsFactOfType(name) || IsFactOfConstant(name);

    public static bool IsFactOfType(string name) => name is "UapiRecordAttribute";

    public static bool IsFactOfConstant(string name) => name is "UapiIoctlAttribute" or "UapiFeatureAttribute";

    public void Add(string name, NameUse use)
    {
        Names.TryGetValue(name, out var known);
        Names[name] = known | use;
    }

    /// <summary>Adds a type of a referenced assembly.</summary>
    public void AddReferenced(string type)
    {
        Add(type, NameUse.Reaches);
        ReferencedTypes.Add(type);
    }

    /// <summary>A constructor is called by the type's name, by <c>new</c> alone, and by those of its own and of derived types.</summary>
    public void AddConstructor(string type)
    {
        Add(type, NameUse.Member);
        foreach (var keyword in (string[])["new", "this", "base"])
        {
            Add(keyword, NameUse.Member);
        }
    }
}
