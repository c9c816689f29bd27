// The facts on symbols: attributes in, roles out, each symbol read once a compilation.
// The attributes are embedded into every assembly, so they are known by their full names and not by one type.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers;

/// <summary>What a compilation knows about the kernel's contract. Made once at the start of a compilation; safe for many threads.</summary>
internal sealed class UapiSymbols
{
    private const string AttributeNamespace = "UapiGen";
    private const string RoleAttribute = "UapiRoleAttribute";
    private const string IoctlAttribute = "UapiIoctlAttribute";

    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<Role>> _roles = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _ioctls = new(SymbolEqualityComparer.Default);

    /// <summary>Gets a value indicating whether the compilation or an assembly that it refers to carries facts.</summary>
    public bool HasFacts { get; }

    public UapiSymbols(Compilation compilation)
    {
        HasFacts = compilation.Assembly.GetTypeByMetadataName($"{AttributeNamespace}.{RoleAttribute}") is not null
            || compilation.SourceModule.ReferencedAssemblySymbols.Any(
                assembly => assembly.GetTypeByMetadataName($"{AttributeNamespace}.{RoleAttribute}") is not null);
    }

    /// <summary>The roles on a field, property, parameter or method; those of a method that it overrides come along.</summary>
    public ImmutableArray<Role> RolesOf(ISymbol symbol) =>
        HasFacts ? _roles.GetOrAdd(symbol.OriginalDefinition, static s => ReadRoles(s)) : [];

    /// <summary>The role of <paramref name="symbol"/> itself, or of its parameter number <paramref name="parameter"/>.</summary>
    public Role? Find(ISymbol? symbol, RoleKind kind, int parameter = -1)
    {
        if (symbol is null)
        {
            return null;
        }

        foreach (var role in RolesOf(symbol))
        {
            if (role.Kind == kind && role.Parameter == parameter)
            {
                return role;
            }
        }

        return null;
    }

    /// <summary>True for a P/Invoke, made by DllImport or LibraryImport, of the C function <c>ioctl</c>.</summary>
    public bool IsIoctl(IMethodSymbol method) => method.IsStatic && _ioctls.GetOrAdd(method.OriginalDefinition, static m => ImportsIoctl(m));

    /// <summary>True for an ioctl request whose number says that the kernel writes the argument and reads nothing of it.</summary>
    public static bool IsReadRequest(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        IsFact(attribute, IoctlAttribute)
        && attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Direction").Value is { Kind: TypedConstantKind.Enum } direction
        && EnumMemberName(direction) == "Read");

    private static ImmutableArray<Role> ReadRoles(ISymbol symbol)
    {
        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var attribute in Declarations(symbol).SelectMany(declaration => declaration.GetAttributes()))
        {
            if (IsFact(attribute, RoleAttribute)
                && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Enum } role
                && Enum.TryParse(EnumMemberName(role), out RoleKind kind))
            {
                roles.Add(new Role(kind, NamedInteger(attribute, "Parameter", -1), NamedInteger(attribute, "Width", 0)));
            }
        }

        return roles.ToImmutable();
    }

    private static IEnumerable<ISymbol> Declarations(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null; current = Overridden(current))
        {
            yield return current;
        }
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { OverriddenMethod: { } method } } parameter => method.Parameters[parameter.Ordinal],
        _ => null,
    };

    private static bool IsFact(AttributeData attribute, string name) =>
        attribute.AttributeClass is { ContainingType: null, ContainingNamespace: { Name: AttributeNamespace, ContainingNamespace.IsGlobalNamespace: true } } type
        && type.Name == name;

    private static string? EnumMemberName(TypedConstant constant) => constant.Type?.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(member => member.HasConstantValue && Equals(member.ConstantValue, constant.Value))?.Name;

    private static int NamedInteger(AttributeData attribute, string name, int otherwise)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Value is int value)
            {
                return value;
            }
        }

        return otherwise;
    }

    private static bool ImportsIoctl(IMethodSymbol method)
    {
        if (method.GetDllImportData() is { } import)
        {
            return (import.EntryPointName ?? method.Name) == "ioctl";
        }

        return method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: "LibraryImportAttribute" } type
                && type.ContainingNamespace.ToDisplayString() == "System.Runtime.InteropServices") is { } attribute
            && (attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "EntryPoint").Value.Value as string ?? method.Name) == "ioctl";
    }
}
