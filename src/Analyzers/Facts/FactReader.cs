// Facts: from attributes, known by their full names, to the analyzers' own records.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Facts;

internal static class FactReader
{
    public const string RoleMetadataName = AttributeNamespace + "." + RoleAttribute;

    public const string AttributeNamespace = "UapiGen";
    public const string RoleAttribute = "UapiRoleAttribute";

    public static ImmutableArray<Role> Roles(ISymbol symbol)
    {
        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var attribute in Declarations(symbol).SelectMany(declaration => declaration.GetAttributes()))
        {
            if (IsFact(attribute, RoleAttribute)
                && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Enum } role
                && Enum.TryParse(EnumMemberName(role), out RoleKind kind))
            {
                var numbers = attribute.NamedArguments
                    .Where(static argument => argument.Value.Value is ulong)
                    .ToImmutableDictionary(static argument => argument.Key, static argument => (ulong)argument.Value.Value!);
                roles.Add(new Role(kind, Integer(attribute, "Parameter", -1), Integer(attribute, "Width", 0), Text(attribute, "Of"), numbers));
            }
        }

        return roles.ToImmutable();
    }

    public static RecordFacts? Record(INamedTypeSymbol type, UapiSymbols symbols)
    {
        if (type.GetAttributes().FirstOrDefault(static attribute => IsFact(attribute, "UapiRecordAttribute")) is not { } fact)
        {
            return null;
        }

        var members = type.GetMembers()
            .Where(static member => member is IFieldSymbol or IPropertySymbol)
            .SelectMany(member => symbols.RolesOf(member).Where(static role => role.Parameter < 0).Select(role => new RoleMember(member, role)))
            .ToImmutableArray();
        var name = fact.ConstructorArguments.FirstOrDefault().Value as string ?? type.Name;
        return new RecordFacts(
            type, name, Integer(fact, "Size", 0), Text(fact, "FlexibleArray"), Integer(fact, "FlexibleArrayOffset", 0), Integer(fact, "FlexibleArrayElementSize", 0), members);
    }

    public static RequestFacts? Request(ISymbol symbol)
    {
        if (symbol.GetAttributes().FirstOrDefault(static attribute => IsFact(attribute, "UapiIoctlAttribute")) is not { } fact)
        {
            // A typed descriptor bears the name of its request, and stands in a class within the one that declares it.
            return symbol is IPropertySymbol { IsStatic: true, ContainingType: { Name: "Ioctls", ContainingType: { } declaring } }
                && declaring.GetMembers(symbol.Name).FirstOrDefault() is { } request ? Request(request) : null;
        }

        var direction = Member(fact, "Direction") ?? "None";
        var number = (uint)((direction is "Read" or "ReadWrite" ? 2 : 0) | (direction is "Write" or "ReadWrite" ? 1 : 0)) << 30
            | ((uint)Integer(fact, "Size", 0) << 16) | ((uint)Integer(fact, "Type", 0) << 8) | (uint)Integer(fact, "Number", 0);
        return new RequestFacts(
            symbol, direction, Value(fact, "Argument") as ITypeSymbol, Text(fact, "FileKind"), Member(fact, "Returns") == "FileDescriptor",
            Value(fact, "MayInterrupt") is true, Integer(fact, "TextSize", 0), number);
    }

    public static FeatureFacts? Feature(IFieldSymbol symbol)
    {
        if (symbol.GetAttributes().FirstOrDefault(static attribute => IsFact(attribute, "UapiFeatureAttribute")) is not { } fact)
        {
            return null;
        }

        if (Number(symbol) is not { } index)
        {
            return null;
        }

        var operations = (FeatureOperations)Integer(fact, "Operations", 0);
        return new FeatureFacts(
            symbol, index, operations, Value(fact, "Payload") as INamedTypeSymbol, Integer(fact, "MinimumSize", 0), Member(fact, "Returns") == "FileDescriptor");
    }

    /// <summary>The value of an integer constant that is not negative; null for any other field.</summary>
    public static ulong? Number(IFieldSymbol field) => field.HasConstantValue
        ? field.ConstantValue switch
        {
            byte value => value,
            ushort value => value,
            uint value => value,
            ulong value => value,
            sbyte and >= 0 or short and >= 0 or int and >= 0 or long and >= 0 => Convert.ToUInt64(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;

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

    private static TypedConstant? Argument(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private static object? Value(AttributeData attribute, string name) => Argument(attribute, name) is { Kind: not TypedConstantKind.Array } value ? value.Value : null;

    private static string? Text(AttributeData attribute, string name) => Value(attribute, name) as string;

    private static string? Member(AttributeData attribute, string name) => Argument(attribute, name) is { Kind: TypedConstantKind.Enum } value ? EnumMemberName(value) : null;

    private static int Integer(AttributeData attribute, string name, int otherwise) => Value(attribute, name) is int value ? value : otherwise;
}
