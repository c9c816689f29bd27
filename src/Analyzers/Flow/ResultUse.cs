// Flow: what becomes of the value of a call in the expression or declaration that it stands in.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

internal enum ResultFate
{
    /// <summary>A statement of its own, or assigned to a discard.</summary>
    Dropped,

    /// <summary>Put into a local or a parameter, and nothing else.</summary>
    Held,

    /// <summary>Compared, passed on, returned, stored in a field, asked for a member.</summary>
    Used,
}

/// <summary>The fate of a result.</summary>
/// <param name="Fate">What happens to it.</param>
/// <param name="Holder">The local or parameter that holds it.</param>
/// <param name="IsDiscard">It is dropped on purpose: <c>_ = call()</c>.</param>
internal readonly record struct ResultUse(ResultFate Fate, ISymbol? Holder = null, bool IsDiscard = false)
{
    private static readonly ResultUse Used = new(ResultFate.Used);
    private static readonly ResultUse Dropped = new(ResultFate.Dropped);

    /// <summary>Looks outwards from the call until something is done with its value.</summary>
    public static ResultUse Of(IOperation call)
    {
        for (var current = call; ; current = current.Parent!)
        {
            switch (current.Parent)
            {
                case IConversionOperation { OperatorMethod: null } or IParenthesizedOperation or IAwaitOperation:
                case ISwitchExpressionArmOperation arm when arm.Value == current:
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured when configured.Instance == current:
                case IConditionalAccessOperation access when access.WhenNotNull == current:
                case IConditionalOperation { Type: not null } conditional when conditional.Condition != current:
                case ISwitchExpressionOperation choice when choice.Value != current:
                    continue;

                case IExpressionStatementOperation:
                    return Dropped;

                case ISimpleAssignmentOperation assignment when assignment.Value == current && assignment.Target != current:
                    return OfAssignment(assignment);

                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: false } declarator }:
                    return new ResultUse(ResultFate.Held, declarator.Symbol);

                default:
                    return Used;
            }
        }
    }

    private static ResultUse OfAssignment(ISimpleAssignmentOperation assignment) => assignment switch
    {
        { Target: IDiscardOperation, Parent: IExpressionStatementOperation } => new(ResultFate.Dropped, IsDiscard: true),
        { Target: ILocalReferenceOperation { Local: { IsRef: false } local }, Parent: IExpressionStatementOperation } => new(ResultFate.Held, local),
        { Target: IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter }, Parent: IExpressionStatementOperation } =>
            new(ResultFate.Held, parameter),
        _ => Used,
    };
}
