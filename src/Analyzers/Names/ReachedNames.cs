// Names: what is declared with a type that has facts can give a value of that type to a body that does not name the type.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UapiGen.Analyzers.Names;

/// <summary>Follows types with facts through the declarations of a compilation: fields, results, parameters of delegates, base types, aliases.</summary>
internal sealed class ReachedNames(NamesBuilder names)
{
    private readonly HashSet<string> _found = [];

    /// <summary>Gets the trees in which a static import or an alias may hide where a value comes from.</summary>
    public HashSet<SyntaxTree> Trees { get; } = [];

    /// <summary>The names found since the last call; they have to be looked for in their turn.</summary>
    public IReadOnlyDictionary<string, NameUse> Take()
    {
        var taken = new Dictionary<string, NameUse>();
        foreach (var name in _found)
        {
            if (!names.Names.TryGetValue(name, out var use) || (use & NameUse.Reaches) == 0)
            {
                names.Add(name, NameUse.Reaches);
                taken.Add(name, NameUse.Reaches);
            }
        }

        _found.Clear();
        return taken;
    }

    /// <summary>Takes note of what the declaration makes known whose head the token stands in, if it stands in one.</summary>
    public void Add(SyntaxToken token)
    {
        for (var node = token.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                // Values do not come out of these.
                case AttributeListSyntax or BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ArgumentListSyntax or StatementSyntax
                    or ConstructorDeclarationSyntax or DestructorDeclarationSyntax or EnumMemberDeclarationSyntax or GlobalStatementSyntax:
                    return;

                case UsingDirectiveSyntax directive:
                    AddDirective(directive);
                    return;

                case ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter:
                    _found.Add(parameter.Identifier.ValueText);
                    break;

                case MethodDeclarationSyntax method:
                    AddMethod(method);
                    return;

                case PropertyDeclarationSyntax property:
                    AddMember(property.Identifier.ValueText, property);
                    return;

                case EventDeclarationSyntax @event:
                    AddMember(@event.Identifier.ValueText, @event);
                    return;

                case BaseFieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                    {
                        AddMember(variable.Identifier.ValueText, field);
                    }

                    return;

                case IndexerDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax:
                    AddOuter(node);
                    return;

                case DelegateDeclarationSyntax function:
                    _found.Add(function.Identifier.ValueText);
                    return;

                case BaseTypeDeclarationSyntax type:
                    _found.Add(type.Identifier.ValueText);
                    return;
            }
        }
    }

    private void AddDirective(UsingDirectiveSyntax directive)
    {
        if (directive.Alias is { } alias)
        {
            _found.Add(alias.Name.Identifier.ValueText);
        }
        else if (directive.StaticKeyword == default || directive.Name?.ToString().Split('.', ':').Last() is not { } type || names.Bindings.Contains(type) || !names.ReferencedTypes.Contains(type))
        {
            // What a class of the compilation itself, or of generated code, hands out is known by its own name.
            return;
        }
        else if (directive.GlobalKeyword != default)
        {
            names.IsReachedEverywhere = true;
        }
        else
        {
            Trees.Add(directive.SyntaxTree);
        }
    }

    private void AddMethod(MethodDeclarationSyntax method)
    {
        AddMember(method.Identifier.ValueText, method);
        names.IsReachedEverywhere |= NamesBuilder.IsCalledUnnamed(method.Identifier.ValueText)
            && method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true;
    }

    private void AddMember(string name, MemberDeclarationSyntax member)
    {
        // Whoever uses an instance's member of such a type has got hold of the instance, and that by a name that is known already.
        if (member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Parent is not TypeDeclarationSyntax type
            || !names.Names.TryGetValue(type.Identifier.ValueText, out var use) || (use & NameUse.Reaches) == 0)
        {
            _found.Add(name);
        }

        if (NamesBuilder.IsCalledUnnamed(name))
        {
            AddOuter(member);
        }
    }

    private void AddOuter(SyntaxNode member)
    {
        if (member.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } type)
        {
            _found.Add(type.Identifier.ValueText);
        }
    }
}
