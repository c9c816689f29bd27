// Facts: which assemblies carry any. The attributes are embedded into each assembly that has generated code.
using System.Linq;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Facts;

internal static class FactAssemblies
{
    /// <summary>True for an assembly that declares the attributes. Asks the tables of metadata, for to ask a symbol makes it read all of its types' names.</summary>
    public static bool CarriesFacts(IAssemblySymbol assembly)
    {
        if (assembly.GetMetadata() is not { } metadata)
        {
            return assembly.GetTypeByMetadataName(FactReader.RoleMetadataName) is not null;
        }

        return metadata.GetModules().Select(static module => module.GetMetadataReader()).Any(static reader => reader.TypeDefinitions.Any(handle =>
            reader.GetTypeDefinition(handle) is var type
            && reader.StringComparer.Equals(type.Namespace, FactReader.AttributeNamespace)
            && reader.StringComparer.Equals(type.Name, FactReader.RoleAttribute)));
    }
}
