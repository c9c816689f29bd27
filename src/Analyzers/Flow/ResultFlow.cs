// Flow: from one call onwards, whether its held result is ever looked at, and which of its outputs are read before that.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>Follows the result of one call that a local or a parameter holds.</summary>
internal sealed class ResultFlow(ControlFlowGraph graph, UapiSymbols symbols, IOperation call, IOperation root, ISymbol holder, CallOutputs outputs)
    : ForwardFlow<ResultFlow.State>(graph)
{
    private readonly List<IOperation> _earlyReads = [];
    private bool _isReached;
    private bool _isRead;

    protected override State Start { get; } = new(false, Empty);

    private static ImmutableHashSet<ISymbol> Empty { get; } = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>Reads of outputs that some path reaches before the result is looked at.</summary>
    public IReadOnlyList<IOperation> EarlyReads => _earlyReads;

    /// <summary>True when no path looks at the result before it is overwritten or forgotten.</summary>
    public bool IsDropped => _isReached && !_isRead;

    public ResultFlow Follow()
    {
        Run();
        return this;
    }

    protected override State Join(State left, State right) => new(left.IsPending || right.IsPending, left.Unsure.Union(right.Unsure));

    protected override bool Same(State left, State right) => left.IsPending == right.IsPending && left.Unsure.SetEquals(right.Unsure);

    /// <summary>In a handler the result may be looked at; the outputs are not suspected there, for the call itself may be what threw.</summary>
    protected override State Thrown(State before, State after) => new(before.IsPending || after.IsPending, Empty);

    protected override State Apply(State state, Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Evaluate when effect.Operation.Syntax == call.Syntax && effect.Operation.Kind == call.Kind:
                _isReached = true;
                return new State(true, outputs.Whole.Union(outputs.Members));

            case EffectKind.Read or EffectKind.Expose when Names(effect.Operation, holder):
                _isRead |= state.IsPending;
                return new State(false, Empty);

            case EffectKind.Write when Names(effect.Operation, holder):
                return IsOwnResult(effect.Value) ? state : new State(false, state.Unsure);

            case EffectKind.Read when Variable(effect.Operation) is { } variable && state.Unsure.Contains(variable):
                return Suspect(state, effect.Operation, variable);

            case EffectKind.Write or EffectKind.Expose when CallOutputs.Symbol(effect.Operation) is { } variable:
                return new State(state.IsPending, state.Unsure.Remove(variable));

            default:
                return state;
        }
    }

    private State Suspect(State state, IOperation read, ISymbol variable)
    {
        if (!outputs.Whole.Contains(variable) && !(read is IMemberReferenceOperation member && symbols.Find(member.Member, RoleKind.Output) is not null))
        {
            return state;
        }

        if (IsNullTest(read))
        {
            return new State(state.IsPending, Empty);
        }

        if (IsSettled && !IsUsedWithResult(read))
        {
            _earlyReads.Add(read);
        }

        return new State(state.IsPending, state.Unsure.Remove(variable));
    }

    /// <summary>True in <c>buffer is null</c> and <c>buffer?.Tag</c>: an object that is absent on failure tells as much as the result.</summary>
    private bool IsNullTest(IOperation read)
    {
        var current = Original(read);
        while (current?.Parent is IConversionOperation conversion)
        {
            current = conversion;
        }

        return read.Type is { IsReferenceType: true } && current?.Parent switch
        {
            IIsPatternOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
            IConditionalAccessOperation access => access.Operation == current,
            ICoalesceOperation coalesce => coalesce.Value == current,
            _ => false,
        };
    }

    /// <summary>True in <c>new Answer(tag, result)</c>: the output goes nowhere without the result beside it.</summary>
    private bool IsUsedWithResult(IOperation read)
    {
        var current = Original(read);
        while (current?.Parent is { } parent && parent is not (IBlockOperation or ISwitchCaseOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation
            or ISwitchOperation or ILoopOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }))
        {
            current = parent;
        }

        return current is not null && current.DescendantsAndSelf().Any(operation => Names(operation, holder) && LocalWrites.IsRead(operation));
    }

    /// <summary>The operation in the body from which the graph's own was made: there, expressions are still whole.</summary>
    private IOperation? Original(IOperation operation) =>
        BodyOperations.Of(root).All.FirstOrDefault(candidate => candidate.Syntax == operation.Syntax && candidate.Kind == operation.Kind);

    private bool IsOwnResult(IOperation? value) => value is not null && value.Syntax.Span.Contains(call.Syntax.Span);

    private static bool Names(IOperation operation, ISymbol variable) => SymbolEqualityComparer.Default.Equals(Variable(operation), variable);

    /// <summary>The variable that a read of it, or of a member of it, starts from.</summary>
    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        IMemberReferenceOperation { Instance: { } instance } => Variable(instance),
        _ => CallOutputs.Symbol(operation),
    };

    /// <summary>What holds at one point.</summary>
    /// <param name="IsPending">The result has come and was not looked at.</param>
    /// <param name="Unsure">Outputs that may hold no answer.</param>
    internal sealed record State(bool IsPending, ImmutableHashSet<ISymbol> Unsure);
}
