// Stage: hazards. One record as each target lays it out, its members paired: the n-th that has no name with the n-th there.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Model.Hazards;

/// <summary>A record on one target.</summary>
/// <param name="Measure">Answers for that target.</param>
/// <param name="Record">Its declaration there.</param>
internal sealed record TargetRecord(TypeMeasure Measure, RecordDeclaration Record)
{
    public Target Target => Measure.Target;
}

/// <param name="all">The target that is written down first; then those that have the record too.</param>
internal sealed class SpreadRecord(IReadOnlyList<TargetRecord> all)
{
    public IReadOnlyList<TargetRecord> All { get; } = all;

    public TargetRecord Reference => All[0];

    /// <summary>The record on one target; null where that has none.</summary>
    public TargetRecord? On(Target target) => All.FirstOrDefault(record => record.Target == target);

    /// <summary>The member that stands for one of the first target's; null when that record has none.</summary>
    public FieldDeclaration? Find(TargetRecord on, FieldDeclaration field) => ReferenceEquals(on.Record, Reference.Record)
        ? field
        : field.Name is not null ? on.Record.Fields.FirstOrDefault(other => other.Name == field.Name)
        : on.Record.Fields.Where(other => other.Name is null).ElementAtOrDefault(Reference.Record.Fields.Where(other => other.Name is null).ToList().IndexOf(field));

    /// <summary>The untagged record that a member declares as its type, an array's element included; null when it declares none.</summary>
    public SpreadRecord? Within(FieldDeclaration field) => Untagged(field) is null ? null : new SpreadRecord(All
        .Select(on => Find(on, field) is { } counterpart && Untagged(counterpart) is { } record ? new TargetRecord(on.Measure, record) : null)
        .OfType<TargetRecord>()
        .ToList());

    private static RecordDeclaration? Untagged(FieldDeclaration field)
    {
        CType type = field.Type.Canonical;
        while (type is ArrayType array)
        {
            type = array.Element.Canonical;
        }

        return field.BitWidth is null && type is RecordType { Declaration: { Name: null, IsComplete: true } record } ? record : null;
    }
}
