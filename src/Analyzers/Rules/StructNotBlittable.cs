// UAPI2014: a structure for the kernel has no fixed layout.
using System.Linq;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2014: reports structures of a user that the runtime converts or reorders on their way into the kernel.</summary>
public sealed class StructNotBlittableAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public StructNotBlittableAnalyzer()
        : base(Descriptors.StructNotBlittable)
    {
    }

    private const int AutoLayout = 3;

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is { Request: not null, Argument: { } argument, Type: INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } type }
                && body.Symbols.RecordOf(type) is null
                && Reason(type) is { } reason)
            {
                body.Report(argument.Value.Syntax, type.Name, reason);
            }
        }
    }

    private static string? Reason(INamedTypeSymbol type)
    {
        if (type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "StructLayoutAttribute"
            && attribute.ConstructorArguments.FirstOrDefault().Value is AutoLayout or (short)AutoLayout))
        {
            return "its layout is automatic";
        }

        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic))
        {
            if (field.Type is { SpecialType: SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_Decimal } or { IsReferenceType: true })
            {
                return $"'{field.Name}' is a {field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}";
            }

            if (field.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } nested && !SymbolEqualityComparer.Default.Equals(nested, type) && Reason(nested) is { } reason)
            {
                return $"in '{field.Name}' {reason}";
            }
        }

        return null;
    }
}
