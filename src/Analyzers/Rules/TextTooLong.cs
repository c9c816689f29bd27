// UAPI2306: a text is longer than the kernel takes. Facts: UapiIoctl.TextSize.
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2306: reports constant texts that leave no room for their NUL.</summary>
public sealed class TextTooLongAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public TextTooLongAnalyzer()
        : base(Descriptors.TextTooLong)
    {
    }

    private const int MaximumDepth = 8;

    private protected override void Check(RuleContext body)
    {
        foreach (var handover in body.Handovers)
        {
            if (handover is { Request: { TextSize: > 0 } request, Argument: { } argument }
                && Text(argument.Value, body.Root, MaximumDepth) is { } text
                && Encoding.UTF8.GetByteCount(text.Value.TrimEnd('\0')) is var bytes
                && bytes >= request.TextSize)
            {
                body.Report(text.Syntax, bytes, request.Name, request.TextSize - 1);
            }
        }
    }

    /// <summary>The constant that the bytes at a pointer were made of.</summary>
    private static (string Value, SyntaxNode Syntax)? Text(IOperation? value, IOperation root, int depth)
    {
        switch (value)
        {
            case null:
                return null;
            case IUtf8StringOperation utf8:
                return (utf8.Value, utf8.Syntax);
            case { ConstantValue: { HasValue: true, Value: string text } }:
                return (text, value.Syntax);
            case ILocalReferenceOperation { Local: var local } when depth > 0:
                var writes = LocalWrites.Of(local, root);
                return Text(local.IsFixed ? LocalWrites.AliasOf(local, root) : !writes.IsDefault && writes.Length == 1 ? writes[0] : null, root, depth - 1);
            case IInvocationOperation { TargetMethod: { Name: "GetBytes" } } call when depth > 0 && call.Arguments.Length > 0:
                return Text(call.Arguments[0].Value, root, depth - 1);
            case IConversionOperation or IAddressOfOperation or IArrayElementReferenceOperation or { Kind: OperationKind.None } when depth > 0:
                return Text(value.ChildOperations.FirstOrDefault(), root, depth - 1);
            default:
                return null;
        }
    }
}
