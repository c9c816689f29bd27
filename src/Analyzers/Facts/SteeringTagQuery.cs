// Facts: a call that asks for a steering tag of a certain width.
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Facts;

internal static class SteeringTagQuery
{
    /// <summary>The argument that says how many bits the consumer takes.</summary>
    public static IArgumentOperation? WidthArgument(KernelCall call) =>
        call.Arguments.FirstOrDefault(argument => call.RoleOf(argument, RoleKind.SteeringTagWidth) is not null);

    /// <summary>The width that is asked for, when it is one constant.</summary>
    public static BigInteger? WidthOf(KernelCall call, IOperation root) =>
        WidthArgument(call) is { } argument && PossibleValues.Of(argument.Value, root) is { Length: 1 } widths ? widths[0] : null;
}
