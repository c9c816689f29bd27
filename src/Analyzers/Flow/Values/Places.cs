// Flow: from an expression to the storage that it means, with ref locals and pointers that only ever mean one thing seen through.
using System.Collections.Generic;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>Names storage within one body. A pointer and what it points to have one name: a pointer's own value is of no interest.</summary>
internal sealed class Places(FlowCaptures captures, UapiSymbols symbols, IOperation root)
{
    private const int MaximumDepth = 12;

    private readonly Dictionary<ILocalSymbol, Place> _aliases = new(SymbolEqualityComparer.Default);
    private readonly SharedVariables _variables = SharedVariables.Of(root);

    /// <summary>The storage that an expression means, or points to; null for a value of its own.</summary>
    public Place? Of(IOperation? operation) => Of(operation, MaximumDepth);

    /// <summary>True when something that is not seen here may write the storage at any time: a lambda, a span over it, a pointer that was kept.</summary>
    public bool IsShared(Place place) => place.Root switch
    {
        ILocalSymbol or IParameterSymbol => _variables.IsShared((ISymbol)place.Root),
        ISymbol or string => true,
        _ => false,
    };

    /// <summary>True when the storage is an element of an array or a span that may have another name, so that not each write of it is seen.</summary>
    public bool IsEscaped(Place place) => place.Root is ISymbol variable && _variables.IsEscaped(variable);

    /// <summary>True for a span that is made over a variable, when all that is done through the span is seen.</summary>
    public bool IsFollowed(IOperation span)
    {
        var parent = span.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return Elements.Spanned(span) is not null && parent switch
        {
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => LocalWrites.AliasOf(local, root) is not null && !_variables.IsEscaped(local),
            IInvocationOperation { TargetMethod.Name: "Clear" or "Fill" } or IArgumentOperation or IPropertyReferenceOperation => true,
            _ => false,
        };
    }

    /// <summary>The first element of an array, a span, or a flexible tail; null for a collection that has no name.</summary>
    public Place? FirstOf(IOperation? collection) => FirstOf(collection, MaximumDepth);

