// Flow: which variables hold a descriptor that was closed on every path.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

internal sealed class ClosedFlow(ControlFlowGraph graph, UapiSymbols symbols, IOperation root) : ForwardFlow<ImmutableHashSet<ISymbol>>(graph)
{
    private readonly List<IOperation> _uses = [];

    /// <summary>Arguments and fields for the kernel that get a closed descriptor.</summary>
    public IReadOnlyList<IOperation> Uses => _uses;

    protected override ImmutableHashSet<ISymbol> Start => ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    public ClosedFlow Follow()
    {
        Run();
        return this;
    }

    protected override ImmutableHashSet<ISymbol> Join(ImmutableHashSet<ISymbol> left, ImmutableHashSet<ISymbol> right) => left.Intersect(right);

    protected override bool Same(ImmutableHashSet<ISymbol> left, ImmutableHashSet<ISymbol> right) => left.SetEquals(right);

    protected override ImmutableHashSet<ISymbol> Apply(ImmutableHashSet<ISymbol> state, Effect effect)
    {
        switch (effect)
        {
            case { Kind: EffectKind.Write, Operation: IMemberReferenceOperation { Member: var member }, Value: { } value } when symbols.Find(member, RoleKind.FileDescriptor) is not null:
                Check(state, value);
                return state;

            case { Kind: EffectKind.Write or EffectKind.Expose } when CallOutputs.Symbol(effect.Operation) is { } variable:
                return state.Remove(variable);

            case { Kind: EffectKind.Evaluate, Operation: IInvocationOperation invocation } when KernelCall.From(symbols, invocation, root) is { EntryPoint: { } function } call:
                foreach (var argument in call.Arguments)
                {
                    Check(state, argument.Value);
                }

                return function == "close" && call.Arguments.Length == 1 && Variable(call.Arguments[0].Value) is { } closed ? state.Add(closed) : state;

            default:
                return state;
        }
    }

    private void Check(ImmutableHashSet<ISymbol> state, IOperation value)
    {
        if (IsSettled && Variable(value) is { } variable && state.Contains(variable) && _uses.All(use => use.Syntax != value.Syntax))
        {
            _uses.Add(value);
        }
    }

    private static ISymbol? Variable(IOperation value) => value is IConversionOperation conversion ? Variable(conversion.Operand) : CallOutputs.Symbol(value);
}
