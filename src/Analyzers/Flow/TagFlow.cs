// Flow: from where a steering tag of more than 8 bits comes in to the casts that narrow it, minus the paths on which something proved that it fits.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>Judges the casts of one function to 8 bits.</summary>
internal sealed class TagFlow : ForwardFlow<TagFlow.State>
{
    private const int NarrowBits = 8;

    private readonly UapiSymbols _symbols;
    private readonly OwnMethods _own;
    private readonly IOperation _root;
    private readonly ImmutableHashSet<SyntaxNode> _casts;
    private readonly TagGuards _guards;
    private readonly List<(SyntaxNode Cast, IOperation Tag)> _losses = [];

    public TagFlow(ControlFlowGraph graph, UapiSymbols symbols, OwnMethods own, IOperation root, IEnumerable<SyntaxNode> casts)
        : base(graph)
    {
        _symbols = symbols;
        _own = own;
        _root = root;
        _casts = casts.ToImmutableHashSet();
        _guards = new TagGuards(Captures, root);
        var parameters = FlowGraphs.Operations(graph).OfType<IParameterReferenceOperation>()
            .Where(reference => reference.Parameter.RefKind != RefKind.Out && TagRoles.IsWide(symbols, reference))
            .Select(reference => new Place(reference.Parameter, null));
        Start = new State([.. parameters], [], [], [], []);
    }

    /// <summary>The casts that some path reaches with a tag that may be wider than 8 bits.</summary>
    public IReadOnlyList<(SyntaxNode Cast, IOperation Tag)> Losses => _losses;

    protected override State Start { get; }

    public TagFlow Follow()
    {
        Run();
        return this;
    }

    protected override State Join(State left, State right) => new(
        left.Wide.Union(right.Wide),
        left.Fits.Intersect(right.Fits),
        left.Pending.Intersect(right.Pending),
        left.Asked.Intersect(right.Asked),
        left.Eights.Intersect(right.Eights));

    protected override bool Same(State left, State right) =>
        left.Wide.SetEquals(right.Wide) && left.Fits.SetEquals(right.Fits) && left.Pending.SetEquals(right.Pending)
        && left.Asked.SetEquals(right.Asked) && left.Eights.SetEquals(right.Eights);

    protected override State Assume(State state, IOperation condition, bool truth)
    {
        foreach (var (place, upper) in _guards.Bounds(condition, truth))
        {
            if (upper <= TagGuards.NarrowMaximum)
            {
                state = state with { Fits = state.Fits.Add(place) };
            }

            if (upper <= NarrowBits)
            {
                var proven = state.Asked.Where(asked => asked.Width.Equals(place)).Select(asked => asked.Tag);
                state = state with { Eights = state.Eights.Add(place), Fits = state.Fits.Union(proven) };
            }
        }

        return state;
    }

    protected override State Apply(State state, Effect effect) => effect switch
    {
        { Kind: EffectKind.Write } => Written(state, effect.Operation, effect.Value),
        { Kind: EffectKind.Expose } => Place.From(effect.Operation, Captures) is { } place ? state.Forget(place) : state,
        { Kind: EffectKind.Read } => Tested(state, effect.Operation),
        { Operation: IConversionOperation { IsImplicit: false } conversion } => Narrowed(state, conversion),
        _ => KernelCall.From(_symbols, effect.Operation, _root) is { } call ? Called(state, call) : state,
    };

    private State Written(State state, IOperation target, IOperation? value)
    {
        if (Place.From(target, Captures) is not { } place)
        {
            return state;
        }

        var source = value is null ? null : Place.From(TagGuards.Bare(value), Captures);
        var copied = source is null ? [] : state.Fits.Where(fit => fit.IsWithin(source)).Select(fit => fit.Move(source, place));
        var after = state.Forget(place);
        after = after with { Fits = after.Fits.Except(after.Fits.Where(fit => fit.IsWithin(place))).Union(copied) };
        if (value is not null && TagIn(state, value) is not null)
        {
            return after with { Wide = after.Wide.Add(place) };
        }

        return value is not null && NarrowValue.Fits(value, _root) ? after with { Fits = after.Fits.Add(place) } : after;
    }

    /// <summary>Anything that reads the held result of a query for 8 bits is taken for its test.</summary>
    private static State Tested(State state, IOperation read)
    {
        var holder = CallOutputs.Symbol(read is IMemberReferenceOperation { Instance: { } instance } ? instance : read);
        var proven = state.Pending.Where(pending => SymbolEqualityComparer.Default.Equals(pending.Holder, holder)).Select(pending => pending.Tag);
        return state with { Fits = state.Fits.Union(proven) };
    }

    private State Narrowed(State state, IConversionOperation conversion)
    {
        if (IsSettled && _casts.Contains(conversion.Syntax) && TagIn(state, conversion.Operand) is { } tag && !IsComparedWithItself(conversion, tag))
        {
            _losses.Add((conversion.Syntax, tag));
        }

        return state;
    }

