// Facts: the calls of a body that make dma-bufs, hand them to importers, give them hints, or close the device that they are of.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Facts;

/// <summary>One such call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Buffer">The expression that is the buffer, or its descriptor.</param>
/// <param name="Identity">What two expressions for one buffer share.</param>
/// <param name="Device">Whom the call is made on; null when that is no variable.</param>
internal sealed record BufferCall(KernelCall Call, IOperation Buffer, Place Identity, Place? Device)
{
    public SyntaxNode Syntax => Call.Operation.Syntax;
}

/// <summary>The buffers of one body.</summary>
internal sealed class BufferCalls
{
    private const int MaximumDepth = 8;

    private readonly KernelBody _body;
    private readonly FlowCaptures _captures;
    private readonly Dictionary<Place, Place?> _makers = [];

    private BufferCalls(KernelBody body, FlowCaptures captures)
    {
        _body = body;
        _captures = captures;
        var calls = body.Calls;
        Hints = [.. calls.Select(HintsOf).OfType<BufferCall>()];
        Imports = [.. calls.Select(ImportOf).OfType<BufferCall>()];
        foreach (var (buffer, device) in calls.SelectMany(MadeBy).Concat(MadeByIoctl()))
        {
            _makers[buffer] = _makers.TryGetValue(buffer, out var other) && !Equals(other, device) ? null : device;
        }
    }

    /// <summary>Gets the calls that give hints to a buffer.</summary>
    public IReadOnlyList<BufferCall> Hints { get; }

    /// <summary>Gets the calls that hand a buffer to an importer.</summary>
    public IReadOnlyList<BufferCall> Imports { get; }

    /// <summary>The buffers of a body; null when it does nothing with any.</summary>
    public static BufferCalls? Of(KernelBody body)
    {
        var mayImport = body.Calls.Any(call => call.Target is IMethodSymbol method && body.Own.IsImport(method));
        var isConcerned = mayImport || body.Calls.Any(call => call.Arguments.Any(argument => call.RoleOf(argument, RoleKind.Hints) is not null
            || call.RoleOf(argument, RoleKind.Imports) is not null || TagRecord(body.Symbols, argument) is not null)) || body.Handovers.Any(handover => TagRecord(body.Symbols, handover) is not null);
        return isConcerned && body.Graphs.FirstOrDefault() is { } graph ? new BufferCalls(body, BlockEffects.Of(graph).Captures) : null;
    }

