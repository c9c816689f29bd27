// Stage: model. Function-like macros: those that become methods, and those that are listed.
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>A function-like macro that becomes a static method.</summary>
/// <param name="CName">Its name in the header.</param>
/// <param name="Name">The C# name.</param>
/// <param name="ReturnType">A C# keyword, with the width and signedness that C's expression has.</param>
/// <param name="Parameters">In order.</param>
/// <param name="Body">A C# expression of that type.</param>
/// <param name="Written">The definition as the header writes it: <c>#define NAME(a, b) body</c>.</param>
/// <param name="Doc">What the header says.</param>
internal sealed record MethodModel(
    string CName, string Name, string ReturnType, EquatableArray<MethodParameter> Parameters, string Body, string Written, DocModel Doc)
{
    /// <summary>The logical path of the header that defines it.</summary>
    public string Header { get; init; } = "";

    /// <summary>The body on each target, in the order of <see cref="Abi.Targets"/>; empty when one serves them all.</summary>
    public EquatableArray<string> Bodies { get; init; }

    /// <summary>True when the divisor follows an argument.</summary>
    public bool MayDivideByZero { get; init; }
}

/// <param name="Name">The C# name.</param>
/// <param name="Type">A C# keyword.</param>
/// <param name="CType">The type that the argument has in C: <c>unsigned int</c>.</param>
internal sealed record MethodParameter(string Name, string Type, string CType);

/// <summary>A function-like macro that becomes no method.</summary>
/// <param name="CName">Its name in the header.</param>
/// <param name="Signature">Name and parameters: <c>NAME(a, b)</c>.</param>
/// <param name="Reason">Why, as a sentence part.</param>
/// <param name="Header">The logical path of the header that defines it.</param>
internal sealed record LeftOutMacro(string CName, string Signature, string Reason, string Header);
