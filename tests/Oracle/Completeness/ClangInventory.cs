// Stage: completeness. In: clang's AST. Out: the inventory of its records, enumerators and typedefs.
using System;
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.Oracle.Completeness;

internal sealed class ClangInventory
{
    private readonly Inventory _inventory = new();
    private readonly Func<string, bool> _isInScope;
    private readonly Dictionary<string, string> _typedefNames;
    private readonly HashSet<string> _predefined;

    private ClangInventory(ClangNode unit, Func<string, bool> isInScope)
    {
        _isInScope = isInScope;
        _typedefNames = unit.Inner
            .Where(node => node.Kind == "TypedefDecl" && node.Inner is [{ OwnedTag: not null }, ..])
            .GroupBy(node => node.Inner[0].OwnedTag!)
            .ToDictionary(typedefs => typedefs.Key, typedefs => typedefs.First().Name!);
        _predefined = [.. unit.Inner.Where(node => node.IsImplicit).Select(node => node.Id!)];
        foreach (ClangNode node in unit.Inner)
        {
            Add(node);
        }
    }

    public static Inventory Of(ClangNode unit, Func<string, bool> isInScope) => new ClangInventory(unit, isInScope)._inventory;

    private void Add(ClangNode node)
    {
        switch (node.Kind)
        {
            case "RecordDecl":
                AddRecord(node);
                break;
            case "EnumDecl":
                AddEnum(node);
                break;

            // The first declaration is the one; it may be libc's.
            case "TypedefDecl" when !node.IsImplicit && (node.Previous is null || _predefined.Contains(node.Previous)) && _isInScope(node.File):
                _inventory.Add("typedef", node.Name!);
                break;
        }
    }

    private void AddRecord(ClangNode record)
    {
        foreach (ClangNode inner in record.Inner)
        {
            Add(inner);
        }

        string? name = record.Name ?? _typedefNames.GetValueOrDefault(record.Id!);
        if (record.IsDefinition && name is not null && _isInScope(record.File))
        {
            string packed = record.Inner.Any(inner => inner.Kind == "PackedAttr") ? " packed" : "";
            _inventory.Add(record.Tag!, name + " " + Members(record) + packed);
        }
    }

    private void AddEnum(ClangNode @enum)
    {
        if (!_isInScope(@enum.File))
        {
            return;
        }

        string? name = @enum.Name ?? _typedefNames.GetValueOrDefault(@enum.Id!);
        List<string> enumerators = [.. @enum.Inner.Where(inner => inner.Kind == "EnumConstantDecl").Select(inner => inner.Name!)];
        if (name is not null && enumerators.Count > 0)
        {
            _inventory.Add("enum", name);
        }

        foreach (string enumerator in enumerators)
        {
            _inventory.Add("enumerator", enumerator);
        }
    }

    private static string Members(ClangNode record)
    {
        var members = new List<string>();
        ClangNode? untagged = null;
        foreach (ClangNode inner in record.Inner)
        {
            if (inner.Kind == "RecordDecl" && inner.Name is null)
            {
                untagged = inner;
            }
            else if (inner.Kind == "FieldDecl")
            {
                bool isUntagged = untagged is not null && IsOfUntaggedRecord(inner.Type);
                bool isFlexible = inner.Type.Contains("[]", StringComparison.Ordinal);
                string member = inner.Name + (isFlexible ? "[]" : "") + (isUntagged ? Members(untagged!) : "");
                if (member.Length > 0)
                {
                    members.Add(member);
                }
            }
        }

        return "{" + string.Join(',', members) + "}";
    }

    /// <summary>clang spells such a type <c>struct x::(unnamed at file:1:2)</c> or <c>(anonymous ...)</c>, and an array of it with its bounds.</summary>
    private static bool IsOfUntaggedRecord(string type) =>
        (type.Contains("(unnamed", StringComparison.Ordinal) || type.Contains("(anonymous", StringComparison.Ordinal))
        && !type.Contains('*', StringComparison.Ordinal) && !type.StartsWith("enum", StringComparison.Ordinal);
}
