// Names: those that the sources of a compilation declare with facts, read from syntax: nothing is bound.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UapiGen.Analyzers.Names;

/// <summary>Reads the declarations of one compilation.</summary>
internal sealed class SourceNames(Compilation compilation, NamesBuilder names, Func<string, bool> functions, CancellationToken cancellation)
{
    private readonly HashSet<string> _attributes = [];
    private readonly HashSet<string> _bindings = [];

    /// <summary>Adds the names that facts stand on.</summary>
    public void AddFacts(IEnumerable<SyntaxTree> trees)
    {
        var roots = trees.Select(tree => tree.GetRoot(cancellation)).OfType<CompilationUnitSyntax>().ToList();
        foreach (var alias in roots.SelectMany(static root => root.Usings).Where(static directive => directive is { Alias: not null, Name: not null }))
        {
            if (NamesBuilder.IsFact(Full(Last(alias.Name!))))
            {
                // Attributes of this name may stand anywhere when the alias is global.
                _attributes.Add(alias.Alias!.Name.Identifier.ValueText);
                names.OpensAll |= alias.GlobalKeyword != default;
            }
        }

        foreach (var root in roots)
        {
            cancellation.ThrowIfCancellationRequested();
            AddMembers(root.Members, "");
        }

        foreach (var bindings in _bindings)
        {
            AddBindings(compilation.Assembly.GetTypeByMetadataName(bindings));
        }
    }

    /// <summary>True for a tree that is a part of a class of generated constants and records, and nothing else.</summary>
    public bool IsOfBindings(SyntaxTree tree) => tree.GetRoot(cancellation) is CompilationUnitSyntax root && AreBindings(root.Members);

    private bool AreBindings(SyntaxList<MemberDeclarationSyntax> members) => members.All(member => member switch
    {
        BaseNamespaceDeclarationSyntax space => AreBindings(space.Members),
        ClassDeclarationSyntax type => names.Bindings.Contains(type.Identifier.ValueText),
        _ => false,
    });

    /// <summary>Adds all types, and the methods that extend others, for a compilation that is referred to.</summary>
    public void AddTypes()
    {
        foreach (var type in Types(compilation.Assembly.GlobalNamespace))
        {
            names.AddReferenced(type.Name);
            foreach (var method in type.MightContainExtensionMethods ? type.GetMembers().OfType<IMethodSymbol>().Where(static method => method.IsExtensionMethod) : [])
            {
                names.Add(method.Name, NameUse.Reaches);
                names.IsReachedEverywhere |= NamesBuilder.IsCalledUnnamed(method.Name);
            }
        }
    }

    /// <summary>Adds the P/Invoke that is declared at some place of a tree, if it is one that rules ask for.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="position">Where its modifier or its attribute stands.</param>
    /// <param name="isSeen">The declaration itself is of this compilation, and looked at too.</param>
    public void AddImport(SyntaxTree tree, int position, bool isSeen = true)
    {
        var token = tree.GetRoot(cancellation).FindToken(position);
        var declaration = token.SpanStart != position ? null : token.Parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax
            ? token.Parent
            : token.Parent?.FirstAncestorOrSelf<AttributeSyntax>()?.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        var (name, attributes) = declaration switch
        {
            MethodDeclarationSyntax method => (method.Identifier.ValueText, method.AttributeLists),
            LocalFunctionStatementSyntax function => (function.Identifier.ValueText, function.AttributeLists),
            _ => ("", default),
        };
        if (name.Length == 0 || !MayImport(name, attributes))
        {
            return;
        }

        names.Add(name, NameUse.Opens);
        if (!isSeen)
        {
            return;
        }

        if (!names.Imports.TryGetValue(tree, out var imports))
        {
            names.Imports.Add(tree, imports = []);
        }

        if (!imports.Contains(declaration!))
        {
            imports.Add(declaration!);
        }
    }

