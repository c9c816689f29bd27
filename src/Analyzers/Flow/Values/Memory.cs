// Flow: what fresh memory and fresh values hold: zero, garbage, or a record that knows its own size.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Facts;

namespace UapiGen.Analyzers.Flow.Values;

internal sealed class Memory(UapiSymbols symbols, IOperation root)
{
    /// <summary>What a value, or the memory that a pointer points to, holds; null when that has to be looked up or is not known.</summary>
    public Content? ContentOf(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => ContentOf(conversion.Operand),
        IParenthesizedOperation parenthesized => ContentOf(parenthesized.Operand),
        IDefaultValueOperation { Type: { TypeKind: TypeKind.Struct } type } when IntegerType.Bits(type) is null => Content.Zero,
        IObjectCreationOperation { Arguments.IsEmpty: true, Type.TypeKind: TypeKind.Struct, Constructor: null or { IsImplicitlyDeclared: true } } => Content.Zero,
        IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Create", Parameters.IsEmpty: true } method } when symbols.RecordOf(method.ContainingType) is not null => Content.Sized,
        IInvocationOperation call => OfCall(call.TargetMethod),
        { Kind: OperationKind.None, Syntax.RawKind: var kind } when kind is (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.StackAllocArrayCreationExpression =>
            SkipsLocalsInit(value) ? Content.Garbage : Content.Zero,
        _ => null,
    };

    /// <summary>The memory that a call fills with one content: zero, or none at all. Null when the call does neither.</summary>
    public static IOperation? Cleared(KernelCall call) => call.Target is IMethodSymbol { Name: var name, ContainingType.Name: var type } && call.Arguments.Length > 0
        && (type, name) is ("NativeMemory", "Clear") or ("Unsafe", "InitBlock" or "InitBlockUnaligned" or "SkipInit")
        && (name is not ("InitBlock" or "InitBlockUnaligned") || PossibleValues.Constant(call.Arguments[1].Value)?.IsZero == true)
            ? call.Arguments[0].Value
            : null;

    public static bool SkipsInit(KernelCall call) => call.Target.Name == "SkipInit";

    private static Content? OfCall(IMethodSymbol method) => (method.ContainingType?.Name, method.Name) switch
    {
        ("NativeMemory", "Alloc" or "AlignedAlloc") => Content.Garbage,
        ("NativeMemory", "AllocZeroed") => Content.Zero,
        ("Marshal", "AllocHGlobal" or "AllocCoTaskMem") => Content.Garbage,
        _ => null,
    };

    private bool SkipsLocalsInit(IOperation value)
    {
        var symbol = root.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart);
        for (; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (Skips(symbol))
            {
                return true;
            }
        }

        return root.SemanticModel?.Compilation is { } compilation && Skips(compilation.SourceModule);

        static bool Skips(ISymbol symbol) => symbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SkipLocalsInitAttribute");
    }
}
