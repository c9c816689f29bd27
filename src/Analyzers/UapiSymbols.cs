// The facts on symbols: attributes in, roles out, each symbol read once a compilation.
// The attributes are embedded into every assembly, so they are known by their full names and not by one type.
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers;

/// <summary>What a compilation knows about the kernel's contract. Made once a compilation; safe for many threads.</summary>
internal sealed class UapiSymbols
{
    private static readonly ConditionalWeakTable<Compilation, UapiSymbols> Known = new();

    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<Role>> _roles = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, string?> _functions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, RecordFacts?> _records = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, RequestFacts?> _requests = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _bindings = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, FeatureFacts?> _features = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Dictionary<ulong, FeatureFacts>> _featuresIn = new(SymbolEqualityComparer.Default);

    private ImmutableArray<RequestFacts> _allRequests;

    /// <summary>Gets a value indicating whether the compilation or an assembly that it refers to carries facts.</summary>
    public bool HasFacts { get; }

    private UapiSymbols(Compilation compilation)
    {
        HasFacts = compilation.Assembly.GetTypeByMetadataName(FactReader.RoleMetadataName) is not null
            || compilation.SourceModule.ReferencedAssemblySymbols.Any(FactAssemblies.CarriesFacts);
    }

    /// <summary>The facts of a compilation; the same object for all who ask.</summary>
    public static UapiSymbols Of(Compilation compilation) => Known.GetValue(compilation, static c => new UapiSymbols(c));

    /// <summary>The roles on a field, property, parameter or method; those of a method that it overrides come along.</summary>
    public ImmutableArray<Role> RolesOf(ISymbol symbol) =>
        HasFacts ? _roles.GetOrAdd(symbol.OriginalDefinition, static s => FactReader.Roles(s)) : [];

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

    /// <summary>The facts of a struct that mirrors a C record; null for any other type.</summary>
    public RecordFacts? RecordOf(ITypeSymbol? type) => HasFacts && type is INamedTypeSymbol { TypeKind: TypeKind.Struct } named
        ? _records.GetOrAdd(named, s => FactReader.Record((INamedTypeSymbol)s, this))
        : null;

    /// <summary>True for a class that holds generated constants and records.</summary>
    public bool IsBindings(INamedTypeSymbol? type) => HasFacts && type is { IsStatic: true }
        && _bindings.GetOrAdd(type, s => ((INamedTypeSymbol)s).GetTypeMembers().Any(member => RecordOf(member) is not null));

    /// <summary>The facts of a request, given its constant, its property or its typed descriptor; null for anything else.</summary>
    public RequestFacts? RequestOf(ISymbol? symbol) => HasFacts && symbol is IFieldSymbol or IPropertySymbol
        ? _requests.GetOrAdd(symbol, static s => FactReader.Request(s))
        : null;

    /// <summary>The facts of a feature, given the constant that holds its index; null for anything else.</summary>
    public FeatureFacts? FeatureOf(ISymbol? symbol) => HasFacts && symbol is IFieldSymbol { HasConstantValue: true }
        ? _features.GetOrAdd(symbol, static s => FactReader.Feature((IFieldSymbol)s))
        : null;

    /// <summary>The feature with an index among those declared beside a record.</summary>
    public FeatureFacts? FeatureOf(RecordFacts head, ulong index) =>
        head.Type.ContainingType is { } declaring && _featuresIn.GetOrAdd(declaring, FeaturesIn).TryGetValue(index, out var feature) ? feature : null;

    private Dictionary<ulong, FeatureFacts> FeaturesIn(INamedTypeSymbol declaring)
    {
        var features = new Dictionary<ulong, FeatureFacts>();
        foreach (var feature in declaring.GetMembers().Select(FeatureOf).OfType<FeatureFacts>())
        {
            features[feature.Index] = features.TryGetValue(feature.Index, out var first) ? first : feature;
        }

        return features;
    }

    /// <summary>All requests of generated classes, of the compilation itself and of what it refers to.</summary>
    public ImmutableArray<RequestFacts> RequestsOf(Compilation compilation)
    {
        lock (_requests)
        {
            return _allRequests.IsDefault
                ? _allRequests = [.. compilation.SourceModule.ReferencedAssemblySymbols.Append(compilation.Assembly)
                    .Where(FactAssemblies.CarriesFacts)
                    .SelectMany(static assembly => Types(assembly.GlobalNamespace))
                    .Where(static type => type.IsStatic)
                    .SelectMany(static type => type.GetMembers())
                    .Select(RequestOf)
                    .OfType<RequestFacts>()]
                : _allRequests;
        }
    }

    /// <summary>True for a P/Invoke, made by DllImport or LibraryImport, of the C function <c>ioctl</c>.</summary>
    public bool IsIoctl(IMethodSymbol method) => FunctionOf(method) == "ioctl";

    /// <summary>The C function that a P/Invoke calls, looked up once a method; null for any other method.</summary>
    public string? FunctionOf(IMethodSymbol method) => method.IsStatic ? _functions.GetOrAdd(method.OriginalDefinition, static m => EntryPoint(m)) : null;

    /// <summary>The C function that a P/Invoke calls; null for any other method.</summary>
    public static string? EntryPoint(IMethodSymbol method)
    {
        if (method.GetDllImportData() is { } import)
        {
            return import.EntryPointName ?? method.Name;
        }

        return LibraryImport(method) is { } attribute
            ? attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "EntryPoint").Value.Value as string ?? method.Name
            : null;
    }

    /// <summary>True when the runtime keeps errno of a P/Invoke for the caller.</summary>
    public static bool KeepsError(IMethodSymbol method) => method.GetDllImportData() is { } import
        ? import.SetLastError
        : LibraryImport(method)?.NamedArguments.Any(static argument => argument is { Key: "SetLastError", Value.Value: true }) == true;

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    private static AttributeData? LibraryImport(IMethodSymbol method) => method.IsStatic && (method.IsPartialDefinition || method.PartialDefinitionPart is not null)
        ? method.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass is { Name: "LibraryImportAttribute" } type
            && type.ContainingNamespace.ToDisplayString() == "System.Runtime.InteropServices")
        : null;
}