    private Place? Of(IOperation? operation, int depth)
    {
        if (operation is null || depth == 0)
        {
            return null;
        }

        switch (operation)
        {
            case IAddressOfOperation address:
                return Of(address.Reference, depth - 1);
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand, depth - 1);
            case IConversionOperation { Type: IPointerTypeSymbol, Operand.Type: IPointerTypeSymbol } cast:
                return Of(cast.Operand, depth - 1);
            case IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion when SymbolEqualityComparer.Default.Equals(conversion.Type, conversion.Operand.Type):
                return Of(conversion.Operand, depth - 1);
            case { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax }:
                return null;
            case { Kind: OperationKind.None, ChildOperations.Count: 1 } indirection:
                var inner = indirection.ChildOperations.First();
                return operation.Type is IPointerTypeSymbol && Elements.IsCollection(inner.Type) ? FirstOf(inner, depth - 1) : Of(inner, depth - 1);
            case { Kind: OperationKind.None, ChildOperations.Count: 2 } element when element.ChildOperations.First() is { Type: IPointerTypeSymbol pointer } first:
                return Step(Of(first, depth - 1), element.ChildOperations.Last(), pointer, 1);
            case IBinaryOperation { Type: IPointerTypeSymbol pointer, LeftOperand.Type: IPointerTypeSymbol, OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } moved:
                return Step(Of(moved.LeftOperand, depth - 1), moved.RightOperand, pointer, moved.OperatorKind == BinaryOperatorKind.Add ? 1 : -1);
            case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                return Elements.At(FirstOf(element.ArrayReference, depth - 1), element.Indices[0], captures);
            case IPropertyReferenceOperation { Instance: { Type.IsRefLikeType: true } span, Arguments.Length: 1 } element:
                return Elements.At(FirstOf(span, depth - 1), element.Arguments[0].Value, captures);
            case { } view when Elements.Viewed(view) is { } given:
                return Elements.IsCollection(given.Type) ? FirstOf(given, depth - 1) : Of(given, depth - 1);
            case IParameterReferenceOperation { Type: IPointerTypeSymbol, Parameter: var parameter }:
                return Elements.First(new Place(parameter, null));
            case ILocalReferenceOperation { Local: var local } when local.IsRef || local.Type is IPointerTypeSymbol:
                return Alias(local, depth - 1);
            case IFieldReferenceOperation { Instance: { } instance } field:
                return Of(instance, depth - 1) is { } whole ? new Place(field.Field, whole) : null;
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 0 } property:
                return Of(instance, depth - 1) is { } owner ? new Place(property.Property, owner) : null;
            case IFlowCaptureReferenceOperation reference when captures.Value(reference) is { } captured && IsPlain(captured):
                return Of(captured, depth - 1) ?? new Place(reference.Id, null);
            case IFlowCaptureReferenceOperation reference:
                return new Place(reference.Id, null);
            default:
                return Place.From(operation, captures);
        }
    }

    /// <summary>A capture of a place stands for the place; one of a value is storage of its own.</summary>
    private static bool IsPlain(IOperation captured) => captured is ILocalReferenceOperation { Type: IPointerTypeSymbol } or IAddressOfOperation or IConversionOperation { Type: IPointerTypeSymbol }
        || captured is IFlowCaptureReferenceOperation;

    private Place Alias(ILocalSymbol local, int depth)
    {
        if (_aliases.TryGetValue(local, out var known))
        {
            return known;
        }

        var own = local.Type is IPointerTypeSymbol && !local.IsRef ? Elements.First(new Place(local, null)) : new Place(local, null);
        _aliases[local] = own;
        var meant = local.IsRef ? LocalWrites.AliasOf(local, root) : SingleWrite(local);
        if (meant is not null && (local.IsRef || IsAddress(meant)) && Of(meant, depth) is { } place && !Equals(place.Head, local))
        {
            _aliases[local] = own = place;
        }

        return own;
    }

    private Place? FirstOf(IOperation? collection, int depth)
    {
        if (collection is null || depth == 0)
        {
            return null;
        }

        switch (collection)
        {
            case IConversionOperation conversion when Elements.IsCollection(conversion.Operand.Type):
                return FirstOf(conversion.Operand, depth - 1);
            case IParenthesizedOperation parenthesized:
                return FirstOf(parenthesized.Operand, depth - 1);
            case IFlowCaptureReferenceOperation reference when captures.Value(reference) is { } captured:
                return FirstOf(captured, depth - 1);
            case ILocalReferenceOperation { Local: var local } when Elements.Spanned(LocalWrites.AliasOf(local, root)) is { } spanned:
                return Of(spanned, depth - 1);
            case ILocalReferenceOperation { Local: var local } when local.Type.IsRefLikeType && LocalWrites.AliasOf(local, root) is IInvocationOperation view && Elements.IsTail(view, symbols):
                return FirstOf(view, depth - 1);
            case IInvocationOperation view when Elements.IsTail(view, symbols):
                return Of(view.Arguments[0].Value, depth - 1) is { Head: BigInteger start, Of: { } memory } ? Elements.First(new Place((view.TargetMethod.Name, start), memory)) : null;
            case IInvocationOperation or IObjectCreationOperation:
                return Elements.Spanned(collection) is { } over ? Of(over, depth - 1) : null;
            default:
                return Place.From(collection, captures) is { } own ? Elements.First(own) : null;
        }
    }

    /// <summary>What lies so many elements behind what a pointer points to.</summary>
    private Place? Step(Place? from, IOperation index, IPointerTypeSymbol pointer, int sign)
    {
        if (PossibleValues.Constant(index) is not { } steps)
        {
            return sign > 0 && from is not null && Elements.Unit(from) is { } unit && SymbolEqualityComparer.Default.Equals(unit, pointer.PointedAtType) ? Elements.At(from, index, captures) : null;
        }

        if (steps.IsZero)
        {
            return from;
        }

        return from is { Head: BigInteger start, Of: { } memory } && Elements.Unit(from) is { } element
            ? SymbolEqualityComparer.Default.Equals(element, pointer.PointedAtType) ? new Place(start + (sign * steps), memory)
                : Evaluation.Size(pointer.PointedAtType, symbols) is { } bytes && Evaluation.Size(element, symbols) is { } each && (bytes * steps % each).IsZero ? new Place(start + (sign * steps * bytes / each), memory)
                : null
            : null;
    }

    /// <summary>False for an array or a span, whose elements have names of their own.</summary>
    private static bool IsAddress(IOperation value) => value switch
    {
        IConversionOperation { IsImplicit: true, Type: not IPointerTypeSymbol } conversion => IsAddress(conversion.Operand),
        _ => value is IAddressOfOperation || value.Type is IPointerTypeSymbol,
    };

    private IOperation? SingleWrite(ILocalSymbol pointer) =>
        LocalWrites.Of(pointer, root) is { IsDefault: false, Length: 1 } writes ? writes[0] : LocalWrites.AliasOf(pointer, root) is { } alias && pointer.IsFixed ? alias : null;
}
