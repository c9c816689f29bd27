// Facts: which methods carry a request to the kernel besides the P/Invoke itself: by name, and by the user's .editorconfig.
using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace UapiGen.Analyzers.Facts;

/// <summary>What a user says of methods of their own.</summary>
/// <param name="Ioctls">Names, simple or with the type's full name, of methods that take a request and hand its argument to the kernel as it is.</param>
/// <param name="Checks">Names of methods that do not return when a value is out of bounds.</param>
/// <param name="Imports">Names of methods that hand the dma-buf among their arguments to an importer.</param>
internal sealed record OwnMethods(ImmutableArray<string> Ioctls, ImmutableArray<string> Checks, ImmutableArray<string> Imports)
{
    /// <summary>Comma-separated: <c>uapigen_ioctl_methods = Control, Acme.Device.Send</c>.</summary>
    public const string IoctlsKey = "uapigen_ioctl_methods";

    /// <summary>Comma-separated: <c>uapigen_check_methods = Demand, Acme.Guard.Fits</c>.</summary>
    public const string ChecksKey = "uapigen_check_methods";

    /// <summary>Comma-separated: <c>uapigen_import_methods = ibv_reg_dmabuf_mr</c>.</summary>
    public const string ImportsKey = "uapigen_import_methods";

    public static readonly OwnMethods None = new([], [], []);

    public static OwnMethods Of(AnalyzerOptions options, SyntaxTree tree)
    {
        var settings = options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        var ioctls = List(settings, IoctlsKey);
        var checks = List(settings, ChecksKey);
        var imports = List(settings, ImportsKey);
        return ioctls.IsEmpty && checks.IsEmpty && imports.IsEmpty ? None : new OwnMethods(ioctls, checks, imports);
    }

    /// <summary>
    /// True for a method named <c>ioctl</c>, or ending in <c>Ioctl</c>, that cannot know what it hands over: its argument is untyped memory or generic.
    /// True as well for each that the user names.
    /// </summary>
    public bool IsIoctl(IMethodSymbol method) => Names(Ioctls, method)
        || ((method.Name.EndsWith("Ioctl", StringComparison.Ordinal) || method.Name == "ioctl")
            && method.OriginalDefinition.Parameters.All(static parameter => !IsOwnStruct(parameter.Type)));

    /// <summary>True as well for a method whose text shows that it hands a request among its parameters, and the argument, on as they are.</summary>
    public bool Carries(IMethodSymbol method) => IsIoctl(method) || CarrierMethods.Of(method) is { Request: null };

    public bool IsCheck(IMethodSymbol method) => Names(Checks, method);

    public bool IsImport(IMethodSymbol method) => Names(Imports, method);

    private static bool Names(ImmutableArray<string> names, IMethodSymbol method)
    {
        foreach (var name in names)
        {
            if (name == method.Name || (name.EndsWith("." + method.Name, StringComparison.Ordinal) && name == $"{method.ContainingType.ToDisplayString()}.{method.Name}"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOwnStruct(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol pointer => IsOwnStruct(pointer.PointedAtType),
        INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, Arity: 0 } named => named.GetAttributes().Any(
            static attribute => attribute.AttributeClass?.Name == "UapiRecordAttribute"),
        _ => false,
    };

    private static ImmutableArray<string> List(AnalyzerConfigOptions settings, string key) => settings.TryGetValue(key, out var value)
        ? [.. value.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(static name => name.Trim()).Where(static name => name.Length > 0)]
        : [];
}
