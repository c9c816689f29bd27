// UAPI2002: a steering tag's width goes unchecked. Facts: UapiRole.SteeringTag with its width, UapiRole.SteeringTagWidth.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>
/// UAPI2002: reports widths other than 8 and 16, constant tags that their consumer cannot take, and casts that may cut a tag.
/// What one operation shows is reported at once; what needs the flow of a body is gathered and judged at its end.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SteeringTagWidthAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Key of the diagnostic's property that names the repair: widths to ask for, or <see cref="Checked"/>. Absent when there is none.</summary>
    internal const string RepairProperty = "Repair";

    /// <summary>The cast is to be checked.</summary>
    internal const string Checked = "checked";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SteeringTagWidth];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var symbols = UapiSymbols.Of(start.Compilation);
            if (symbols.HasFacts)
            {
                start.RegisterOperationBlockStartAction(block => StartBody(block, symbols));
            }
        });
    }

    private static void StartBody(OperationBlockStartAnalysisContext context, UapiSymbols symbols)
    {
        var body = new TagBody(symbols, OwnMethods.Of(context.Options, context.OperationBlocks[0].Syntax.SyntaxTree));
        context.RegisterOperationAction(c => CheckAssignment(c, symbols, body), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(c => CheckCall(c, symbols, body), OperationKind.Invocation, OperationKind.FunctionPointerInvocation);
        context.RegisterOperationAction(
            c => body.AddReference(c.Operation), OperationKind.FieldReference, OperationKind.PropertyReference, OperationKind.ParameterReference);
        context.RegisterOperationAction(c => body.AddCast((IConversionOperation)c.Operation), OperationKind.Conversion);
        context.RegisterOperationBlockEndAction(body.Judge);
    }

    private static void CheckAssignment(OperationAnalysisContext context, UapiSymbols symbols, TagBody body)
    {
        if (context.Operation is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } target, Value: var value })
        {
            return;
        }

        if (symbols.Find(member, RoleKind.SteeringTagWidth) is not null)
        {
            CheckWidth(context, value, member.Name);
        }

        if (TagRoles.BitsOf(symbols, target) is { } bits)
        {
            CheckFit(context, value, bits, member.Name);
            body.AddSet(target, value, target.Syntax);
        }
    }

    private static void CheckCall(OperationAnalysisContext context, UapiSymbols symbols, TagBody body)
    {
        if (KernelCall.From(symbols, context.Operation) is not { } call)
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (call.RoleOf(argument, RoleKind.SteeringTagWidth) is not null)
            {
                CheckWidth(context, argument.Value, call.Target.Name);
                body.AddQuery(call, argument);
            }
            else if (call.RoleOf(argument, RoleKind.SteeringTag) is { } role)
            {
                body.AddTaggedCall();
                if (TagRoles.IsInput(argument))
                {
                    CheckFit(context, argument.Value, TagRoles.Bits(role, argument.Parameter?.Type), argument.Parameter?.Name ?? call.Target.Name);
                    body.AddSet(call.Receiver, argument.Value, call.Operation.Syntax);
                }
            }
        }
    }

    private static void CheckWidth(OperationAnalysisContext context, IOperation value, string asked)
    {
        var widths = PossibleValues.Of(value, BodyRoot.Of(value));
        if (!widths.IsEmpty && widths.All(static width => width != 8 && width != 16))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.SteeringTagWidth,
                value.Syntax.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(RepairProperty, "16,8"),
                $"'{asked}' is told a width of {widths[0]} bits, but a steering tag has 8 or 16; use 16 or 8"));
        }
    }

    private static void CheckFit(OperationAnalysisContext context, IOperation value, int bits, string name)
    {
        var maximum = (1L << bits) - 1;
        var values = PossibleValues.Of(value, BodyRoot.Of(value));
        if (!values.IsEmpty && values.All(tag => tag > maximum))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.SteeringTagWidth,
                value.Syntax.GetLocation(),
                $"tag 0x{(long)values[0]:X} does not fit into the {bits} bits of '{name}'; use a tag of at most 0x{maximum:X}"));
        }
    }
}
