// UAPI2111: a request is a bare number. Facts: UapiIoctl.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2111: reports numbers that are handed to ioctl and are the number of one generated request.</summary>
public sealed class RequestNumberAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public RequestNumberAnalyzer()
        : base(Descriptors.RequestNumber)
    {
    }

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    private const int RequestOrdinal = 1;

    // _IO numbers have a type above the low byte; anything smaller is something else.
    private const int LeastRequest = 0x100;

    private protected override void Check(RuleContext body)
    {
        foreach (var call in body.Calls)
        {
            if (call.Request(body.Root) is not null)
            {
                continue;
            }

            foreach (var value in Requests(body, call))
            {
                if (PossibleValues.Of(value, body.Root) is { Length: 1 } numbers && numbers[0] >= LeastRequest && Find(body, (uint)(numbers[0] & uint.MaxValue), call) is { } request)
                {
                    body.Report(Written(value).Syntax, RuleContext.Replacement(request.Symbol.ToDisplayString(Qualified)), (long)numbers[0], request.Name);
                }
            }
        }
    }

    /// <summary>The arguments that may be the request: of <c>ioctl</c> the second, of a method of the program's own that calls it the first or the second.</summary>
    private static IEnumerable<IOperation> Requests(RuleContext body, KernelCall call)
    {
        var isOwn = !call.IsIoctl && call.Target is IMethodSymbol method && body.Own.Carries(method);
        return call.Arguments
            .Where(argument => argument.Parameter is { Ordinal: var ordinal } && ((call.IsIoctl && ordinal == RequestOrdinal) || (isOwn && ordinal <= RequestOrdinal)))
            .Select(static argument => argument.Value);
    }

    private static IOperation Written(IOperation value) => value is IConversionOperation { IsImplicit: true } conversion ? Written(conversion.Operand) : value;

    /// <summary>The one request with this number, or the one of several that takes what is passed.</summary>
    private static RequestFacts? Find(RuleContext body, uint number, KernelCall call)
    {
        var requests = body.Symbols.RequestsOf(body.Compilation).Where(request => request.Number == number).ToList();
        if (requests.Count > 1)
        {
            var given = body.Handovers.FirstOrDefault(handover => handover.Call.Operation.Syntax == call.Operation.Syntax)?.Type ?? Pointed(call);
            requests = requests.Where(request => given is not null && request.Argument?.Name == given.Name).ToList();
        }

        return requests.Count == 1 ? requests[0] : null;
    }

    private static ITypeSymbol? Pointed(KernelCall call)
    {
        var value = call.Arguments[call.Arguments.Length - 1].Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value.Type is IPointerTypeSymbol pointer ? pointer.PointedAtType : value.Type;
    }
}
