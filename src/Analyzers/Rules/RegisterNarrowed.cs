// UAPI2408: a read of a device register may become narrower.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2408: reports casts that drop bits of a plain read through a pointer that comes from mmap.</summary>
public sealed class RegisterNarrowedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public RegisterNarrowedAnalyzer()
        : base(Descriptors.RegisterNarrowed)
    {
    }

    private const int MaximumDepth = 8;

    private protected override void Check(RuleContext body)
    {
        if (!body.Calls.Any(static call => call.EntryPoint == "mmap"))
        {
            return;
        }

        foreach (var operation in body.Operations)
        {
            if (operation is IConversionOperation { IsImplicit: false, OperatorMethod: null } cast
                && IntegerType.Bits(cast.Type) is { } kept
                && IntegerType.Bits(cast.Operand.Type) > kept
                && Read(cast.Operand) is { Kind: OperationKind.None } read
                && read.ChildOperations.FirstOrDefault() is { } pointer
                && IsMapped(pointer, body.Root, MaximumDepth))
            {
                var type = cast.Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
                body.Report(cast.Syntax, RuleContext.Replacement($"({type})global::System.Threading.Volatile.Read(ref {read.Syntax})"), kept);
            }
        }
    }

    private static IOperation Read(IOperation value) => value is IParenthesizedOperation parenthesized ? Read(parenthesized.Operand) : value;

    private static bool IsMapped(IOperation pointer, IOperation root, int depth) => depth > 0 && pointer switch
    {
        IConversionOperation conversion => IsMapped(conversion.Operand, root, depth - 1),
        IParenthesizedOperation parenthesized => IsMapped(parenthesized.Operand, root, depth - 1),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum => IsMapped(sum.LeftOperand, root, depth - 1),
        IInvocationOperation call => call.TargetMethod.IsStatic && UapiSymbols.EntryPoint(call.TargetMethod) == "mmap",
        ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, root) is { IsDefault: false, Length: 1 } writes => IsMapped(writes[0], root, depth - 1),
        _ => pointer.Kind == OperationKind.None && pointer.ChildOperations.Count > 0 && IsMapped(pointer.ChildOperations.First(), root, depth - 1),
    };
}
