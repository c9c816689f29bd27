// Stage: model. One record as one target lays it out, its members by name.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Model;

/// <summary>A record of one target's unit.</summary>
internal sealed class LaidOut
{
    private readonly Dictionary<string, FlatField> _byName;

    public LaidOut(Target target, RecordDeclaration record)
        : this(target, record, FlatField.Flatten(record))
    {
    }

    private LaidOut(Target target, RecordDeclaration record, List<FlatField> fields)
    {
        Target = target;
        Record = record;
        Fields = fields;
        _byName = new Dictionary<string, FlatField>(fields.Count, StringComparer.Ordinal);
        foreach (FlatField field in fields.Where(field => !_byName.ContainsKey(field.Name)))
        {
            _byName.Add(field.Name, field);
        }
    }

    public Target Target { get; }

    public RecordDeclaration Record { get; }

    /// <summary>Its named members, those of anonymous members included.</summary>
    public IReadOnlyList<FlatField> Fields { get; }

    /// <summary>The member of that name; null when there is none.</summary>
    public FlatField? Find(string name) => _byName.TryGetValue(name, out FlatField field) ? field : null;

    /// <summary>It, with types that have 64 bits on the ILP32 targets too.</summary>
    public LaidOut WidenedBy(IEnumerable<LaidOut> others)
    {
        LaidOut? narrow = others.FirstOrDefault(other => other.Target.PointerSize < Target.PointerSize);
        return narrow is null ? this : new LaidOut(Target, Record, Fields.Select(field => narrow.Find(field.Name) is { } counterpart
            ? field with { Type = TypeAgreement.Widen(field.Type, counterpart.Type, narrow.Target) }
            : field).ToList());
    }
}
