// Flow: what one statement of a control-flow graph does, in order of evaluation: reads, writes, references handed out, calls.
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal enum EffectKind
{
    /// <summary>The operation's value is used.</summary>
    Read,

    /// <summary>The operation gets <see cref="Effect.Value"/>: an expression, a compound assignment, or something unknown when that is null.</summary>
    Write,

    /// <summary>A reference or an address of the operation is handed out.</summary>
    Expose,

    /// <summary>Any other operation, after its operands: a call, a conversion.</summary>
    Evaluate,
}

/// <summary>One step of evaluation.</summary>
internal readonly record struct Effect(EffectKind Kind, IOperation Operation, IOperation? Value = null);

/// <summary>Takes the statements of one graph apart.</summary>
internal sealed class Effects(FlowCaptures captures)
{
    /// <summary>Adds what an operation and its operands do.</summary>
    public void Collect(IOperation? operation, List<Effect> effects)
    {
        switch (operation)
        {
            case null or { ConstantValue.HasValue: true }:
                break;

            case ISimpleAssignmentOperation assignment:
                CollectAddress(assignment.Target, effects);
                if (assignment.IsRef)
                {
                    CollectAddress(assignment.Value, effects);
                    effects.Add(new Effect(EffectKind.Expose, assignment.Value));
                    effects.Add(new Effect(EffectKind.Write, captures.Target(assignment.Target)));
                }
                else
                {
                    Collect(assignment.Value, effects);
                    effects.Add(new Effect(EffectKind.Write, captures.Target(assignment.Target), assignment.Value));
                }

                break;

            case ICompoundAssignmentOperation assignment:
                Collect(assignment.Target, effects);
                Collect(assignment.Value, effects);
                effects.Add(new Effect(EffectKind.Write, captures.Target(assignment.Target), assignment));
                break;

            case IIncrementOrDecrementOperation step:
                Collect(step.Target, effects);
                effects.Add(new Effect(EffectKind.Write, captures.Target(step.Target)));
                break;

            case IDeconstructionAssignmentOperation assignment:
                Collect(assignment.Value, effects);
                CollectTargets(assignment.Target, effects);
                break;

            case IFlowCaptureOperation capture:
                CollectAddressOrValue(capture, effects);
                break;

            case IFlowCaptureReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation
                or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation:
                CollectAddress(operation, effects);
                effects.Add(new Effect(EffectKind.Read, captures.Target(operation)));
                break;

            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                Expose(argument.Value, effects);
                break;

            case IAddressOfOperation address:
                Expose(address.Reference, effects);
                break;

            default:
                foreach (var child in operation.ChildOperations)
                {
                    Collect(child, effects);
                }

                effects.Add(new Effect(EffectKind.Evaluate, operation));
                break;
        }
    }

    private void CollectAddressOrValue(IFlowCaptureOperation capture, List<Effect> effects)
    {
        if (captures.IsTarget(capture.Id))
        {
            CollectAddress(capture.Value, effects);
        }
        else
        {
            Collect(capture.Value, effects);
            effects.Add(new Effect(EffectKind.Write, capture, capture.Value));
        }
    }

    private void Expose(IOperation operation, List<Effect> effects)
    {
        CollectAddress(operation, effects);
        effects.Add(new Effect(EffectKind.Expose, captures.Target(operation)));
    }

    private void CollectTargets(IOperation target, List<Effect> effects)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                CollectTargets(declaration.Expression, effects);
                break;

            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    CollectTargets(element, effects);
                }

                break;

            default:
                CollectAddress(target, effects);
                effects.Add(new Effect(EffectKind.Write, captures.Target(target)));
                break;
        }
    }

    /// <summary>What has to be evaluated to know where <paramref name="place"/> lies, without a read of it.</summary>
    private void CollectAddress(IOperation? place, List<Effect> effects)
    {
        switch (place)
        {
            case null or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation
                or IFlowCaptureReferenceOperation or IDiscardOperation or IDeclarationExpressionOperation:
                break;

            case IFieldReferenceOperation field:
                CollectInstance(field.Instance, effects);
                break;

            case IPropertyReferenceOperation property:
                CollectInstance(property.Instance, effects);
                foreach (var argument in property.Arguments)
                {
                    Collect(argument, effects);
                }

                break;

            case IArrayElementReferenceOperation element:
                CollectAddress(element.ArrayReference, effects);
                foreach (var index in element.Indices)
                {
                    Collect(index, effects);
                }

                break;

            default:
                Collect(place, effects);
                break;
        }
    }

    /// <summary>A member of an object takes a read of the reference; one of a structure takes its address alone.</summary>
    private void CollectInstance(IOperation? instance, List<Effect> effects)
    {
        if (instance is { Type.IsReferenceType: true })
        {
            Collect(instance, effects);
        }
        else
        {
            CollectAddress(instance, effects);
        }
    }
}
