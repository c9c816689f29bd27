// Facts: methods of a program's own that hand a request and its argument to ioctl as they are, told by their text.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UapiGen.Analyzers.Facts;

/// <summary>A method that carries.</summary>
/// <param name="Request">The name of the constant that is its one request; null when the request is among its parameters.</param>
internal sealed record CarrierMethod(string? Request);

/// <summary>
/// A method carries when its body does nothing with one of its parameters, a pointer or a reference, but hand it on to calls of ioctl, or of another method that
/// carries, which get a number of its parameters too, or a constant. One that looks into the memory, as to set the size there, does not carry: what its caller left
/// out, it may add. An interface's method carries when a method that implements it does.
/// </summary>
internal static class CarrierMethods
{
    // A wrapper around a wrapper; more is a circle.
    private const int MaximumDepth = 4;

    // A descriptor comes before the request, if anything does.
    private const int MaximumPosition = 2;

    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<CarrierMethod?>> Known = new();

    /// <summary>How a method carries, as its text shows; null when it does not.</summary>
    public static CarrierMethod? Of(IMethodSymbol method) => Of(method.ReducedFrom ?? method, MaximumDepth);

    private static CarrierMethod? Of(IMethodSymbol method, int depth)
    {
        method = method.OriginalDefinition;
        if (depth == 0 || method.DeclaringSyntaxReferences.IsEmpty || !method.Parameters.Any(IsMemory))
        {
            return null;
        }

        if (!Known.TryGetValue(method, out var known))
        {
            var found = method.IsAbstract ? Implementations(method).Select(implementation => Of(implementation, depth - 1)).FirstOrDefault(static carrier => carrier is not null) : Look(method, depth);
            known = Known.GetValue(method, _ => new StrongBox<CarrierMethod?>(found));
        }

        return known.Value;
    }