    /// <summary>False when the attribute says that another function is called.</summary>
    private bool MayImport(string name, SyntaxList<AttributeListSyntax> attributes)
    {
        var import = attributes.SelectMany(static list => list.Attributes).FirstOrDefault(static attribute => Full(Last(attribute.Name)) is "DllImportAttribute" or "LibraryImportAttribute");
        var entryPoint = import?.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "EntryPoint")?.Expression;
        return import is null || functions(entryPoint is LiteralExpressionSyntax literal ? literal.Token.ValueText : name) || entryPoint is not (null or LiteralExpressionSyntax);
    }

    private void AddMembers(SyntaxList<MemberDeclarationSyntax> members, string prefix)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    AddMembers(space.Members, $"{prefix}{space.Name}.");
                    break;
                case TypeDeclarationSyntax type:
                    AddType(type, null, prefix);
                    break;
                case DelegateDeclarationSyntax function:
                    AddDelegate(function);
                    break;
            }
        }
    }

    private void AddType(TypeDeclarationSyntax type, TypeDeclarationSyntax? outer, string prefix)
    {
        var isRecord = Facts(type.AttributeLists).Any();
        if (isRecord && outer is not null)
        {
            _bindings.Add(prefix.TrimEnd('+'));
            names.Bindings.Add(outer.Identifier.ValueText);
        }

        if (type.ParameterList is { } parameters)
        {
            // A primary constructor, and the properties that a record makes of it.
            foreach (var parameter in parameters.Parameters.Where(parameter => Facts(parameter.AttributeLists).Any()))
            {
                names.Add(type.Identifier.ValueText, NameUse.Reaches);
                names.AddConstructor(type.Identifier.ValueText);
                names.Add(parameter.Identifier.ValueText, NameUse.Member);
            }
        }

        var hasFacts = isRecord;
        foreach (var member in type.Members)
        {
            switch (member)
            {
                case TypeDeclarationSyntax nested:
                    AddType(nested, type, $"{prefix}{type.Identifier.ValueText}{(type.Arity == 0 ? "" : "`" + type.Arity)}+");
                    break;
                case DelegateDeclarationSyntax function:
                    AddDelegate(function);
                    break;
                default:
                    hasFacts |= AddMember(type, member, isRecord);
                    break;
            }
        }

        if (hasFacts)
        {
            names.Add(type.Identifier.ValueText, NameUse.Reaches);
        }
    }

    /// <summary>Adds a member of a record, or one with facts of its own.</summary>
    /// <returns>True when a value of the type is what a rule would ask for.</returns>
    private bool AddMember(TypeDeclarationSyntax type, MemberDeclarationSyntax member, bool isRecord)
    {
        var facts = Facts(member.AttributeLists).Concat(Parameters(member).SelectMany(parameter => Facts(parameter.AttributeLists))).ToList();
        if (facts.Count == 0 && !isRecord)
        {
            return false;
        }

        // A static import lets a static member be used without the name of its type.
        var isStatic = facts.Count > 0 && member.Modifiers.Any(SyntaxKind.StaticKeyword);
        var use = facts.Any(NamesBuilder.IsFactOfConstant) ? NameUse.Opens : isStatic ? NameUse.Member | NameUse.Reaches : NameUse.Member;
        switch (member)
        {
            case BaseFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                {
                    names.Add(variable.Identifier.ValueText, use);
                }

                break;
            case PropertyDeclarationSyntax property:
                names.Add(property.Identifier.ValueText, use);
                break;
            case EventDeclarationSyntax @event:
                names.Add(@event.Identifier.ValueText, use);
                break;
            case MethodDeclarationSyntax method:
                names.Add(method.Identifier.ValueText, use);
                names.OpensAll |= facts.Count > 0 && NamesBuilder.IsCalledUnnamed(method.Identifier.ValueText);
                break;
            case ConstructorDeclarationSyntax when facts.Count > 0:
                names.AddConstructor(type.Identifier.ValueText);
                break;
            default:
                names.OpensAll |= facts.Count > 0;
                break;
        }

        return facts.Count > 0 && use != NameUse.Opens;
    }

    private void AddDelegate(DelegateDeclarationSyntax function)
    {
        if (Facts(function.AttributeLists).Any() || function.ParameterList.Parameters.Any(parameter => Facts(parameter.AttributeLists).Any()))
        {
            names.Add(function.Identifier.ValueText, NameUse.Reaches);
            names.OpensAll = true;
        }
    }

    /// <summary>Adds the constants of a class that holds records, and the types in it, whatever file they stand in.</summary>
    private void AddBindings(INamedTypeSymbol? bindings)
    {
        foreach (var part in bindings?.DeclaringSyntaxReferences ?? [])
        {
            foreach (var member in part.GetSyntax(cancellation) is TypeDeclarationSyntax declaration ? declaration.Members : default)
            {
                switch (member)
                {
                    case FieldDeclarationSyntax field:
                        foreach (var variable in field.Declaration.Variables)
                        {
                            names.Add(variable.Identifier.ValueText, NameUse.Opens);
                        }

                        break;
                    case PropertyDeclarationSyntax property:
                        names.Add(property.Identifier.ValueText, NameUse.Opens);
                        break;
                    case BaseTypeDeclarationSyntax nested:
                        names.Add(nested.Identifier.ValueText, NameUse.Reaches);
                        break;
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol outer) => outer.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static member => member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));

    private static SeparatedSyntaxList<ParameterSyntax> Parameters(MemberDeclarationSyntax member) => member switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
        IndexerDeclarationSyntax indexer => indexer.ParameterList.Parameters,
        _ => default,
    };

    private IEnumerable<string> Facts(SyntaxList<AttributeListSyntax> lists) => lists
        .SelectMany(static list => list.Attributes)
        .Select(static attribute => Last(attribute.Name))
        .Where(name => _attributes.Contains(name) || NamesBuilder.IsFact(Full(name)))
        .Select(Full);

    private static string Last(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static string Full(string name) => name.EndsWith("Attribute", StringComparison.Ordinal) ? name : name + "Attribute";
}
