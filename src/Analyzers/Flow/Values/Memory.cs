// Flow: what fresh memory and fresh values hold: zero, garbage, or a record that knows its own size.
using System;
using System.Linq;
using System.Numerics;
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
        _ when Array(value) is { } array => OfArray(array) is not null ? Content.Garbage : null,
        { Kind: OperationKind.None, Syntax.RawKind: var kind } when kind is (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.StackAllocArrayCreationExpression =>
            SkipsLocalsInit(value) ? Content.Garbage : Content.Zero,
        _ => null,
    };

    /// <summary>What the elements of a new array, or of a span over new memory, hold; null for any other array or span.</summary>
    public Content? ElementsOf(IOperation value) => value switch
    {
        IConversionOperation conversion => ElementsOf(conversion.Operand),
        IArrayCreationOperation { Initializer: null, DimensionSizes.Length: 1 } => Content.Zero,
        IInvocationOperation { TargetMethod: { Name: "AllocateUninitializedArray", ContainingType.Name: "GC" } } => Content.Garbage,
        { Kind: OperationKind.None, ChildOperations.Count: 1 } => ContentOf(value),
        _ => null,
    };

    /// <summary>How many bytes new memory has; null when the expression makes none.</summary>
    public Known? BytesOf(IOperation value, Func<IOperation, Known> evaluate) => value switch
    {
        IConversionOperation conversion => BytesOf(conversion.Operand, evaluate),
        IParenthesizedOperation parenthesized => BytesOf(parenthesized.Operand, evaluate),
        IArrayCreationOperation { DimensionSizes: { Length: 1 } counts, Type: IArrayTypeSymbol array } => Times(evaluate(counts[0]), Evaluation.Size(array.ElementType, symbols)),
        IInvocationOperation { TargetMethod: { Name: "AllocateUninitializedArray" or "AllocateArray", ContainingType.Name: "GC", TypeArguments: { Length: 1 } types }, Arguments: { Length: > 0 } arguments } =>
            Times(evaluate(arguments[0].Value), Evaluation.Size(types[0], symbols)),
        IInvocationOperation { TargetMethod: { Name: "Alloc" or "AllocZeroed", ContainingType.Name: "NativeMemory" } } call =>
            evaluate(call.Arguments[0].Value) is var bytes && call.Arguments.Length == 1 ? bytes : Times(bytes, evaluate(call.Arguments[1].Value) is { Numbers: { Length: 1 } each } ? each[0] : null),
        IInvocationOperation { TargetMethod: { Name: "AlignedAlloc", ContainingType.Name: "NativeMemory" } } call => evaluate(call.Arguments[0].Value),
        IInvocationOperation { TargetMethod: { Name: "AllocHGlobal" or "AllocCoTaskMem", ContainingType.Name: "Marshal" }, Arguments: { Length: 1 } arguments } => evaluate(arguments[0].Value),
        { Kind: OperationKind.None, Syntax.RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.StackAllocArrayCreationExpression, ChildOperations.Count: 1 } =>
            value.ChildOperations.First() is var count && IntegerType.Bits(count.Type) is not null && Elements.ElementType(value.Type) is { } element ? Times(evaluate(count), Evaluation.Size(element, symbols)) : Known.Nothing,
        _ => null,
    };

    private static Known Times(Known count, BigInteger? size) => size is { } each ? Known.Of(count.Numbers.Select(number => number * each)) : Known.Nothing;

    /// <summary>What made the memory: for the elements of an array, the call that made the array.</summary>
    public IOperation Origin(IOperation value) => Array(value) is { } array && OfArray(array) is { } made ? made : value;

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

    /// <summary>The array whose elements a fixed statement points to.</summary>
    private static ILocalSymbol? Array(IOperation value) => value switch
    {
        ILocalReferenceOperation { Local: { Type: IArrayTypeSymbol } local } => local,
        IConversionOperation { Type: IPointerTypeSymbol } or IAddressOfOperation or IArrayElementReferenceOperation or { Kind: OperationKind.None, Type: IPointerTypeSymbol or null, ChildOperations.Count: 1 } =>
            Array(value.ChildOperations.First()),
        _ => null,
    };

    /// <summary>The call that made an array without clearing it, when nothing but fixed statements ever touches its elements.</summary>
    private IInvocationOperation? OfArray(ILocalSymbol array) => LocalWrites.Of(array, root) is { IsDefault: false, Length: 1 } writes
        && writes[0] is IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: var type } } made
        && (type, name) is ("ArrayPool", "Rent") or ("GC", "AllocateUninitializedArray")
        && root.DescendantsAndSelf().OfType<ILocalReferenceOperation>().All(reference => !SymbolEqualityComparer.Default.Equals(reference.Local, array) || KeepsElements(reference))
            ? made
            : null;

    private static bool KeepsElements(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Return" } } => true,
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        _ => reference.Syntax.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclarationSyntax>() is { Parent: Microsoft.CodeAnalysis.CSharp.Syntax.FixedStatementSyntax },
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
