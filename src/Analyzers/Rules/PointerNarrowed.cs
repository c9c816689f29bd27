// UAPI2405: a pointer goes through 32 bits. Facts: UapiRole.UserPointer.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2405: reports addresses that are converted to a 32-bit integer on their way into a field.</summary>
public sealed class PointerNarrowedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public PointerNarrowedAnalyzer()
        : base(Descriptors.PointerNarrowed)
    {
    }

    private const int Narrow = 32;
    private const int MaximumDepth = 8;

    private protected override void Check(RuleContext body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value }
                && body.Symbols.Find(member, RoleKind.UserPointer) is not null
                && Cut(value, body.Root, MaximumDepth) is { } pointer)
            {
                var isWhole = value.Syntax.Span.Contains(pointer.Syntax.Span) && value.Type?.SpecialType == SpecialType.System_UInt64;
                body.Report(value.Syntax, RuleContext.Replacement(isWhole ? Direct(pointer.Syntax) : null), ConstantNames.Show(member));
            }
        }
    }

    private static string Direct(SyntaxNode pointer) => pointer is IdentifierNameSyntax or PrefixUnaryExpressionSyntax ? $"(ulong){pointer}" : $"(ulong)({pointer})";

    /// <summary>The pointer that is cut to 32 bits somewhere on the way.</summary>
    private static IOperation? Cut(IOperation value, IOperation root, int depth) => depth == 0 ? null : value switch
    {
        IConversionOperation conversion when IntegerType.Bits(conversion.Type) <= Narrow && Pointer(conversion.Operand) is { } pointer => pointer,
        IConversionOperation conversion => Cut(conversion.Operand, root, depth - 1),
        IParenthesizedOperation parenthesized => Cut(parenthesized.Operand, root, depth - 1),
        ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, root) is { IsDefault: false, Length: 1 } writes => Cut(writes[0], root, depth - 1),
        _ => null,
    };

    private static IOperation? Pointer(IOperation value) => value switch
    {
        { Type: IPointerTypeSymbol } => value,
        IConversionOperation conversion => Pointer(conversion.Operand),
        IParenthesizedOperation parenthesized => Pointer(parenthesized.Operand),
        _ => null,
    };
}
