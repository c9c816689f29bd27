// Facts: which reserved field an assignment's target lies in, seen through elements, members, spans, ref locals and pointers.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Facts;

internal static class ReservedStorage
{
    // A ref local may be initialised from itself in code that does not compile.
    private const int MaximumDepth = 16;

    /// <summary>The reserved field or property that <paramref name="target"/> is, or is a part of.</summary>
    public static ISymbol? Find(UapiSymbols symbols, IOperation? target) => Find(symbols, target, MaximumDepth);

    private static ISymbol? Find(UapiSymbols symbols, IOperation? target, int depth) => depth == 0 ? null : target switch
    {
        IMemberReferenceOperation reference when symbols.Find(reference.Member, RoleKind.Reserved) is not null => reference.Member,
        IFieldReferenceOperation { Instance.Type.IsValueType: true } field => Find(symbols, field.Instance, depth - 1),
        IPropertyReferenceOperation { Instance: { Type.IsValueType: true } instance } property
            when !IsSpan(instance.Type) || property.Property.IsIndexer => Find(symbols, instance, depth - 1),
        IInlineArrayAccessOperation element => Find(symbols, element.Instance, depth - 1),
        IConversionOperation conversion when IsSpan(conversion.Type) => Find(symbols, conversion.Operand, depth - 1),
        IInvocationOperation { Instance: { } span, TargetMethod.Name: "Slice" } when IsSpan(span.Type) => Find(symbols, span, depth - 1),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } receiver => FindInitialized(symbols, receiver, depth - 1),
        ILocalReferenceOperation { Local: var local } reference when local.IsRef || IsSpan(local.Type) =>
            Find(symbols, LocalWrites.AliasOf(local, BodyRoot.Of(reference)), depth - 1),
        { Kind: OperationKind.None, ChildOperations.Count: > 0 } pointed => FindPointee(symbols, pointed.ChildOperations.First(), depth - 1),
        _ => null,
    };

    /// <summary>What <c>*p</c> and <c>p[i]</c> mean; there is no public operation for them.</summary>
    private static ISymbol? FindPointee(UapiSymbols symbols, IOperation pointer, int depth) => depth == 0 ? null : pointer switch
    {
        IAddressOfOperation address => Find(symbols, address.Reference, depth - 1),
        IParenthesizedOperation parenthesized => FindPointee(symbols, parenthesized.Operand, depth - 1),
        IConversionOperation conversion => FindPointee(symbols, conversion.Operand, depth - 1),
        ILocalReferenceOperation { Local: { Type: IPointerTypeSymbol } local } when LocalWrites.AliasOf(local, BodyRoot.Of(pointer)) is { } alias =>
            FindPointee(symbols, alias, depth - 1),
        _ => null,
    };

    /// <summary>In <c>new T { reserved = { a = 1 } }</c>, the receiver of <c>a</c> is <c>reserved</c>.</summary>
    private static ISymbol? FindInitialized(UapiSymbols symbols, IOperation receiver, int depth)
    {
        for (var parent = receiver.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IObjectOrCollectionInitializerOperation { Parent: IMemberInitializerOperation member }:
                    return Find(symbols, member.InitializedMember, depth);
                case IObjectOrCollectionInitializerOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>True for <c>System.Span&lt;T&gt;</c>.</summary>
    public static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "Span", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    };
}
