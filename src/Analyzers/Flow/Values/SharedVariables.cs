// Flow: the variables of a body that something may write which is not seen where it happens.
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow.Values;

/// <summary>Found once a body. Immutable; safe for many threads.</summary>
internal sealed class SharedVariables
{
    private static readonly ConditionalWeakTable<IOperation, SharedVariables> Known = new();

    private readonly HashSet<ISymbol> _shared;
    private readonly HashSet<ISymbol> _escaped = new(SymbolEqualityComparer.Default);

    private SharedVariables(IOperation root)
    {
        FindEscaped(root);
        _shared = FindShared(root);
    }

    public static SharedVariables Of(IOperation root) => Known.GetValue(root, static r => new SharedVariables(r));

    /// <summary>True for a variable that other functions see too, or whose address outlives the expression that takes it.</summary>
    public bool IsShared(ISymbol variable) => _shared.Contains(variable);

    /// <summary>True for an array, a span or a pointer whose elements may have another name.</summary>
    public bool IsEscaped(ISymbol variable) => _escaped.Contains(variable);

    private void FindEscaped(IOperation root)
    {
        foreach (var operation in BodyOperations.Of(root).All)
        {
            if (CallOutputs.Symbol(operation) is { } variable && operation is not IDeclarationExpressionOperation
                && (operation.Type is IPointerTypeSymbol ? IsWalked(operation, root) : Elements.IsCollection(operation.Type) && HasAnotherName(operation, root)))
            {
                _escaped.Add(variable);
            }
        }
    }

    /// <summary>True when a pointer starts another one that moves on from there.</summary>
    private static bool IsWalked(IOperation pointer, IOperation root)
    {
        var current = pointer;
        while (current.Parent is IConversionOperation { Type: IPointerTypeSymbol } or IParenthesizedOperation or IBinaryOperation { Type: IPointerTypeSymbol })
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var other } } => LocalWrites.Of(other, root) is not { IsDefault: false, Length: 1 },
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var other } } assignment => assignment.Value == current && LocalWrites.Of(other, root) is not { IsDefault: false, Length: 1 },
            IIncrementOrDecrementOperation or ICompoundAssignmentOperation => true,
            _ => false,
        };
    }

    /// <summary>True when an array or a span is used for more than its elements, its length, or an argument of a call that keeps nothing.</summary>
    private static bool HasAnotherName(IOperation collection, IOperation root)
    {
        var current = collection;
        while (current.Parent is IParenthesizedOperation || (current.Parent is IConversionOperation conversion && Elements.IsCollection(conversion.Type)))
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IArrayElementReferenceOperation element => HasAnotherName(element, element.Indices.All(IsConstant), root),
            IPropertyReferenceOperation { Arguments.Length: 1 } element => HasAnotherName(element, IsConstant(element.Arguments[0].Value), root),
            IPropertyReferenceOperation or IReturnOperation or { Kind: OperationKind.None } => false,
            IInvocationOperation call => call.TargetMethod.Name is not ("Clear" or "Fill" or "CopyTo" or "TryCopyTo" or "ToArray"),
            IArgumentOperation argument => IsKeptByCall(argument) && !(argument.Parent is IInvocationOperation { TargetMethod: var method } && Elements.GivesItsArgument(method)),
            IForEachLoopOperation loop => loop.Locals.Any(static local => local.RefKind == RefKind.Ref),
            ISimpleAssignmentOperation assignment => assignment.Target != current,
            _ => true,
        };
    }

    /// <summary>True when a reference to an element is kept under a name that does not tell which element it is.</summary>
    private static bool HasAnotherName(IOperation element, bool isConstant, IOperation root)
    {
        var current = element;
        while (current.Parent is IMemberReferenceOperation { Instance.Type.IsValueType: true } or IParenthesizedOperation or IInlineArrayAccessOperation)
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { IsRef: true } alias } } => !isConstant || LocalWrites.AliasOf(alias, root) is null,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => IsKeptByCall(argument) && !(isConstant && argument.Parent is IInvocationOperation { TargetMethod: var method } && Elements.GivesItsArgument(method)),
            IAddressOfOperation address => IsKeptPointer(address),
            _ => false,
        };
    }

    private static bool IsConstant(IOperation index) => PossibleValues.Constant(index) is not null;

    private HashSet<ISymbol> FindShared(IOperation root)
    {
        var shared = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var functions = new Dictionary<ISymbol, IOperation?>(SymbolEqualityComparer.Default);
        foreach (var operation in BodyOperations.Of(root).All)
        {
            if (CallOutputs.Symbol(operation) is not { } variable || operation is IDeclarationExpressionOperation)
            {
                continue;
            }

            var function = FlowGraphs.FunctionOf(operation);
            if (functions.TryGetValue(variable, out var first) ? first != function : !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, FunctionSymbol(function) ?? variable.ContainingSymbol))
            {
                shared.Add(variable);
            }

            functions[variable] = function;
            if ((operation.Type is IPointerTypeSymbol && _escaped.Contains(variable)) || (IsKept(operation) && !IsSpanned(operation, root) && (!Elements.IsCollection(operation.Type) || _escaped.Contains(variable))))
            {
                shared.Add(variable);
            }
        }

        return shared;
    }

    /// <summary>True when a span is made over the variable, all of whose uses are seen.</summary>
    private bool IsSpanned(IOperation reference, IOperation root)
    {
        for (var current = reference.Parent; current is IAddressOfOperation or IConversionOperation or IArgumentOperation or IParenthesizedOperation or IInvocationOperation or IObjectCreationOperation or IVariableInitializerOperation; current = current.Parent)
        {
            if (current is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var span } })
            {
                var over = Elements.Spanned(LocalWrites.AliasOf(span, root));
                return over is not null && !_escaped.Contains(span) && (over == reference || (over is IAddressOfOperation address && address.Reference == reference));
            }
        }

        return false;
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
            case IArgumentOperation { Parent: IInvocationOperation { Type: IPointerTypeSymbol } view } when Elements.Viewed(view) is not null:
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
            IArgumentOperation { Parent: IObjectCreationOperation { Parent: IArgumentOperation argument } made } when Elements.Viewed(made) is not null => IsKeptByCall(argument),
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