    private static CarrierMethod? Look(IMethodSymbol method, int depth)
    {
        var body = method.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()).Select(Body).FirstOrDefault(static body => body is not null);
        return body is null ? null : method.Parameters.Where(IsMemory).Select(parameter => new Uses(method, parameter, depth).Look(body)).FirstOrDefault(static carrier => carrier is not null);
    }

    private static SyntaxNode? Body(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body ?? (SyntaxNode?)method.ExpressionBody,
        LocalFunctionStatementSyntax function => function.Body ?? (SyntaxNode?)function.ExpressionBody,
        _ => null,
    };

    private static bool IsNumber(IParameterSymbol parameter) => parameter.RefKind is RefKind.None or RefKind.In && parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_UInt32
        or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static bool IsMemory(IParameterSymbol parameter) => parameter.Type is IPointerTypeSymbol || parameter.Type.SpecialType is SpecialType.System_IntPtr
        || (parameter.RefKind is RefKind.Ref or RefKind.In && parameter.Type is ITypeParameterSymbol or { TypeKind: TypeKind.Struct });

    /// <summary>The methods of the same assembly that implement or override one without a body.</summary>
    private static IEnumerable<IMethodSymbol> Implementations(IMethodSymbol method) => Types(method.ContainingAssembly.GlobalNamespace)
        .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct && (method.ContainingType.TypeKind == TypeKind.Interface
            ? type.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, method.ContainingType))
            : SymbolEqualityComparer.Default.Equals(type.BaseType?.OriginalDefinition, method.ContainingType)))
        .SelectMany(type => type.GetMembers(method.Name).OfType<IMethodSymbol>())
        .Where(candidate => candidate.Parameters.Length == method.Parameters.Length
            && candidate.Parameters.Zip(method.Parameters, static (one, other) => one.RefKind == other.RefKind && one.Type.TypeKind == other.Type.TypeKind).All(static same => same));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static member => member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));

    /// <summary>The uses of one parameter, and of what is made of it, in a body.</summary>
    private sealed class Uses(IMethodSymbol method, IParameterSymbol memory, int depth)
    {
        private readonly HashSet<string> _names = new([memory.Name], StringComparer.Ordinal);

        private readonly HashSet<string?> _requests = [];

        /// <summary>What the method carries when it does nothing else.</summary>
        public CarrierMethod? Look(SyntaxNode body)
        {
            // In the order of the text, so that a pointer's name is known before it is used.
            foreach (var name in body.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (_names.Contains(name.Identifier.ValueText) && !IsMemberName(name) && !IsHarmless(name))
                {
                    return null;
                }
            }

            return _requests.Count == 1 ? new CarrierMethod(_requests.First()) : null;
        }

        private static bool IsMemberName(IdentifierNameSyntax name) => (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) || name.Parent is NameColonSyntax or NameEqualsSyntax;

        private bool IsHarmless(IdentifierNameSyntax name)
        {
            ExpressionSyntax current = name;
            while (true)
            {
                switch (current.Parent)
                {
                    case ParenthesizedExpressionSyntax or CastExpressionSyntax or RefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression }:
                        current = (ExpressionSyntax)current.Parent;
                        continue;
                    case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                        _names.Add(variable.Identifier.ValueText);
                        return true;
                    case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } or IsPatternExpressionSyntax:
                        return true;
                    case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }:
                        if (IsConversion(call))
                        {
                            current = call;
                            continue;
                        }

                        return HandsOn(call) || call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };
                    default:
                        return false;
                }
            }
        }

        /// <summary>What makes another reference or pointer of the same memory.</summary>
        private static bool IsConversion(InvocationExpressionSyntax call) => Name(call.Expression) is "AsPointer" or "As" or "AsRef" or "GetReference" or "GetPinnableReference"
            && call.Expression is MemberAccessExpressionSyntax;

        private bool HandsOn(InvocationExpressionSyntax call)
        {
            if (Name(call.Expression) is not { } name)
            {
                return false;
            }

            var carrier = Targets(call, name).Select(target => UapiSymbols.EntryPoint(target) == "ioctl" ? new CarrierMethod((string?)null) : Of(target, depth - 1)).FirstOrDefault(static known => known is not null)
                ?? (name.IndexOf("ioctl", StringComparison.OrdinalIgnoreCase) >= 0 ? new CarrierMethod((string?)null) : null);
            if (carrier is null)
            {
                return false;
            }

            var arguments = call.ArgumentList.Arguments;
            if (carrier.Request is not null)
            {
                _requests.Add(carrier.Request);
            }
            else if (arguments.Take(MaximumPosition).Select(static argument => Constant(argument.Expression)).LastOrDefault(static constant => constant is not null) is { } constant)
            {
                _requests.Add(constant);
            }
            else if (arguments.Any(argument => argument.DescendantNodes().OfType<IdentifierNameSyntax>().Any(IsRequest)))
            {
                _requests.Add(null);
            }

            return true;
        }

        /// <summary>The name of an expression that is nothing but one, and is written like a constant of C.</summary>
        private static string? Constant(ExpressionSyntax expression) => expression is CastExpressionSyntax cast ? Constant(cast.Expression)
            : Name(expression) is { } name && name.All(static letter => char.IsUpper(letter) || char.IsDigit(letter) || letter == '_') ? name : null;

        private bool IsRequest(IdentifierNameSyntax name) => method.Parameters.Any(parameter => parameter.Name == name.Identifier.ValueText && IsNumber(parameter));

        /// <summary>The methods beside this one, or in a class within its own, that a call may mean.</summary>
        private IEnumerable<IMethodSymbol> Targets(InvocationExpressionSyntax call, string name)
        {
            var targets = Enumerable.Empty<IMethodSymbol>();
            for (var type = method.ContainingType; type is not null; type = type.BaseType)
            {
                targets = targets.Concat(type.GetMembers(name).OfType<IMethodSymbol>());
            }

            return targets
                .Concat(method.ContainingType.GetTypeMembers().SelectMany(type => type.GetMembers(name).OfType<IMethodSymbol>()))
                .Where(target => !SymbolEqualityComparer.Default.Equals(target, method) && target.Parameters.Length >= call.ArgumentList.Arguments.Count);
        }

        private static string? Name(ExpressionSyntax expression) => expression switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            _ => null,
        };
    }
}
