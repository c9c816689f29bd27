// Flow: the locals and parameters that a call fills, as far as facts and C# say so.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow;

/// <summary>What a call writes through its arguments.</summary>
/// <param name="Whole">Variables that hold an answer only on success.</param>
/// <param name="Members">Structures that go in and come back: of these, the members with the role of an output.</param>
internal sealed record CallOutputs(ImmutableHashSet<ISymbol> Whole, ImmutableHashSet<ISymbol> Members)
{
    public bool IsEmpty => Whole.IsEmpty && Members.IsEmpty;

    public static CallOutputs Of(KernelCall call, IOperation root)
    {
        var whole = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        var members = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        var isRead = call.IsIoctl && call.Request(root)?.Direction == "Read";
        foreach (var argument in call.Arguments)
        {
            if (Variable(argument, root) is { } variable)
            {
                var isOutput = isRead || argument.Parameter?.RefKind == RefKind.Out || call.RoleOf(argument, RoleKind.Output) is not null;
                (isOutput ? whole : members).Add(variable);
            }
        }

        return new CallOutputs(whole.ToImmutable(), members.ToImmutable());
    }

    /// <summary>The variable whose reference or address an argument hands out, seen through a pointer local.</summary>
    public static ISymbol? Variable(IArgumentOperation argument, IOperation root) => argument.Parameter?.RefKind switch
    {
        RefKind.Out or RefKind.Ref => Symbol(argument.Value),
        _ => Pointee(argument.Value, root),
    };

    /// <summary>The local or parameter that an operation names.</summary>
    public static ISymbol? Symbol(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: { IsRef: false } local } => local,
        IParameterReferenceOperation reference => reference.Parameter,
        IDeclarationExpressionOperation declaration => Symbol(declaration.Expression),
        _ => null,
    };

    private static ISymbol? Pointee(IOperation value, IOperation root) => value switch
    {
        IAddressOfOperation address => Symbol(address.Reference),
        IConversionOperation conversion => Pointee(conversion.Operand, root),
        ILocalReferenceOperation { Local: { Type: IPointerTypeSymbol } pointer }
            when LocalWrites.AliasOf(pointer, root) is { } alias and not ILocalReferenceOperation => Pointee(alias, root),
        _ => null,
    };
}
