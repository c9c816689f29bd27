// Stage: completeness. In: clang's AST dump as JSON. Out: the declarations of a translation unit with the files in which they stand.
using System;
using System.Collections.Generic;
using System.Text.Json;

namespace UapiGen.Oracle.Completeness;

/// <summary>A declaration of clang's AST, as far as completeness asks for it.</summary>
internal sealed class ClangNode
{
    public string Kind { get; set; } = "";

    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>The path of its file as clang was told to find it.</summary>
    public string File { get; set; } = "";

    public bool IsImplicit { get; set; }

    /// <summary>Of a redeclaration: the declaration before it.</summary>
    public string? Previous { get; set; }

    /// <summary>Of a record: true for its definition.</summary>
    public bool IsDefinition { get; set; }

    /// <summary>Of a record: <c>struct</c> or <c>union</c>.</summary>
    public string? Tag { get; set; }

    /// <summary>The type as it was written.</summary>
    public string Type { get; set; } = "";

    /// <summary>The record or enum that a typedef's own declaration defines.</summary>
    public string? OwnedTag { get; set; }

    public List<ClangNode> Inner { get; } = [];
}

/// <summary>Reads the dump in one pass: clang names a file only where it changes, so that order is all.</summary>
internal ref struct ClangAst
{
    private Utf8JsonReader _reader;
    private string _file = "";

    private ClangAst(byte[] json)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 100_000, AllowMultipleValues = true });
    }

    /// <summary>The units of a dump, one behind the other.</summary>
    public static List<ClangNode> Read(byte[] json)
    {
        var ast = new ClangAst(json);
        var units = new List<ClangNode>();
        while (ast._reader.Read())
        {
            ast._file = "";
            units.Add(ast.ReadNode());
        }

        return units;
    }

    private ClangNode ReadNode()
    {
        var node = new ClangNode();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            string property = _reader.GetString()!;
            _reader.Read();
            switch (property)
            {
                case "kind":
                    node.Kind = _reader.GetString()!;
                    break;
                case "id":
                    node.Id = _reader.GetString();
                    break;
                case "name":
                    node.Name = _reader.GetString();
                    break;
                case "isImplicit":
                    node.IsImplicit = _reader.GetBoolean();
                    break;
                case "previousDecl":
                    node.Previous = _reader.GetString();
                    break;
                case "completeDefinition":
                    node.IsDefinition = _reader.GetBoolean();
                    break;
                case "tagUsed":
                    node.Tag = _reader.GetString();
                    break;
                case "loc":
                    ReadPlace();
                    node.File = _file;
                    break;
                case "range":
                    ReadPlace();
                    break;
                case "type":
                    node.Type = ReadString("qualType") ?? "";
                    break;
                case "ownedTagDecl":
                    node.OwnedTag = ReadString("id");
                    break;
                case "inner":
                    while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    {
                        node.Inner.Add(ReadNode());
                    }

                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        return node;
    }

    /// <summary>A location or a range of them, to any depth; <c>includedFrom</c> alone names a file without going there.</summary>
    private void ReadPlace()
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIncluder = _reader.ValueTextEquals("includedFrom");
            bool isFile = _reader.ValueTextEquals("file");
            _reader.Read();
            if (isIncluder)
            {
                _reader.Skip();
            }
            else if (isFile)
            {
                _file = _reader.GetString()!;
            }
            else if (_reader.TokenType == JsonTokenType.StartObject)
            {
                ReadPlace();
            }
        }
    }

    /// <summary>One string of a small object, the rest skipped.</summary>
    private string? ReadString(string wanted)
    {
        string? value = null;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isWanted = string.Equals(_reader.GetString(), wanted, StringComparison.Ordinal);
            _reader.Read();
            if (isWanted)
            {
                value = _reader.GetString();
            }
            else
            {
                _reader.Skip();
            }
        }

        return value;
    }
}
