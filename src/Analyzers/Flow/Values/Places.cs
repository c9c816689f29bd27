// Flow: from an expression to the storage that it means, with ref locals and pointers that only ever mean one thing seen through.
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>Names storage within one body. A pointer and what it points to have one name: a pointer's own value is of no interest.</summary>
internal sealed class Places(FlowCaptures captures, IOperation root)
{
    private const int MaximumDepth = 12;

    private readonly Dictionary<ILocalSymbol, Place> _aliases = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared = FindShared(root);

    /// <summary>The storage that an expression means, or points to; null for a value of its own.</summary>
    public Place? Of(IOperation? operation) => Of(operation, MaximumDepth);

    /// <summary>True when something that is not seen here may write the storage at any time: a lambda, a span over it, a pointer that was kept.</summary>
    public bool IsShared(Place place)
    {
        while (place.Of is { } whole)
        {
            place = whole;
        }

        return place.Head switch
        {
            ILocalSymbol or IParameterSymbol => _shared.Contains((ISymbol)place.Head),
            ISymbol or string => true,
            _ => false,
        };
    }

    /// <summary>
    /// What <c>Unsafe.AsRef&lt;T&gt;(pointer)</c>, <c>Unsafe.AsPointer(ref value)</c> and <c>new IntPtr(pointer)</c> are made of: the same memory, under another type.
    /// Null for any other operation.
    /// </summary>
    public static IOperation? Viewed(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { ContainingType.Name: "Unsafe", Parameters.Length: 1 } method } view when method.Name == "AsPointer"
            || (method.Name == "AsRef" && method.Parameters[0].Type is IPointerTypeSymbol) => view.Arguments[0].Value,
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr, Arguments: { Length: 1 } arguments }
            when arguments[0].Value.Type is IPointerTypeSymbol => arguments[0].Value,
        _ => null,
    };

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
            case { Kind: OperationKind.None, ChildOperations.Count: 1 } indirection:
                return Of(indirection.ChildOperations.First(), depth - 1);
            case { } view when Viewed(view) is { } viewed:
                return Of(viewed, depth - 1);
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

        var own = new Place(local, null);
        _aliases[local] = own;
        var meant = local.IsRef ? LocalWrites.AliasOf(local, root) : SingleWrite(local);
        if (meant is not null && (local.IsRef || IsAddress(meant)) && Of(meant, depth) is { } place && !Equals(place.Head, local))
        {
            _aliases[local] = own = place;
        }

        return own;
    }

    /// <summary>False for an array or a span, whose elements have names of their own.</summary>
    private static bool IsAddress(IOperation value) => value switch
    {
        IConversionOperation { IsImplicit: true, Type: not IPointerTypeSymbol } conversion => IsAddress(conversion.Operand),
        _ => value is IAddressOfOperation || value.Type is IPointerTypeSymbol,
    };

    private IOperation? SingleWrite(ILocalSymbol pointer) =>
        LocalWrites.Of(pointer, root) is { IsDefault: false, Length: 1 } writes ? writes[0] : LocalWrites.AliasOf(pointer, root) is { } alias && pointer.IsFixed ? alias : null;

    /// <summary>The variables that other functions see too, or whose address outlives the expression that takes it.</summary>
    private static HashSet<ISymbol> FindShared(IOperation root)
    {
        var shared = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var functions = new Dictionary<ISymbol, IOperation?>(SymbolEqualityComparer.Default);
        foreach (var operation in BodyOperations.Of(root).All)
        {
            if (CallOutputs.Symbol(operation) is not { } variable || operation is IDeclarationExpressionOperation)
            {
                continue;
            }

            var function = Function(operation);
            if (functions.TryGetValue(variable, out var first) ? first != function : !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, FunctionSymbol(function) ?? variable.ContainingSymbol))
            {
                shared.Add(variable);
            }

            functions[variable] = function;
            if (IsKept(operation))
            {
                shared.Add(variable);
            }
        }

        return shared;
    }

    private static IOperation? Function(IOperation operation)
    {
        var current = operation.Parent;
        while (current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = current.Parent;
        }

        return current;
    }

    private static ISymbol? FunctionSymbol(IOperation? function) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };

    /// <summary>True when a reference to the variable, or to a part of it, goes somewhere from where it may come back.</summary>
    private static bool IsKept(IOperation reference)
    {
        var current = reference;
        while (current.Parent is IMemberReferenceOperation { Instance.Type.IsValueType: true } or IParenthesizedOperation or IInlineArrayAccessOperation)
        {
            current = current.Parent;
        }

        switch (current.Parent)
        {
            case IAddressOfOperation address:
                return IsKeptPointer(address);
            case IArgumentOperation { Parent: IInvocationOperation { Type: IPointerTypeSymbol } view } when Viewed(view) is not null:
                return IsKeptPointer(view);
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                return IsKeptByCall(argument);
            case IConversionOperation conversion:
                return conversion.Type is { IsRefLikeType: true } && current.Type is { IsRefLikeType: false };
            default:
                return false;
        }
    }

    private static bool IsKeptPointer(IOperation pointer)
    {
        var current = pointer;
        while (current.Parent is IConversionOperation { Type: IPointerTypeSymbol } or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IArgumentOperation { Parent: IObjectCreationOperation { Parent: IArgumentOperation argument } made } when Viewed(made) is not null => IsKeptByCall(argument),
            IArgumentOperation argument => IsKeptByCall(argument),
            IConversionOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr, Parent: IArgumentOperation argument } => IsKeptByCall(argument),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.Type: IPointerTypeSymbol } } => false,
            IMemberReferenceOperation or { Kind: OperationKind.None } => false,
            _ => true,
        };
    }

    /// <summary>A call keeps what it is given when it makes an object of it, or returns something that can point.</summary>
    private static bool IsKeptByCall(IArgumentOperation argument) => argument.Parent switch
    {
        IInvocationOperation { TargetMethod: var method } => method.ReturnsByRef || method.ReturnsByRefReadonly || CanPoint(method.ReturnType),
        IFunctionPointerInvocationOperation => false,
        _ => true,
    };

    private static bool CanPoint(ITypeSymbol type) => type is IPointerTypeSymbol or { IsRefLikeType: true }
        || type is { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Object }
        || type is { IsReferenceType: true, SpecialType: SpecialType.None } and not { Name: "Task" or "String" };
}
