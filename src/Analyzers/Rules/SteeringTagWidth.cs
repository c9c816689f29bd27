// UAPI2002: a steering tag's width goes unchecked. Facts: UapiRole.SteeringTag with its width, UapiRole.SteeringTagWidth.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>
/// UAPI2002: reports widths other than 8 and 16, constant tags that their consumer cannot take, and casts that may cut a tag.
/// What one operation shows is reported at once; what needs the flow of a body is gathered and judged at its end.
/// </summary>
public sealed class SteeringTagWidthAnalyzer : BodyRule
{
    /// <summary>Key of the diagnostic's property that names the repair: widths to ask for, or <see cref="Checked"/>. Absent when there is none.</summary>
    internal const string RepairProperty = "Repair";

    /// <summary>The cast is to be checked.</summary>
    internal const string Checked = "checked";

    /// <summary>Makes the rule.</summary>
    public SteeringTagWidthAnalyzer()
        : base(Descriptors.SteeringTagWidth)
    {
    }

    private protected override void Check(RuleContext body)
    {
        var tags = new TagBody(body);
        foreach (var operation in body.Operations)
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment:
                    CheckAssignment(body, tags, assignment);
                    break;
                case IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation:
                    tags.AddReference(operation);
                    break;
                case IConversionOperation conversion:
                    tags.AddCast(conversion);
                    break;
            }
        }

        foreach (var call in body.Calls)
        {
            CheckCall(body, tags, call);
        }

        tags.Judge();
    }

    private static void CheckAssignment(RuleContext body, TagBody tags, ISimpleAssignmentOperation assignment)
    {
        if (assignment is not { Target: IMemberReferenceOperation { Member: var member } target, Value: var value })
        {
            return;
        }

        if (body.Symbols.Find(member, RoleKind.SteeringTagWidth) is not null)
        {
            CheckWidth(body, value, member.Name);
        }

        if (TagRoles.BitsOf(body.Symbols, target) is { } bits)
        {
            CheckFit(body, value, bits, member.Name);
            tags.AddSet(target, value, target.Syntax);
        }
    }

    private static void CheckCall(RuleContext body, TagBody tags, KernelCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (call.RoleOf(argument, RoleKind.SteeringTagWidth) is not null)
            {
                CheckWidth(body, argument.Value, call.Target.Name);
                tags.AddQuery(call, argument);
            }
            else if (call.RoleOf(argument, RoleKind.SteeringTag) is { } role)
            {
                tags.AddTaggedCall();
                if (TagRoles.IsInput(argument))
                {
                    CheckFit(body, argument.Value, TagRoles.Bits(role, argument.Parameter?.Type), argument.Parameter?.Name ?? call.Target.Name);
                    tags.AddSet(call.Receiver, argument.Value, call.Operation.Syntax);
                }
            }
        }
    }

    private static void CheckWidth(RuleContext body, IOperation value, string asked)
    {
        var widths = PossibleValues.Of(value, body.Root);
        if (!widths.IsEmpty && widths.All(static width => width != 8 && width != 16))
        {
            body.ReportEach(
                value.Syntax,
                ImmutableDictionary<string, string?>.Empty.Add(RepairProperty, "16,8"),
                $"'{asked}' is told a width of {widths[0]} bits, but a steering tag has 8 or 16; use 16 or 8");
        }
    }

    private static void CheckFit(RuleContext body, IOperation value, int bits, string name)
    {
        var maximum = (1L << bits) - 1;
        var values = PossibleValues.Of(value, body.Root);
        if (!values.IsEmpty && values.All(tag => tag > maximum))
        {
            body.ReportEach(
                value.Syntax,
                ImmutableDictionary<string, string?>.Empty,
                $"tag 0x{(long)values[0]:X} does not fit into the {bits} bits of '{name}'; use a tag of at most 0x{maximum:X}");
        }
    }
}