    /// <summary>The buffers that go back when an object is disposed: it is what the importer holds them by.</summary>
    public IEnumerable<Place> HeldBy(Place disposed) => Imports
        .Where(import => import.Call.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Out && disposed.Equals(Identity(argument.Value))) || (ResultUse.Of(import.Call.Operation).Holder is { } holder && disposed.Equals(new Place(holder, null))))
        .Select(static import => import.Identity);

    /// <summary>The device that a buffer was made of in this body; null when that is not seen, or was not always the same.</summary>
    public Place? MakerOf(BufferCall call) => _makers.TryGetValue(call.Identity, out var device) ? device : null;

    /// <summary>The variable that an expression is, with <c>buffer.FileDescriptor</c> and copies of it taken for the buffer.</summary>
    public Place? Identity(IOperation? value) => Identity(value, MaximumDepth);

    private Place? Identity(IOperation? value, int depth) => depth == 0 ? null : value switch
    {
        null => null,
        IConversionOperation conversion => Identity(conversion.Operand, depth - 1),
        IParenthesizedOperation parenthesized => Identity(parenthesized.Operand, depth - 1),
        IPropertyReferenceOperation { Instance: { Type.IsReferenceType: true } owner } property when IsDescriptor(property.Property) => Identity(owner, depth - 1),
        ILocalReferenceOperation { Local: { IsRef: false } local } when LocalWrites.Of(local, _body.Root) is { IsDefault: false, Length: 1 } writes
            && Identity(writes[0], depth - 1) is { } meant => meant,
        _ => Place.From(value, _captures),
    };

    private static bool IsDescriptor(IPropertySymbol property) => property.Name is "FileDescriptor" or "Handle"
        || IntegerType.Bits(property.Type) == 32 || property.Type.BaseType?.Name is "UapiHandle" or "SafeHandle";

    private BufferCall? Make(KernelCall call, IOperation buffer) =>
        Identity(buffer) is { } identity ? new BufferCall(call, buffer, identity, Identity(call.Receiver ?? call.Arguments.FirstOrDefault()?.Value)) : null;

    private BufferCall? HintsOf(KernelCall call)
    {
        if (call.Arguments.FirstOrDefault(argument => call.RoleOf(argument, RoleKind.Hints) is not null) is { } hinted)
        {
            return Make(call, hinted.Value);
        }

        var handover = _body.Handovers.FirstOrDefault(candidate => candidate.Call.Operation.Syntax == call.Operation.Syntax);
        var record = handover is null ? null : TagRecord(_body.Symbols, handover);
        record ??= call.HasResult ? call.Arguments.Select(argument => TagRecord(_body.Symbols, argument)).FirstOrDefault(static found => found is not null) : null;
        if (record?.Members.FirstOrDefault(static member => member.Role.Kind == RoleKind.FileDescriptor)?.Symbol is not { } descriptor)
        {
            return null;
        }

        var writes = _body.Operations.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, descriptor))
            .Take(2).ToList();
        return writes.Count == 1 ? Make(call, writes[0].Value) : null;
    }

    private BufferCall? ImportOf(KernelCall call)
    {
        if (call.Arguments.FirstOrDefault(argument => call.RoleOf(argument, RoleKind.Imports) is not null) is { } imported)
        {
            return Make(call, imported.Value);
        }

        return call.Target is IMethodSymbol method && _body.Own.IsImport(method)
            ? call.Arguments.Where(static argument => IntegerType.Bits(argument.Value.Type) == 32).Select(argument => Make(call, argument.Value)).FirstOrDefault(static made => made is not null)
            : null;
    }

    private IEnumerable<(Place Buffer, Place? Device)> MadeBy(KernelCall call)
    {
        if (_body.Symbols.Find(call.Target, RoleKind.Exports) is not null && ResultUse.Of(call.Operation).Holder is { } holder)
        {
            yield return (new Place(holder, null), Identity(call.Receiver));
        }

        foreach (var argument in call.Arguments.Where(argument => call.RoleOf(argument, RoleKind.Exports) is not null))
        {
            if (CallOutputs.Symbol(argument.Value) is { } made)
            {
                yield return (new Place(made, null), Identity(call.Receiver));
            }
        }
    }

    private IEnumerable<(Place Buffer, Place? Device)> MadeByIoctl() =>
        from found in DescriptorCalls.Of(_body.Handovers, _body.Symbols)
        let holder = ResultUse.Of(found.Call.Operation).Holder
        where holder is not null
        select (new Place(holder, null), Identity(found.Call.Receiver ?? found.Call.Arguments.FirstOrDefault()?.Value));

    /// <summary>The payload that gives a tag to the buffer of its descriptor.</summary>
    private static RecordFacts? TagRecord(UapiSymbols symbols, IArgumentOperation argument) => argument.Parameter?.RefKind != RefKind.Out ? TagRecord(symbols.RecordOf(argument.Value.Type)) : null;

    private static RecordFacts? TagRecord(UapiSymbols symbols, Handover handover)
    {
        // A call that only names the feature, as a probe does, gives no hints.
        if (handover.Feature is not null)
        {
            return TagRecord(symbols.RecordOf(handover.Type));
        }

        if (handover.RecordIn(symbols) is not { FeatureSelector: { } selector } head)
        {
            return null;
        }

        var bits = FeatureBits.Of(selector);
        var flags = handover[selector.Symbol];
        return flags.IsAlways(number => bits.Sets(number) && !bits.Probes(number)) ? TagRecord(symbols.RecordOf(FeatureCalls.FeatureOf(symbols, head, selector, flags)?.Payload)) : null;
    }

    private static RecordFacts? TagRecord(RecordFacts? record) => record?.Member(RoleKind.SteeringTag) is not null && record.Member(RoleKind.FileDescriptor) is not null ? record : null;
}
