// Stage: model. In: C names, of three name spaces (C11 6.2.3). Out: C# names, which share one: each once, no keyword unescaped.
// A type keeps its name before a constant; a member never bears the name of the type around it (CS0542).
using System.Collections.Generic;
using System.Linq;

namespace UapiGen.Model;

/// <summary>Gives the names of one bindings class.</summary>
internal sealed class CSharpNames(string className, bool isPascalCase)
{
    private static readonly HashSet<string> s_keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if",
        "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override",
        "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void",
        "volatile", "while",
    ];

    /// <summary>Contextual keywords that a type cannot bear bare.</summary>
    private static readonly HashSet<string> s_typeKeywords =
    [
        "allows", "async", "await", "dynamic", "extension", "field", "file", "managed", "nint", "notnull", "nuint", "partial", "record", "required", "scoped",
        "unmanaged", "var", "where", "yield",
    ];

    private readonly HashSet<string> _taken = [className, "Ioctl", "Ioctls", "IoctlDirection", "EncodeIoctl"];

    /// <summary>A name in the class, unique in it.</summary>
    public string Claim(string cName, bool isType)
    {
        string name = isType && isPascalCase ? Pascal(cName) : cName;
        while (!_taken.Add(name))
        {
            name += "_";
        }

        return isType && s_typeKeywords.Contains(name) ? "@" + name : Escape(name);
    }

    public void Reserve(string name) => _taken.Add(name);

    /// <summary>A member's name within its type.</summary>
    public string Member(string cName, string typeName)
    {
        string name = isPascalCase ? Pascal(cName) : cName;
        return Escape(name == typeName.TrimStart('@') || name is "Create" ? name + "_" : name);
    }

    public static string Escape(string name) => s_keywords.Contains(name) ? "@" + name : name;

    private static string Pascal(string cName)
    {
        string name = string.Concat(cName.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;
    }
}
