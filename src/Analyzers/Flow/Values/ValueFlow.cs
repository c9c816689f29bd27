// Flow: constants, sizes and unwritten members of records, followed through a function to where the kernel gets them.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>Runs over one graph and keeps what rules ask for.</summary>
internal sealed class ValueFlow : ForwardFlow<ValueState>
{
    private readonly UapiSymbols _symbols;
    private readonly OwnMethods _own;
    private readonly IOperation _root;
    private readonly Places _places;
    private readonly Evaluation _evaluation;
    private readonly Memory _memory;
    private readonly MemoryWrites _writes;
    private readonly List<Handover> _handovers = [];
    private readonly List<SettledRecord> _settled = [];
    private readonly List<SettledRecord> _lent = [];
    private readonly List<ElementsView> _views = [];
    private Dictionary<SyntaxNode, IOperation>? _calls;

    public ValueFlow(ControlFlowGraph graph, UapiSymbols symbols, OwnMethods own, IOperation root)
        : base(graph)
    {
        _symbols = symbols;
        _own = own;
        _root = root;
        _places = new Places(Captures, symbols, root);
        _evaluation = new Evaluation(symbols, _places);
        _memory = new Memory(symbols, root);
        _writes = new MemoryWrites(symbols, _places, _evaluation, _memory);
    }

    /// <summary>The ways of structures into the kernel.</summary>
    public IReadOnlyList<Handover> Handovers => _handovers;

    /// <summary>The records that paths leave behind.</summary>
    public IReadOnlyList<SettledRecord> Settled => _settled;

    /// <summary>The records in memory that a method of the program gets a pointer to, as they are then.</summary>
    public IReadOnlyList<SettledRecord> Lent => _lent;

    /// <summary>Views of the elements behind a record.</summary>
    public IReadOnlyList<ElementsView> Views => _views;

    protected override ValueState Start => ValueState.Empty;

    public ValueFlow Follow()
    {
        Run();
        return this;
    }

    protected override ValueState Join(ValueState left, ValueState right) => left.Join(right);

    protected override bool Same(ValueState left, ValueState right) => left.Same(right);

    protected override ValueState Apply(ValueState state, Effect effect) => effect switch
    {
        { Kind: EffectKind.Write, Value: var value } => Write(state, effect.Operation, value),
        { Kind: EffectKind.Evaluate, Operation: IInvocationOperation or IFunctionPointerInvocationOperation } => Call(state, effect.Operation),
        { Kind: EffectKind.Evaluate, Operation: IObjectCreationOperation creation } => _places.IsFollowed(creation) || Elements.Viewed(creation) is not null ? state : _writes.Forget(state, creation.Arguments),
        _ => state,
    };

    protected override void Leave(ValueState state, BasicBlock block, ControlFlowBranch branch)
    {
        if (branch.Destination?.Kind == BasicBlockKind.Exit)
        {
            Settle(_settled, state, state.Records(_symbols));
        }
    }

    private void Settle(List<SettledRecord> settled, ValueState state, IEnumerable<(Place Place, RecordFacts Record)> records)
    {
        foreach (var (place, record) in records)
        {
            if (!_places.IsShared(place))
            {
                settled.Add(new SettledRecord(place, record, state, _places.IsEscaped(place)));
            }
        }
    }

    private ValueState Write(ValueState state, IOperation target, IOperation? value)
    {
        var place = target is IFlowCaptureOperation capture ? new Place(capture.Id, null) : _places.Of(target);
        if (place is null)
        {
            return _writes.Blurred(state, target);
        }

        // A pointer's own value has no storage here; what it points to starts with what the memory holds.
        if (target.Type is IPointerTypeSymbol || (target as IFlowCaptureOperation)?.Value.Type is IPointerTypeSymbol)
        {
            return _writes.Point(state, target, place, value);
        }

        if (value is null || value.Type is { IsRefLikeType: true } or IArrayTypeSymbol)
        {
            return value is not null && !_places.IsEscaped(place) && _memory.ElementsOf(value) is { } elements
                ? _writes.Made(state, place, Known.Memory(elements, value.Syntax), value)
                : state.Forget(place).With(Elements.Extent(place), Known.Nothing);
        }

        state = _writes.Overwritten(state, place, target.Type);
        var source = Unwrapped(value) is IWithOperation with ? with.Operand : value;
        if (_memory.ContentOf(source) is { } content)
        {
            var filled = state.With(place, Known.Record(content).WrittenBy(value.Syntax));
            return content == Content.Sized && _symbols.RecordOf(value.Type) is { SelfSize: { } size } record
                ? filled.With(new Place(size, place), Known.Of(record.Size))
                : filled;
        }

        if (value is not ICompoundAssignmentOperation && MemoryWrites.IsRecord(value.Type) && _places.Of(Unwrapped(source)) is { } copied)
        {
            if (_places.IsShared(copied))
            {
                return state.Forget(place);
            }

            // A temporary has done its work once it has been copied.
            var both = state.WithCopy(place, copied, value.Syntax);
            return copied is { Head: CaptureId, Of: null } ? both.Without(copied) : both;
        }

        return state.With(place, _evaluation.Of(value, state).WrittenBy(value is ICompoundAssignmentOperation compound ? compound.Value.Syntax : value.Syntax));
    }

    private static IOperation Unwrapped(IOperation value) => value is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion ? Unwrapped(conversion.Operand) : value;

