// UAPI2001: a reserved field gets a value other than zero. Facts: UapiRole.Reserved.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2001: reports constants other than zero that reach reserved or padding bytes. Values that are not constants stay silent.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedFieldSetAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Key of the diagnostic's property that spells zero in the field's type.</summary>
    internal const string ZeroProperty = "Zero";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.ReservedFieldSet];

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
                start.RegisterOperationAction(c => CheckAssignment(c, symbols, (ISimpleAssignmentOperation)c.Operation), OperationKind.SimpleAssignment);
                start.RegisterOperationAction(c => CheckCompound(c, symbols, (ICompoundAssignmentOperation)c.Operation), OperationKind.CompoundAssignment);
                start.RegisterOperationAction(c => CheckStep(c, symbols, (IIncrementOrDecrementOperation)c.Operation), OperationKind.Increment, OperationKind.Decrement);
                start.RegisterOperationAction(c => CheckDeconstruction(c, symbols, (IDeconstructionAssignmentOperation)c.Operation), OperationKind.DeconstructionAssignment);
                start.RegisterOperationAction(c => CheckFill(c, symbols, (IInvocationOperation)c.Operation), OperationKind.Invocation);
                start.RegisterOperationAction(c => CheckArgument(c, symbols, (IArgumentOperation)c.Operation), OperationKind.Argument);
            }
        });
    }

    private static void CheckAssignment(OperationAnalysisContext context, UapiSymbols symbols, ISimpleAssignmentOperation assignment)
    {
        if (!assignment.IsRef && ReservedStorage.Find(symbols, assignment.Target) is { } field && IsNeverZero(assignment.Value))
        {
            Report(context, assignment.Syntax, field, assignment.Value.Type, $"gets {Shown(assignment.Value)}");
        }
    }

    /// <summary>Only operators that turn zero into something else count: <c>*=</c>, <c>&amp;=</c> and shifts keep it.</summary>
    private static void CheckCompound(OperationAnalysisContext context, UapiSymbols symbols, ICompoundAssignmentOperation assignment)
    {
        if (assignment.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr
            && ReservedStorage.Find(symbols, assignment.Target) is { } field
            && IsNeverZero(assignment.Value))
        {
            Report(context, assignment.Syntax, field, assignment.Target.Type, $"is combined with {Shown(assignment.Value)}");
        }
    }

    private static void CheckStep(OperationAnalysisContext context, UapiSymbols symbols, IIncrementOrDecrementOperation step)
    {
        if (ReservedStorage.Find(symbols, step.Target) is { } field)
        {
            Report(context, step.Syntax, field, step.Target.Type, step.Kind == OperationKind.Increment ? "is incremented" : "is decremented");
        }
    }

    private static void CheckDeconstruction(OperationAnalysisContext context, UapiSymbols symbols, IDeconstructionAssignmentOperation assignment)
    {
        var value = assignment.Value is IConversionOperation conversion ? conversion.Operand : assignment.Value;
        if (assignment.Target is not ITupleOperation targets || value is not ITupleOperation values || targets.Elements.Length != values.Elements.Length)
        {
            return;
        }

        foreach (var (target, element) in targets.Elements.Zip(values.Elements, static (target, element) => (target, element)))
        {
            if (ReservedStorage.Find(symbols, target) is { } field && IsNeverZero(element))
            {
                Report(context, element.Syntax, field, target.Type, $"gets {Shown(element)}");
            }
        }
    }

    private static void CheckFill(OperationAnalysisContext context, UapiSymbols symbols, IInvocationOperation call)
    {
        if (call is { TargetMethod.Name: "Fill", Instance: { } span, Arguments.Length: 1 }
            && ReservedStorage.IsSpan(span.Type)
            && ReservedStorage.Find(symbols, span) is { } field
            && IsNeverZero(call.Arguments[0].Value))
        {
            Report(context, call.Syntax, field, call.Arguments[0].Value.Type, $"is filled with {Shown(call.Arguments[0].Value)}");
        }
    }

    private static void CheckArgument(OperationAnalysisContext context, UapiSymbols symbols, IArgumentOperation argument)
    {
        if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { RefKind: RefKind.None or RefKind.In } parameter }
            && symbols.Find(parameter, RoleKind.Reserved) is not null
            && IsNeverZero(argument.Value))
        {
            Report(context, argument.Value.Syntax, parameter, parameter.Type, $"gets {Shown(argument.Value)}");
        }
    }

    private static bool IsNeverZero(IOperation value)
    {
        var values = PossibleValues.Of(value, BodyRoot.Of(value));
        return !values.IsEmpty && values.All(static v => !v.IsZero);
    }

    private static string Shown(IOperation value) => value.Syntax.ToString();

    private static void Report(OperationAnalysisContext context, SyntaxNode syntax, ISymbol field, ITypeSymbol? type, string deed)
    {
        var zero = IntegerType.Bits(type) is null || type?.SpecialType == SpecialType.System_Char ? "default" : "0";
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.ReservedFieldSet,
            syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(ZeroProperty, zero),
            field is IParameterSymbol ? field.Name : $"{field.ContainingType.Name}.{field.Name}",
            deed));
    }
}