    private State Called(State state, KernelCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (call.RoleOf(argument, RoleKind.SteeringTag) is { } role && !TagRoles.IsInput(argument)
                && Target(argument) is { } place && TagRoles.IsWide(role, argument.Parameter?.Type))
            {
                state = state with { Wide = state.Wide.Add(place) };
                state = Asked(state, call, place);
            }
        }

        return state with { Fits = state.Fits.Union(GuardCalls.Proven(call, _guards, Captures, _own)) };
    }

    private State Asked(State state, KernelCall call, Place tag)
    {
        var width = SteeringTagQuery.WidthArgument(call) is { } argument ? Place.From(TagGuards.Bare(argument.Value), Captures) : null;
        return SteeringTagQuery.WidthOf(call, _root) == NarrowBits || width is not null && state.Eights.Contains(width)
            ? Promised(state, call, tag)
            : width is null ? state : state with { Asked = state.Asked.Add((tag, width)) };
    }

    /// <summary>The kernel hands out no tag wider than asked for, once it says success.</summary>
    private State Promised(State state, KernelCall call, Place tag)
    {
        var original = BodyOperations.Of(_root).All.FirstOrDefault(operation => operation.Syntax == call.Operation.Syntax && operation.Kind == call.Operation.Kind);
        return (original is null ? default : ResultUse.Of(original)) switch
        {
            { Fate: ResultFate.Used } => state with { Fits = state.Fits.Add(tag) },
            { Holder: { } holder } => state with { Pending = state.Pending.Add((tag, holder)) },
            _ => state,
        };
    }

    private Place? Target(IArgumentOperation argument)
    {
        var value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
        return value is IAddressOfOperation address
            ? Place.From(address.Reference, Captures)
            : CallOutputs.Variable(argument, _root) is { } variable ? new Place(variable, null)
            : argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out ? Place.From(value, Captures)
            : null;
    }

    /// <summary>The tag that an expression passes on with more than its lower 8 bits, unless it is known to fit.</summary>
    private IOperation? TagIn(State state, IOperation value)
    {
        var bare = TagGuards.Bare(value);
        switch (bare)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.And } masked:
                return PossibleValues.Constant(masked.RightOperand) is { } mask && mask > 0xFF ? TagIn(state, masked.LeftOperand) : null;

            case IFlowCaptureReferenceOperation reference when Captures.Value(reference) is { } captured && Place.From(captured, Captures) is null:
                return TagIn(state, captured);
        }

        var place = Place.From(bare, Captures);
        var isTag = place is null
            ? TagRoles.IsWide(_symbols, bare) && IsFresh(bare)
            : bare is IMemberReferenceOperation ? TagRoles.IsWide(_symbols, bare) : state.Wide.Contains(place) || IsCapturedMember(bare);
        return isTag && (place is null || !state.Fits.Contains(place)) ? bare : null;
    }

    private bool IsCapturedMember(IOperation operation) =>
        operation is IFlowCaptureReferenceOperation reference && Captures.Value(reference) is IMemberReferenceOperation member && TagRoles.IsWide(_symbols, member);

    /// <summary>True for a call and for a member of what a call returns: no guard can have seen that very value.</summary>
    private static bool IsFresh(IOperation operation) => operation switch
    {
        IInvocationOperation or IObjectCreationOperation => true,
        IMemberReferenceOperation { Instance: { } instance } => IsFresh(instance),
        _ => false,
    };

    /// <summary>True in <c>(byte)tag == tag</c>, which is a guard and not a loss.</summary>
    private bool IsComparedWithItself(IConversionOperation conversion, IOperation tag)
    {
        IOperation current = conversion;
        while (current.Parent is IConversionOperation { IsImplicit: true } outer)
        {
            current = outer;
        }

        return current.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
            && Place.From(tag, Captures) is { } place
            && new[] { comparison.LeftOperand, comparison.RightOperand }.Any(side => place.Equals(Place.From(TagGuards.Bare(side), Captures)));
    }

    /// <summary>What holds at one point.</summary>
    /// <param name="Wide">Variables that may hold a tag of more than 8 bits.</param>
    /// <param name="Fits">Places that hold at most 0xFF.</param>
    /// <param name="Pending">Tags that fit as soon as the result in the holder is tested.</param>
    /// <param name="Asked">Tags that fit as soon as the width that was asked for turns out to be 8.</param>
    /// <param name="Eights">Places that hold at most 8.</param>
    internal sealed record State(
        ImmutableHashSet<Place> Wide,
        ImmutableHashSet<Place> Fits,
        ImmutableHashSet<(Place Tag, ISymbol Holder)> Pending,
        ImmutableHashSet<(Place Tag, Place Width)> Asked,
        ImmutableHashSet<Place> Eights)
    {
        /// <summary>Something new is in the place, and nothing is known of it.</summary>
        public State Forget(Place place) => new(
            Wide.Remove(place),
            Fits.Remove(place),
            Pending.Except(Pending.Where(pending => pending.Tag.Equals(place))),
            Asked.Except(Asked.Where(asked => asked.Tag.Equals(place) || asked.Width.Equals(place))),
            Eights.Remove(place));
    }
}
