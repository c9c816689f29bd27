// Stage: model. In: a translation unit. Out: the types that the named header declares, and those that they need.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;

namespace UapiGen.Model;

/// <summary>Types to emit: roots are those of file 0, the header itself; the rest is reached by value or by pointer.</summary>
internal sealed class Closure
{
    private readonly HashSet<RecordDeclaration> _records = [];
    private readonly HashSet<EnumDeclaration> _enums = [];

    private Closure()
    {
    }

    public IReadOnlyList<RecordDeclaration> Records { get; private set; } = [];

    public IReadOnlyList<RecordDeclaration> OpaqueRecords { get; private set; } = [];

    public IReadOnlyList<EnumDeclaration> Enums { get; private set; } = [];

    public static Closure Of(TranslationUnit unit)
    {
        var closure = new Closure();
        foreach (RecordDeclaration record in unit.Records.Concat(unit.OpaqueRecords).Where(record => IsRoot(record)))
        {
            closure.Visit(record);
        }

        foreach (EnumDeclaration @enum in unit.Enums.Where(@enum => IsRoot(@enum)))
        {
            closure._enums.Add(@enum);
        }

        foreach (IoctlDeclaration ioctl in unit.Ioctls.Where(ioctl => IsRoot(ioctl)))
        {
            closure.Visit(ioctl.Argument);
        }

        closure.Records = unit.Records.Where(closure._records.Contains).ToList();
        closure.OpaqueRecords = unit.OpaqueRecords.Where(closure._records.Contains).ToList();
        closure.Enums = unit.Enums.Where(@enum => @enum.Name is not null && @enum.IsComplete && closure._enums.Contains(@enum)).ToList();
        return closure;
    }

    public static bool IsRoot(Declaration declaration) => declaration.Location.File == 0;

    private void Visit(RecordDeclaration record)
    {
        if (!_records.Add(record))
        {
            return;
        }

        foreach (FieldDeclaration field in record.Fields)
        {
            Visit(field.Type);
        }
    }

    private void Visit(CType? type)
    {
        switch (type)
        {
            case TypedefType typedef:
                Visit(typedef.Declaration.Type);
                break;
            case QualifiedType qualified:
                Visit(qualified.Unqualified);
                break;
            case PointerType pointer:
                Visit(pointer.Target);
                break;
            case ArrayType array:
                Visit(array.Element);
                break;
            case FunctionType function:
                Visit(function.Return);
                foreach (FunctionParameter parameter in function.Parameters)
                {
                    Visit(parameter.Type);
                }

                break;
            case RecordType record:
                Visit(record.Declaration);
                break;
            case EnumType @enum:
                _enums.Add(@enum.Declaration);
                break;
            case VectorType vector:
                Visit(vector.Element);
                break;
            case ComplexType complex:
                Visit(complex.Element);
                break;
        }
    }
}
