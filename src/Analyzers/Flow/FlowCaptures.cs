// Flow: the temporaries that a control-flow graph makes where an expression branches, and what each stands for.
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal sealed class FlowCaptures
{
    private readonly Dictionary<CaptureId, IOperation?> _values = [];
    private readonly HashSet<CaptureId> _targets = [];

    public FlowCaptures(ImmutableArray<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case IFlowCaptureOperation capture:
                    // Captured once, it stands for its value; captured on several paths, for a choice of them.
                    _values[capture.Id] = _values.ContainsKey(capture.Id) ? null : capture.Value;
                    break;

                case IFlowCaptureReferenceOperation reference when !LocalWrites.IsRead(reference):
                    _targets.Add(reference.Id);
                    break;
            }
        }
    }

    /// <summary>True when the capture stands for a place that is written later, and not for the value that it has now.</summary>
    public bool IsTarget(CaptureId id) => _targets.Contains(id);

    /// <summary>The place that a reference to such a capture means; any other operation is its own.</summary>
    public IOperation Target(IOperation operation) => operation switch
    {
        IFlowCaptureReferenceOperation reference when IsTarget(reference.Id) && Value(reference) is { } place => Target(place),
        IDeclarationExpressionOperation declaration => Target(declaration.Expression),
        _ => operation,
    };

    /// <summary>The one expression that a capture holds; null when there are several.</summary>
    public IOperation? Value(IFlowCaptureReferenceOperation reference) => _values.TryGetValue(reference.Id, out var value) ? value : null;
}
