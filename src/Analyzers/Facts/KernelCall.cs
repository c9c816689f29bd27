// Facts: a call of a method, a delegate or a function pointer, with the roles of its parameters and of its result.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Facts;

/// <summary>One call. The roles of a function pointer or a delegate stand on the field that holds it.</summary>
internal sealed class KernelCall
{
    // A local may be initialised from itself in code that does not compile.
    private const int MaximumDepth = 8;

    private readonly UapiSymbols _symbols;
    private (IArgumentOperation? Argument, RequestFacts? Facts)? _request;

    private KernelCall(UapiSymbols symbols, IOperation operation, ISymbol target, ImmutableArray<IArgumentOperation> arguments)
    {
        _symbols = symbols;
        Operation = operation;
        Target = target;
        Arguments = arguments;
    }

    /// <summary>Gets the invocation.</summary>
    public IOperation Operation { get; }

    /// <summary>Gets the method, or the field or property that holds the function pointer or the delegate.</summary>
    public ISymbol Target { get; }

    /// <summary>Gets the arguments in order of evaluation.</summary>
    public ImmutableArray<IArgumentOperation> Arguments { get; }

    /// <summary>Gets the object that the method is called on.</summary>
    public IOperation? Receiver => (Operation as IInvocationOperation)?.Instance;

    /// <summary>Gets a value indicating whether this is a P/Invoke of <c>ioctl</c>: -1 is failure, and errno tells which.</summary>
    public bool IsIoctl => Target is IMethodSymbol method && _symbols.IsIoctl(method);

    /// <summary>Gets the C function that is called, when this is a P/Invoke.</summary>
    public string? EntryPoint => Target is IMethodSymbol method ? _symbols.FunctionOf(method) : null;

    /// <summary>Gets a value indicating whether the result tells success or failure and has to be tested.</summary>
    public bool HasResult => Operation.Type is { } type && !IsNothing(type) && (_symbols.Find(Target, RoleKind.Result) is not null || IsIoctl);

    /// <summary>
    /// Sees a call in <paramref name="operation"/>; <paramref name="root"/> is the whole body, where the initialiser of a local function pointer is looked for,
    /// and need not be given for an operation that still stands in it.
    /// </summary>
    /// <returns>Null for anything but a call, and for a call through a pointer that comes from somewhere unknown.</returns>
    public static KernelCall? From(UapiSymbols symbols, IOperation operation, IOperation? root = null) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call => Through(symbols, call, call.Instance, call.Arguments, root),
        IInvocationOperation call => new KernelCall(symbols, call, call.TargetMethod, call.Arguments),
        IFunctionPointerInvocationOperation call => Through(symbols, call, call.Target, call.Arguments, root),
        _ => null,
    };

    /// <summary>The request that one of the arguments is, seen through conversions, descriptors and locals that hold nothing else.</summary>
    public RequestFacts? Request(IOperation root) => FindRequest(root).Facts;

    /// <summary>The argument that is the request.</summary>
    public IArgumentOperation? RequestArgument(IOperation root) => FindRequest(root).Argument;

    /// <summary>The role that the parameter of <paramref name="argument"/> has.</summary>
    public Role? RoleOf(IArgumentOperation argument, RoleKind kind)
    {
        if (argument.Parameter is not { } parameter)
        {
            return null;
        }

        return _symbols.Find(Target, kind, parameter.Ordinal)
            ?? (Target is IMethodSymbol ? _symbols.Find(parameter, kind) : null);
    }

    /// <summary>A call stands in one body, so that what was found first is found each time.</summary>
    private (IArgumentOperation? Argument, RequestFacts? Facts) FindRequest(IOperation root)
    {
        if (_request is not { } known)
        {
            _request = known = Arguments
                .Select(argument => ((IArgumentOperation?)argument, RequestOf(argument.Value, root, MaximumDepth)))
                .FirstOrDefault(static pair => pair.Item2 is not null);
        }

        return known;
    }

    private RequestFacts? RequestOf(IOperation value, IOperation root, int depth) => depth == 0 ? null : value switch
    {
        IConversionOperation conversion => RequestOf(conversion.Operand, root, depth - 1),
        IParenthesizedOperation parenthesized => RequestOf(parenthesized.Operand, root, depth - 1),
        IMemberReferenceOperation { Member: var member, Instance: null } => _symbols.RequestOf(member),
        IPropertyReferenceOperation { Property.Name: "Request", Instance: { } descriptor } => RequestOf(descriptor, root, depth - 1),
        ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, root) is { IsDefault: false, Length: 1 } writes => RequestOf(writes[0], root, depth - 1),
        _ => null,
    };

    private static KernelCall? Through(UapiSymbols symbols, IOperation call, IOperation? pointer, ImmutableArray<IArgumentOperation> arguments, IOperation? root) =>
        pointer switch
        {
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => new KernelCall(symbols, call, member.Member, arguments),
            ILocalReferenceOperation { Local: var local } when LocalWrites.Of(local, root ?? BodyRoot.Of(call)) is { IsDefault: false, Length: 1 } writes
                && writes[0] is IMemberReferenceOperation member => new KernelCall(symbols, call, member.Member, arguments),
            _ => null,
        };

    private static bool IsNothing(ITypeSymbol type) => type.SpecialType == SpecialType.System_Void
        || type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 };
}
