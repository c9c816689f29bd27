// UAPI2404: a pointer to an object that may move. Facts: UapiRole.UserPointer.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2404: reports addresses of array elements and of fields of objects, taken without a fixed statement, in fields and arguments for the kernel.</summary>
public sealed class PointerToMovableAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public PointerToMovableAnalyzer()
        : base(Descriptors.PointerToMovable)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value } && body.Symbols.Find(member, RoleKind.UserPointer) is not null)
            {
                Check(body, value, ConstantNames.Show(member));
            }
        }

        foreach (var handover in body.Handovers)
        {
            if (handover is { Request: { } request, Argument: { } argument })
            {
                Check(body, argument.Value, request.Name);
            }
        }
    }

    private static void Check(RuleContext body, IOperation value, string name)
    {
        if (Address(value, body.Root) is { } taken && Moves(taken, body))
        {
            body.Report(value.Syntax, name);
        }
    }

    /// <summary>What <c>Unsafe.AsPointer(ref x)</c> or <c>Marshal.UnsafeAddrOfPinnedArrayElement(x, 0)</c> takes the address of.</summary>
    private static IOperation? Address(IOperation value, IOperation root) => value switch
    {
        IConversionOperation conversion => Address(conversion.Operand, root),
        IParenthesizedOperation parenthesized => Address(parenthesized.Operand, root),
        IInvocationOperation { TargetMethod: { Name: "AsPointer", ContainingType.Name: "Unsafe" } or { Name: "UnsafeAddrOfPinnedArrayElement", ContainingType.Name: "Marshal" } } call => call.Arguments[0].Value,
        ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, root) is { IsDefault: false, Length: 1 } writes && writes[0] is IConversionOperation or IInvocationOperation =>
            Address(writes[0], root),
        _ => null,
    };

    private static bool Moves(IOperation taken, RuleContext body) => taken switch
    {
        IArrayElementReferenceOperation element => Moves(element.ArrayReference, body),
        IFieldReferenceOperation { Instance: { Type.IsReferenceType: true } } => true,
        IFieldReferenceOperation { Instance: { } instance } => Moves(instance, body),
        IInvocationOperation { TargetMethod.Name: "GetArrayDataReference", Arguments.Length: 1 } call => Moves(call.Arguments[0].Value, body),
        ILocalReferenceOperation { Local: { Type: IArrayTypeSymbol } local } => LocalWrites.Of(local, body.Root) is { IsDefault: false } writes
            && writes.All(static write => write is IArrayCreationOperation) && !IsPinned(local, body),
        IParameterReferenceOperation { Parameter: { Type: IArrayTypeSymbol } parameter } => !IsPinned(parameter, body),
        _ => false,
    };

    /// <summary>True when a handle or a fixed statement of the body mentions the array.</summary>
    private static bool IsPinned(ISymbol array, RuleContext body) => body.Operations.Any(operation =>
        SymbolEqualityComparer.Default.Equals(CallOutputs.Symbol(operation), array)
        && (operation.Syntax.Ancestors().Any(static node => node is VariableDeclarationSyntax { Parent: FixedStatementSyntax })
            || operation.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "GCHandle" } }
            || operation.Parent?.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "GCHandle" } }));
}
