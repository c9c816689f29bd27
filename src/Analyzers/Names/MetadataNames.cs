// Names: those that a referenced assembly declares with facts, read from its metadata tables: no symbol is made.
using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace UapiGen.Analyzers.Names;

/// <summary>Reads one module.</summary>
internal sealed class MetadataNames(MetadataReader reader, NamesBuilder names)
{
    private const string FactNamespace = "UapiGen";

    private readonly Dictionary<EntityHandle, string?> _facts = [];
    private readonly HashSet<TypeDefinitionHandle> _bindings = [];
    private Dictionary<ParameterHandle, MethodDefinitionHandle>? _methods;

    /// <summary>Adds the names that facts stand on.</summary>
    public void AddFacts()
    {
        foreach (var handle in reader.CustomAttributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (!_facts.TryGetValue(attribute.Constructor, out var fact))
            {
                _facts.Add(attribute.Constructor, fact = FactOf(attribute.Constructor));
            }

            if (fact is not null)
            {
                Add(attribute.Parent, fact);
            }
        }

        foreach (var bindings in _bindings)
        {
            var type = reader.GetTypeDefinition(bindings);
            AddFields(type.GetFields(), NameUse.Opens);
            AddProperties(type.GetProperties(), NameUse.Opens);
            AddMethods(type.GetMethods(), NameUse.Reaches);
            names.Bindings.Add(Simple(type.Name));
        }
    }

    /// <summary>Adds all types, and the methods that extend others: whoever gets hold of a value with facts from this assembly names one of them.</summary>
    public void AddTypes()
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            names.AddReferenced(Simple(type.Name));
            if ((type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed)) == (TypeAttributes.Abstract | TypeAttributes.Sealed))
            {
                foreach (var method in type.GetMethods())
                {
                    AddExtension(reader.GetMethodDefinition(method));
                }
            }
        }
    }

    /// <summary>Adds the P/Invokes that rules ask for.</summary>
    /// <param name="functions">Only these functions of C.</param>
    /// <param name="seesInternals">The assembly lets the compilation use what is internal.</param>
    public void AddImports(Func<string, bool> functions, bool seesInternals)
    {
        if (reader.GetTableRowCount(TableIndex.ImplMap) == 0)
        {
            return;
        }

        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0
                && (seesInternals || (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
                && method.GetImport() is { Name.IsNil: false } import
                && functions(reader.GetString(import.Name)))
            {
                names.Add(reader.GetString(method.Name), NameUse.Opens);
            }
        }
    }

    private void AddExtension(MethodDefinition method)
    {
        foreach (var attribute in method.GetCustomAttributes())
        {
            if (TypeOf(reader.GetCustomAttribute(attribute).Constructor) is ("System.Runtime.CompilerServices", "ExtensionAttribute"))
            {
                var name = reader.GetString(method.Name);
                names.Add(name, NameUse.Reaches);
                names.IsReachedEverywhere |= NamesBuilder.IsCalledUnnamed(name);
            }
        }
    }

    private void Add(EntityHandle parent, string fact)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeDefinition:
                AddRecord((TypeDefinitionHandle)parent);
                break;
            case HandleKind.FieldDefinition:
                names.Add(reader.GetString(reader.GetFieldDefinition((FieldDefinitionHandle)parent).Name), Use(fact));
                break;
            case HandleKind.PropertyDefinition:
                AddNamed(reader.GetString(reader.GetPropertyDefinition((PropertyDefinitionHandle)parent).Name), Use(fact));
                break;
            case HandleKind.MethodDefinition:
                AddMethod((MethodDefinitionHandle)parent);
                break;
            case HandleKind.Parameter:
                AddMethod(MethodOf((ParameterHandle)parent));
                break;
        }
    }

    private void AddRecord(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        AddFields(type.GetFields(), NameUse.Member);
        AddProperties(type.GetProperties(), NameUse.Member);
        AddMethods(type.GetMethods(), NameUse.Member);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            _bindings.Add(outer);
        }
    }

    private void AddMethod(MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        var name = reader.GetString(method.Name);
        if (name == ".ctor")
        {
            names.AddConstructor(Simple(reader.GetTypeDefinition(method.GetDeclaringType()).Name));
            return;
        }

        // Invoke is a delegate's, get_X and op_X are called by other names or by none.
        names.OpensAll |= name == "Invoke" || (method.Attributes & MethodAttributes.SpecialName) != 0;
        AddNamed(name, NameUse.Member);
    }

    private void AddNamed(string name, NameUse use)
    {
        // An explicit implementation bears the interface's name too.
        var simple = name.Substring(name.LastIndexOf('.') + 1);
        names.OpensAll |= simple == "Item" || NamesBuilder.IsCalledUnnamed(simple);
        names.Add(simple, use);
    }

    private void AddFields(FieldDefinitionHandleCollection fields, NameUse use)
    {
        foreach (var field in fields)
        {
            names.Add(reader.GetString(reader.GetFieldDefinition(field).Name), use);
        }
    }

    private void AddMethods(MethodDefinitionHandleCollection methods, NameUse use)
    {
        foreach (var handle in methods)
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.SpecialName) == 0)
            {
                names.Add(reader.GetString(method.Name), use);
            }
        }
    }

    private void AddProperties(PropertyDefinitionHandleCollection properties, NameUse use)
    {
        foreach (var property in properties)
        {
            names.Add(reader.GetString(reader.GetPropertyDefinition(property).Name), use);
        }
    }

    private MethodDefinitionHandle MethodOf(ParameterHandle parameter)
    {
        if (_methods is null)
        {
            _methods = [];
            foreach (var method in reader.MethodDefinitions)
            {
                foreach (var own in reader.GetMethodDefinition(method).GetParameters())
                {
                    _methods[own] = method;
                }
            }
        }

        return _methods[parameter];
    }

    private string? FactOf(EntityHandle constructor) => TypeOf(constructor) is (FactNamespace, var name) && NamesBuilder.IsFact(name) ? name : null;

    private (string Namespace, string Name) TypeOf(EntityHandle constructor)
    {
        var type = constructor.Kind == HandleKind.MethodDefinition
            ? reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
            : reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return type.Kind switch
        {
            HandleKind.TypeDefinition when reader.GetTypeDefinition((TypeDefinitionHandle)type) is var definition => (reader.GetString(definition.Namespace), reader.GetString(definition.Name)),
            HandleKind.TypeReference when reader.GetTypeReference((TypeReferenceHandle)type) is var reference => (reader.GetString(reference.Namespace), reader.GetString(reference.Name)),
            _ => ("", ""),
        };
    }

    private static NameUse Use(string fact) => NamesBuilder.IsFactOfConstant(fact) ? NameUse.Opens : NameUse.Member;

    /// <summary>Without the number of type parameters.</summary>
    private string Simple(StringHandle name)
    {
        var text = reader.GetString(name);
        var tick = text.IndexOf('`');
        return tick < 0 ? text : text.Substring(0, tick);
    }
}
