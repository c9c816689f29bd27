// Stage: Requests. In: a class that bears [UapiBindings]. Out: names only, and beside them the attribute's place.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using UapiGen.Model;

namespace UapiGen.Pipeline;

/// <summary>A request, and where its attribute stands; the place goes to the diagnostics only.</summary>
internal sealed record PlacedRequest(BindingsRequest Request, PlaceInfo Place);

internal static class RequestReader
{
    public static PlacedRequest Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var symbol = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        Location place = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? context.TargetNode.GetLocation();
        return new PlacedRequest(Read(symbol, attribute), PlaceInfo.Create(place));
    }

    /// <summary>
    /// One request a class, though it may bear the attribute on several of its parts by mistake; and a name of its own for the
    /// files of each, though C# tells classes by case and file names do not.
    /// </summary>
    public static IEnumerable<BindingsRequest> OnePerClass(IEnumerable<BindingsRequest> requests)
    {
        var classes = new HashSet<BindingsClass>();
        var names = new HashSet<string>(System.StringComparer.OrdinalIgnoreCase);
        foreach (BindingsRequest request in requests.Where(request => classes.Add(request.Class)))
        {
            string name = request.Class.FullName;
            for (int i = 2; !names.Add(name); i++)
            {
                name = request.Class.FullName + "." + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            yield return name == request.Class.FullName ? request : request with { Class = request.Class with { FileFolder = name } };
        }
    }

    private static BindingsRequest Read(INamedTypeSymbol symbol, AttributeData attribute)
    {
        TypedConstant? headers = attribute.ConstructorArguments.Length == 0 ? null : attribute.ConstructorArguments[0];
        Dictionary<string, TypedConstant> named = attribute.NamedArguments.ToDictionary(pair => pair.Key, pair => pair.Value);
        bool isPascalCase = named.TryGetValue("Naming", out TypedConstant naming) && naming.Value is 1;
        return new BindingsRequest(
            ReadClass(symbol),
            Strings(headers).Select(header => header.Replace('\\', '/')).Distinct().ToEquatableArray(),
            Strings(named.TryGetValue("Include", out TypedConstant include) ? include : null).ToEquatableArray(),
            Strings(named.TryGetValue("Exclude", out TypedConstant exclude) ? exclude : null).ToEquatableArray(),
            isPascalCase);
    }

    private static BindingsClass ReadClass(INamedTypeSymbol symbol)
    {
        var declarations = new List<string>();
        var names = new List<string>();
        for (INamedTypeSymbol? type = symbol; type is not null; type = type.ContainingType)
        {
            declarations.Insert(0, Declaration(type));
            names.Insert(0, type.MetadataName.Replace('`', '_'));
        }

        string @namespace = symbol.ContainingNamespace.IsGlobalNamespace
            ? ""
            : symbol.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
        string fullName = string.Join(".", names);
        return new BindingsClass(
            @namespace, declarations.ToEquatableArray(), CSharpNames.Escape(symbol.Name), @namespace.Length == 0 ? fullName : @namespace.Replace("@", "") + "." + fullName);
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        string keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        string parameters = type.TypeParameters.Length == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name)) + ">";
        return "partial " + keyword + " " + CSharpNames.Escape(type.Name) + parameters;
    }

    private static IEnumerable<string> Strings(TypedConstant? constant) => constant switch
    {
        { Kind: TypedConstantKind.Array, IsNull: false } array => array.Values.Select(value => value.Value).OfType<string>(),
        { Kind: TypedConstantKind.Primitive, Value: string single } => [single],
        _ => [],
    };
}
