// UAPI2103: one descriptor gets requests of two kinds of files. Facts: UapiIoctl.FileKind.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2103: reports requests on a descriptor that has got a request of another kind of file before.</summary>
public sealed class FileKindMixedAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public FileKindMixedAnalyzer()
        : base(Descriptors.FileKindMixed)
    {
    }

    private protected override void Check(RuleContext body)
    {
        var first = new Dictionary<ISymbol, RequestFacts>(SymbolEqualityComparer.Default);
        foreach (var call in body.Calls.OrderBy(static call => call.Operation.Syntax.SpanStart))
        {
            if (!(call.IsIoctl || (call.Target is IMethodSymbol method && body.Own.Carries(method)))
                || call.Request(body.Root) is not { FileKind: { } kind } request
                || Descriptor(call, body.Root) is not { } descriptor)
            {
                continue;
            }

            if (!first.TryGetValue(descriptor, out var before))
            {
                first.Add(descriptor, request);
            }
            else if (before.FileKind != kind)
            {
                body.Report(call.Operation.Syntax, request.Name, kind, descriptor.Name, before.Name, before.FileKind!);
            }
        }
    }

    /// <summary>The variable that holds the descriptor, when it holds one and the same all the time.</summary>
    private static ISymbol? Descriptor(KernelCall call, IOperation root)
    {
        var value = call.Receiver ?? call.Arguments.FirstOrDefault()?.Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, root) is { IsDefault: false, Length: 1 } => local,
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } when !IsAssigned(parameter, root) => parameter,
            _ => null,
        };
    }

    private static bool IsAssigned(IParameterSymbol parameter, IOperation root) => BodyOperations.Of(root).All.Any(
        operation => operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter) && !LocalWrites.IsRead(reference));
}
