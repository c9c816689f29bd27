// UAPI2013: memory that was never cleared goes to the kernel. Facts: UapiRecord, UapiRole.Output.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2013: reports structures in uncleared memory of which some field that the kernel reads was never written.</summary>
public sealed class MemoryNotZeroedAnalyzer : BodyRule
{
    /// <summary>Key of the diagnostic's property that names the array to clear.</summary>
    internal const string ClearProperty = "Clear";

    private const string Native = "NativeMemory.Alloc(";
    private const string Managed = "GC.AllocateUninitializedArray";

    /// <summary>Makes the rule.</summary>
    public MemoryNotZeroedAnalyzer()
        : base(Descriptors.MemoryNotZeroed)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is not { Place: { } place, IsShared: false, Argument: not null }
                || handover.State[place] is not { Content: Content.Garbage, Writes.Length: > 0 } memory
                || handover.RecordIn(body.Symbols) is not { } record)
            {
                continue;
            }

            var unwritten = record.Type.GetMembers().OfType<IFieldSymbol>()
                .Where(field => !field.IsStatic && body.Symbols.Find(field, RoleKind.Output) is null && handover[field].Content == Content.Garbage)
                .OrderByDescending(field => body.Symbols.Find(field, RoleKind.Reserved) is not null)
                .FirstOrDefault();
            if (unwritten is not null)
            {
                foreach (var write in memory.Writes)
                {
                    body.Report(write, Repair(write), record.Type.Name, unwritten.Name);
                }
            }
        }
    }

    /// <summary>The same allocation, cleared; or the array that is to be cleared behind its declaration.</summary>
    private static ImmutableDictionary<string, string?> Repair(SyntaxNode allocation)
    {
        var text = allocation.ToString();
        return allocation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax array } && text.Contains(".Rent(")
            ? ImmutableDictionary<string, string?>.Empty.Add(ClearProperty, array.Identifier.Text)
            : RuleContext.Replacement(text.Contains(Native) ? text.Replace(Native, "NativeMemory.AllocZeroed(") : text.Contains(Managed) ? text.Replace(Managed, "GC.AllocateArray") : null);
    }
}
