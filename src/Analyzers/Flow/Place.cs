// Flow: a name for a piece of storage that two expressions can share: a variable, a member of one, an element at a fixed index.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

/// <summary>Equal when the same storage is meant, as far as the spelling tells: aliases are not seen.</summary>
/// <param name="Head">A symbol, an index, a capture or <c>this</c>.</param>
/// <param name="Of">What <paramref name="Head"/> is a part of; null for a variable.</param>
internal sealed record Place(object Head, Place? Of)
{
    private const string This = "this";

    private int _hash;

    /// <summary>The place that an expression names; null when it is a value of its own each time, such as a call.</summary>
    public static Place? From(IOperation? operation, FlowCaptures captures) => operation switch
    {
        ILocalReferenceOperation reference => new Place(reference.Local, null),
        IParameterReferenceOperation reference => new Place(reference.Parameter, null),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => new Place(This, null),
        IFieldReferenceOperation { Instance: null } field => new Place(field.Field, null),
        IFieldReferenceOperation field => Member(field.Instance, field.Field, captures),
        IPropertyReferenceOperation { Instance: null, Arguments.Length: 0 } property => new Place(property.Property, null),
        IPropertyReferenceOperation { Arguments.Length: 0 } property => Member(property.Instance, property.Property, captures),
        IPropertyReferenceOperation { Arguments.Length: 1 } indexer => Element(indexer.Instance, indexer.Arguments[0].Value, captures),
        IArrayElementReferenceOperation { Indices.Length: 1 } element => Element(element.ArrayReference, element.Indices[0], captures),
        IFlowCaptureReferenceOperation reference => From(captures.Value(reference), captures) ?? new Place(reference.Id, null),
        IFlowCaptureOperation capture => new Place(capture.Id, null),
        IParenthesizedOperation parenthesized => From(parenthesized.Operand, captures),
        IDeclarationExpressionOperation declaration => From(declaration.Expression, captures),

        // The pointer of p->member, for which there is no public operation.
        { Kind: OperationKind.None, ChildOperations.Count: 1, Syntax: not StackAllocArrayCreationExpressionSyntax } indirection => From(indirection.ChildOperations.First(), captures),
        _ => null,
    };

    public bool Equals(Place? other) => ReferenceEquals(this, other)
        || (other is not null && GetHashCode() == other.GetHashCode() && (ReferenceEquals(Head, other.Head) || Head.Equals(other.Head)) && Equals(Of, other.Of));

    // Reckoned once: the hash of a symbol is that of all that it stands in.
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = (unchecked((Head.GetHashCode() * 31) + (Of?.GetHashCode() ?? 7)) | 1);

    /// <summary>What the outermost whole is: a local, a parameter, a static member, or the object itself.</summary>
    public object Root => Of is null ? Head : Of.Root;

    /// <summary>The spelling, where all of it has a name.</summary>
    public string Show() => Of is null ? Name(Head) : $"{Of.Show()}.{Name(Head)}";

    private static string Name(object head) => head is ISymbol symbol ? symbol.Name : head.ToString();

    /// <summary>True for this place itself and for all that it is a part of.</summary>
    public bool IsWithin(Place other) => Equals(other) || (Of?.IsWithin(other) ?? false);

    /// <summary>The same part of another whole: for <c>a.tag</c>, from <c>a</c> to <c>b</c>, it is <c>b.tag</c>.</summary>
    public Place Move(Place from, Place to) => Equals(from) ? to : new Place(Head, Of?.Move(from, to));

    private static Place? Member(IOperation? instance, ISymbol member, FlowCaptures captures) =>
        From(instance, captures) is { } whole ? new Place(member, whole) : null;

    private static Place? Element(IOperation? array, IOperation index, FlowCaptures captures) =>
        From(array, captures) is { } whole && (PossibleValues.Constant(index) ?? (object?)From(index, captures)) is { } head ? new Place(head, whole) : null;
}
