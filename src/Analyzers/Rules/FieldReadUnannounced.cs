// UAPI2018: a field is read and the flag that announces it is not. Facts: UapiRole.Announced together with UapiRole.Output.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2018: reports reads of a field that the kernel fills only under a flag, in bodies that ask neither for the flags nor whether the field is 0.</summary>
public sealed class FieldReadUnannouncedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FieldReadUnannouncedAnalyzer()
        : base(Descriptors.FieldReadUnannounced)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is not IMemberReferenceOperation { Instance: not null } read
                || !LocalWrites.IsRead(read)
                || body.Symbols.Find(read.Member, RoleKind.Announced) is not { Of: { } flags, Mask: { } mask }
                || body.Symbols.Find(read.Member, RoleKind.Output) is null
                || body.Symbols.RecordOf(read.Member.ContainingType) is not { } record
                || CallResults.Comparison(read) is not null
                || !IsAnswered(body, record)
                || body.Operations.Any(other => Asks(other, record, flags) || (IsSame(other, read.Member) && CallResults.Comparison(other) is not null) || IsAskedElsewhere(other, record)))
            {
                continue;
            }

            body.Report(read.Syntax, ConstantNames.Show(read.Member), flags, ConstantNames.Show(record, mask));
        }
    }

    /// <summary>True when this body lets the kernel fill such a structure: another may have asked for the flag elsewhere.</summary>
    private static bool IsAnswered(RuleContext body, RecordFacts record) => body.Handovers.Any(handover => SymbolEqualityComparer.Default.Equals(handover.Type, record.Type));

    private static bool Asks(IOperation operation, RecordFacts record, string flags) => operation is IMemberReferenceOperation reference
        && reference.Member.Name == flags && SymbolEqualityComparer.Default.Equals(reference.Member.ContainingType, record.Type) && LocalWrites.IsRead(reference);

    /// <summary>True for a structure that is handed whole to a method whose answer is true or false.</summary>
    private static bool IsAskedElsewhere(IOperation operation, RecordFacts record) =>
        operation is IArgumentOperation { Value.Type: var type, Parent: IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean } }
        && SymbolEqualityComparer.Default.Equals(type, record.Type);

    private static bool IsSame(IOperation operation, ISymbol member) => operation is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, member);
}
