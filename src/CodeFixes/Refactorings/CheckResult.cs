// Refactoring: from a call into the kernel whose result is dropped to one whose result is tested, in the style of the code around it.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using UapiGen.Analyzers.Rules;

namespace UapiGen.CodeFixes.Refactorings;

/// <summary>Offers to throw, to return, or to use a method that checks, for a statement that drops a result.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(CheckResultRefactoring))]
[Shared]
public sealed class CheckResultRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, cancellation) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || Dropped(statement, model, cancellation) is not var (call, dropped))
        {
            return;
        }

        if (ResultUncheckedAnalyzer.FailureOf(call) is { } failure)
        {
            Offer("throw", "Throw when the call fails", ResultChecks.Throw(dropped, failure));
        }

        if (Returned(call, model, statement.SpanStart) is { } returned)
        {
            Offer("return", "Return when the call fails", ResultChecks.Return(dropped, returned, isObject: Awaited(call.Operation.Type)?.SpecialType != SpecialType.System_Int32));
        }

        var own = OwnMethods.Of(document.Project.AnalyzerOptions, statement.SyntaxTree);
        foreach (var method in Checks(call, own, model, statement.SpanStart))
        {
            Offer("check:" + method.Name, $"Check with '{method.Name}'", ResultChecks.Pass(dropped, Spell(method, model, statement.SpanStart)));
        }

        void Offer(string key, string title, ImmutableArray<StatementSyntax> statements) => context.RegisterRefactoring(
            CodeAction.Create(title, cancel => DocumentStyle.WithRootAsync(document, dropped.ReplaceIn(root, statements), cancel), "CheckResult:" + key));
    }

    private static (KernelCall Call, DroppedResult Dropped)? Dropped(ExpressionStatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        var symbols = UapiSymbols.Of(model.Compilation);
        foreach (var syntax in statement.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (model.GetOperation(syntax, cancellation) is { } operation
                && KernelCall.From(symbols, operation) is { HasResult: true } call
                && ResultUse.Of(operation).Fate == ResultFate.Dropped
                && DroppedResult.Find(syntax) is { Holder: null } dropped)
            {
                return (call, dropped);
            }
        }

        return null;
    }

    /// <summary>What the enclosing function can return for a failure, with {0} for the result; null when it returns nothing that could say so.</summary>
    private static string? Returned(KernelCall call, SemanticModel model, int position)
    {
        if (model.GetEnclosingSymbol(position) is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.AnonymousFunction } method)
        {
            return null;
        }

        var type = method.IsAsync ? Awaited(method.ReturnType)! : method.ReturnType;
        var result = Awaited(call.Operation.Type);
        var isNumber = result?.SpecialType == SpecialType.System_Int32;
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => isNumber || Has(result, "IsSuccess") ? "false" : null,
            SpecialType.System_Int32 when isNumber => call.IsIoctl ? "-global::System.Runtime.InteropServices.Marshal.GetLastPInvokeError()" : "{0}",
            SpecialType.System_Int32 => Has(result, "IsSuccess") && Has(result, "Errno") ? "-{0}.Errno" : null,
            _ => SymbolEqualityComparer.Default.Equals(type, result) && Has(result, "IsSuccess") ? "{0}" : null,
        };
    }

    private static ITypeSymbol? Awaited(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 1 } task ? task.TypeArguments[0] : type;

    private static bool Has(ITypeSymbol? type, string property) => type?.GetMembers(property).OfType<IPropertySymbol>().Any(static member => !member.IsStatic) == true;

    /// <summary>Methods in sight that take the result and do not return when it is a failure, by their name or by the user's word.</summary>
    private static IEnumerable<IMethodSymbol> Checks(KernelCall call, OwnMethods own, SemanticModel model, int position) =>
        model.LookupSymbols(position).OfType<IMethodSymbol>().Concat(Named(own, model.Compilation))
            .Where(method => method.IsStatic && !method.IsGenericMethod && GuardCalls.IsCheck(method, own)
                && method.Parameters.Length > 0 && method.Parameters[0].RefKind == RefKind.None
                && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, call.Operation.Type)
                && method.Parameters.Skip(1).All(static parameter => parameter.IsOptional))
            .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);

    /// <summary>The methods that the user names in full.</summary>
    private static IEnumerable<IMethodSymbol> Named(OwnMethods own, Compilation compilation) =>
        from name in own.Checks
        let dot = name.LastIndexOf('.')
        where dot > 0
        let type = compilation.GetTypesByMetadataName(name.Substring(0, dot)).FirstOrDefault()
        where type is not null
        from method in type.GetMembers(name.Substring(dot + 1)).OfType<IMethodSymbol>()
        select method;

    private static string Spell(IMethodSymbol method, SemanticModel model, int position) =>
        model.LookupSymbols(position, name: method.Name).Any(found => SymbolEqualityComparer.Default.Equals(found, method))
            ? method.Name
            : $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{method.Name}";
}
