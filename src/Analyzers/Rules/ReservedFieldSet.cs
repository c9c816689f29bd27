// UAPI2001: a reserved field gets a value other than zero. Facts: UapiRole.Reserved.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2001: reports constants other than zero that reach reserved or padding bytes. Values that are not constants stay silent.</summary>
public sealed class ReservedFieldSetAnalyzer : BodyRule
{
    /// <summary>Key of the diagnostic's property that spells zero in the field's type.</summary>
    internal const string ZeroProperty = "Zero";

    /// <summary>Makes the rule.</summary>
    public ReservedFieldSetAnalyzer()
        : base(Descriptors.ReservedFieldSet)
    {
    }

    private protected override void Check(RuleContext body)
    {
        foreach (var operation in body.Operations)
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment:
                    CheckAssignment(body, assignment);
                    break;
                case ICompoundAssignmentOperation assignment:
                    CheckCompound(body, assignment);
                    break;
                case IIncrementOrDecrementOperation step:
                    CheckStep(body, step);
                    break;
                case IDeconstructionAssignmentOperation assignment:
                    CheckDeconstruction(body, assignment);
                    break;
                case IInvocationOperation call:
                    CheckFill(body, call);
                    break;
                case IArgumentOperation argument:
                    CheckArgument(body, argument);
                    break;
            }
        }
    }

    private static void CheckAssignment(RuleContext body, ISimpleAssignmentOperation assignment)
    {
        if (!assignment.IsRef && ReservedStorage.Find(body.Symbols, assignment.Target) is { } field && IsNeverZero(body, assignment.Value))
        {
            Report(body, assignment.Syntax, field, assignment.Value.Type, $"gets {Shown(assignment.Value)}");
        }
    }

    /// <summary>Only operators that turn zero into something else count: <c>*=</c>, <c>&amp;=</c> and shifts keep it.</summary>
    private static void CheckCompound(RuleContext body, ICompoundAssignmentOperation assignment)
    {
        if (assignment.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr
            && ReservedStorage.Find(body.Symbols, assignment.Target) is { } field
            && IsNeverZero(body, assignment.Value))
        {
            Report(body, assignment.Syntax, field, assignment.Target.Type, $"is combined with {Shown(assignment.Value)}");
        }
    }

    private static void CheckStep(RuleContext body, IIncrementOrDecrementOperation step)
    {
        if (ReservedStorage.Find(body.Symbols, step.Target) is { } field)
        {
            Report(body, step.Syntax, field, step.Target.Type, step.Kind == OperationKind.Increment ? "is incremented" : "is decremented");
        }
    }

    private static void CheckDeconstruction(RuleContext body, IDeconstructionAssignmentOperation assignment)
    {
        var value = assignment.Value is IConversionOperation conversion ? conversion.Operand : assignment.Value;
        if (assignment.Target is not ITupleOperation targets || value is not ITupleOperation values || targets.Elements.Length != values.Elements.Length)
        {
            return;
        }

        foreach (var (target, element) in targets.Elements.Zip(values.Elements, static (target, element) => (target, element)))
        {
            if (ReservedStorage.Find(body.Symbols, target) is { } field && IsNeverZero(body, element))
            {
                Report(body, element.Syntax, field, target.Type, $"gets {Shown(element)}");
            }
        }
    }

    private static void CheckFill(RuleContext body, IInvocationOperation call)
    {
        if (call is { TargetMethod.Name: "Fill", Instance: { } span, Arguments.Length: 1 }
            && ReservedStorage.IsSpan(span.Type)
            && ReservedStorage.Find(body.Symbols, span) is { } field
            && IsNeverZero(body, call.Arguments[0].Value))
        {
            Report(body, call.Syntax, field, call.Arguments[0].Value.Type, $"is filled with {Shown(call.Arguments[0].Value)}");
        }
    }

    private static void CheckArgument(RuleContext body, IArgumentOperation argument)
    {
        if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { RefKind: RefKind.None or RefKind.In } parameter }
            && body.Symbols.Find(parameter, RoleKind.Reserved) is not null
            && IsNeverZero(body, argument.Value))
        {
            Report(body, argument.Value.Syntax, parameter, parameter.Type, $"gets {Shown(argument.Value)}");
        }
    }

    private static bool IsNeverZero(RuleContext body, IOperation value)
    {
        var values = PossibleValues.Of(value, body.Root);
        return !values.IsEmpty && values.All(static v => !v.IsZero);
    }

    private static string Shown(IOperation value) => value.Syntax.ToString();

    private static void Report(RuleContext body, SyntaxNode syntax, ISymbol field, ITypeSymbol? type, string deed)
    {
        var zero = IntegerType.Bits(type) is null || type?.SpecialType == SpecialType.System_Char ? "default" : "0";
        body.ReportEach(
            syntax,
            ImmutableDictionary<string, string?>.Empty.Add(ZeroProperty, zero),
            field is IParameterSymbol ? field.Name : $"{field.ContainingType.Name}.{field.Name}",
            deed);
    }
}
