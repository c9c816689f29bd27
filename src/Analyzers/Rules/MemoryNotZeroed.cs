// UAPI2013: memory that was never cleared goes to the kernel. Facts: UapiRecord, UapiRole.Output.
using System.Linq;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow.Values;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2013: reports structures in uncleared memory of which some field that the kernel reads was never written.</summary>
public sealed class MemoryNotZeroedAnalyzer : BodyRule
{
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
                || handover.State[place] is not { Content: Content.Garbage, Writes.Count: > 0 } memory
                || body.Symbols.RecordOf(handover.Type) is not { } record)
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
                    body.Report(write, RuleContext.Replacement(Cleared(write)), record.Type.Name, unwritten.Name);
                }
            }
        }
    }

    /// <summary>The same allocation, cleared.</summary>
    private static string? Cleared(SyntaxNode allocation)
    {
        var text = allocation.ToString();
        return text.Contains("NativeMemory.Alloc(") ? text.Replace("NativeMemory.Alloc(", "NativeMemory.AllocZeroed(") : null;
    }
}