    private ValueState Call(ValueState state, IOperation operation)
    {
        if (KernelCall.From(_symbols, operation, _root) is not { } call)
        {
            return state;
        }

        if (View(call, state) is { } view)
        {
            if (IsSettled)
            {
                _views.Add(view);
            }

            return state.With(new Place(ElementsView.Head, view.Place), view.Count);
        }

        // In the graph an argument may be a temporary; as written it says which request or feature it is.
        var written = Original(call);
        var request = RequestOf(call, written);
        var feature = request is null ? written.Arguments.Select(argument => _symbols.FeatureOf(Member(argument.Value))).FirstOrDefault(static known => known is not null) : null;
        if (request is null && feature is null)
        {
            if (IsSettled)
            {
                var memories = call.Arguments.Select(argument => MemoryWrites.Stripped(argument.Value)).Where(static value => value.Type is IPointerTypeSymbol).Select(_places.Of).OfType<Place>().Select(Elements.Memory).ToList();
                Settle(_lent, state, memories.Count == 0 ? [] : state.Records(_symbols).Where(pair => memories.Any(pair.Place.IsWithin)));
            }

            return Memory.Cleared(call) is { } cleared && _places.Of(MemoryWrites.Stripped(cleared)) is { } zeroed
                ? MemoryWrites.Filled(state, zeroed, Known.Memory(Memory.SkipsInit(call) ? Content.Garbage : Content.Zero, call.Operation.Syntax))
                : _writes.Called(state, call);
        }

        var argument = call.Arguments.LastOrDefault(candidate => IsStructure(candidate));
        var place = argument is null ? null : _places.Of(MemoryWrites.Stripped(argument.Value));
        if (IsSettled)
        {
            _handovers.Add(new Handover(written, request, feature, argument, argument is null ? null : Pointed(argument), place, state, place is null || _places.IsShared(place)));
            Settle(_settled, state, state.Records(_symbols).Where(pair => place is not null && pair.Place.IsWithin(Elements.Memory(place))));
        }

        return place is null ? state : Answered(state, place, request, argument!);
    }

    /// <summary>The request among the arguments, or the one that a method of the program's own makes with whatever it is given.</summary>
    private RequestFacts? RequestOf(KernelCall call, KernelCall written)
    {
        if (call.IsIoctl)
        {
            return written.Request(_root);
        }

        if (call.Target is not IMethodSymbol method)
        {
            return null;
        }

        return _own.Carries(method) ? written.Request(_root)
            : CarrierMethods.Of(method) is { Request: { } name } && _root.SemanticModel?.Compilation is { } compilation ? _symbols.RequestsOf(compilation).FirstOrDefault(request => request.Name == name)
            : null;
    }

    private KernelCall Original(KernelCall call)
    {
        _calls ??= BodyOperations.Of(_root).All
            .Where(static operation => operation.Kind is OperationKind.Invocation or OperationKind.FunctionPointerInvocation)
            .GroupBy(static operation => operation.Syntax)
            .ToDictionary(static group => group.Key, static group => group.First());
        return _calls.TryGetValue(call.Operation.Syntax, out var operation) ? KernelCall.From(_symbols, operation, _root) ?? call : call;
    }

    /// <summary>The kernel has written what it writes; what the caller stated stays.</summary>
    private ValueState Answered(ValueState state, Place place, RequestFacts? request, IArgumentOperation argument)
    {
        if (argument.Parameter?.RefKind is RefKind.In || request?.Direction == "Write")
        {
            return state;
        }

        var memory = Elements.Memory(place);
        if (request?.Direction == "Read" || _symbols.RecordOf(Pointed(argument)) is not { } record)
        {
            return state.Forget(memory);
        }

        if (!memory.Equals(place))
        {
            state = state.ForgetBeside(place, memory);
        }

        foreach (var member in record.Members.Where(static member => member.Role.Kind == RoleKind.Output))
        {
            state = state.Forget(new Place(member.Symbol, place));
        }

        return state;
    }

    private ElementsView? View(KernelCall call, ValueState state) =>
        call is { Target: IMethodSymbol { IsStatic: true } method, Arguments.Length: 2 }
        && _symbols.RecordOf(method.ContainingType) is { FlexibleArray: { } array } record
        && method.Name == array
        && _places.Of(call.Arguments[0].Value) is { } place
            ? new ElementsView(call, record, call.Arguments[0].Value, place, _evaluation.Of(call.Arguments[1].Value, state))
            : null;

    /// <summary>An argument that is memory for the kernel: a pointer, a reference, or a record.</summary>
    private bool IsStructure(IArgumentOperation argument)
    {
        var isReference = argument.Parameter?.RefKind is not (null or RefKind.None) || MemoryWrites.Stripped(argument.Value).Type is IPointerTypeSymbol || argument.Value is IAddressOfOperation
            || Elements.Viewed(argument.Value) is not null;
        return isReference ? argument.Parameter?.RefKind != RefKind.Out : _symbols.RecordOf(argument.Value.Type) is not null;
    }

    /// <summary>What an argument points to before it becomes a <c>void*</c> or an integer; its own type when it is no pointer.</summary>
    private static ITypeSymbol? Pointed(IArgumentOperation argument)
    {
        var value = argument.Value;
        while (Elements.Viewed(value) is { } viewed && !Elements.IsCollection(viewed.Type))
        {
            value = viewed;
        }

        while (value is IConversionOperation { Operand.Type: IPointerTypeSymbol, Type: not IPointerTypeSymbol { PointedAtType.SpecialType: not SpecialType.System_Void } } conversion)
        {
            value = conversion.Operand;
        }

        return value.Type is IPointerTypeSymbol pointer ? pointer.PointedAtType : value.Type;
    }

    private static ISymbol? Member(IOperation value) => value switch
    {
        IConversionOperation conversion => Member(conversion.Operand),
        IMemberReferenceOperation { Instance: null } reference => reference.Member,
        _ => null,
    };
}
