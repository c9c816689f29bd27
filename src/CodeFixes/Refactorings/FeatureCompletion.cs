// Refactoring: the head of a feature call completed, and the memory of its payload behind it.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using UapiGen.Analyzers;
using UapiGen.Analyzers.Facts;
using UapiGen.Analyzers.Flow;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace UapiGen.CodeFixes.Refactorings;

/// <summary>What is to be done with a feature.</summary>
/// <param name="Key">Its name within the equivalence key.</param>
/// <param name="Title">What the light bulb shows.</param>
/// <param name="Bits">The flags for it.</param>
/// <param name="HasPayload">The kernel looks at the payload.</param>
internal readonly record struct FeatureOperation(string Key, string Title, IReadOnlyList<ulong> Bits, bool HasPayload);

/// <summary>Completes one creation of the head of a feature call.</summary>
internal sealed class FeatureCompletion(BaseObjectCreationExpressionSyntax creation, RecordFacts head, RoleMember selector, UapiSymbols symbols, SemanticModel model)
{
    private const int Unit = sizeof(ulong);

    private readonly FeatureBits _bits = FeatureBits.Of(selector);

    /// <summary>Gets the features that may be meant: the one that the flags name, or all; none when the head is complete.</summary>
    public IEnumerable<FeatureFacts> Features
    {
        get
        {
            if (creation.ArgumentList?.Arguments.Count > 0 || IsComplete)
            {
                return [];
            }

            return Flags is not { } flags
                ? head.Type.ContainingType.GetMembers().OfType<IFieldSymbol>().Select(symbols.FeatureOf).OfType<FeatureFacts>()
                : Value(flags) is { } number && symbols.FeatureOf(head, number & _bits.Index) is { } feature ? [feature] : [];
        }
    }

    private bool IsComplete => Entry(head.SelfSize!) is not null && Flags is { } flags && (Value(flags) is not { } number || (number & (_bits.Get | _bits.Set | _bits.Probe)) != 0);

    private ExpressionSyntax? Flags => Entry(selector.Symbol);

    /// <summary>What the feature offers, as far as the flags leave it open.</summary>
    public IEnumerable<FeatureOperation> Operations(FeatureFacts feature)
    {
        var stated = Flags is { } flags && Value(flags) is { } number ? number & (_bits.Get | _bits.Set | _bits.Probe) : 0;
        var offered = new List<ulong>();
        foreach (var (operation, bit, verb) in new[] { (FeatureOperations.Get, _bits.Get, "Get"), (FeatureOperations.Set, _bits.Set, "Set") })
        {
            if ((feature.Operations & operation) != 0)
            {
                offered.Add(bit);
                if (stated == 0 || stated == bit)
                {
                    yield return new FeatureOperation($"{verb.ToLowerInvariant()}:{feature.Symbol.Name}", $"{verb} {feature.Symbol.Name}", [bit], feature.Payload is not null || feature.MinimumSize > 0);
                }
            }
        }

        if (stated == 0 || (stated & _bits.Probe) != 0)
        {
            var asked = offered.Where(bit => (stated & (_bits.Get | _bits.Set)) == 0 || (stated & bit) != 0);
            yield return new FeatureOperation($"probe:{feature.Symbol.Name}", $"Probe for {feature.Symbol.Name}", [_bits.Probe, .. asked], HasPayload: false);
        }
    }

    /// <summary>The root with the call completed; null where the payload has no place: outside of unsafe code, or when the head is no variable of its own.</summary>
    public SyntaxNode? Complete(SyntaxNode root, FeatureFacts feature, FeatureOperation operation)
    {
        var flags = string.Join(" | ", operation.Bits.Select(bit => ConstantNames.Spell(head, bit)).Append($"{Name(head.Type.ContainingType)}.{feature.Symbol.Name}"));
        if (!operation.HasPayload)
        {
            return root.ReplaceNode(creation, Head(SizeText.OfRecord(head), flags).WithTriviaFrom(creation));
        }

        if (head.Size % Unit != 0
            || creation.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } statement } } variable }
            || !IsUnsafe(statement))
        {
            return null;
        }

        var name = variable.Identifier.Text;
        var index = block.Statements.IndexOf(statement);
        var made = Memory(feature, Head(Size(feature), flags).ToFullString(), name, statement);
        made[0] = made[0].WithLeadingTrivia(statement.GetLeadingTrivia());
        made[made.Count - 1] = made[made.Count - 1].WithTrailingTrivia(statement.GetTrailingTrivia());
        var rest = block.Statements.Skip(index + 1).Select(later => ThroughPointer(later, name));
        return root.ReplaceNode(block, block.WithStatements(List(block.Statements.Take(index).Concat(made).Concat(rest))));
    }

    private List<StatementSyntax> Memory(FeatureFacts feature, string filled, string name, SyntaxNode place)
    {
        var payload = symbols.RecordOf(feature.Payload);
        var behind = payload is null ? feature.MinimumSize : payload.FlexibleArray is null ? payload.Size : System.Math.Max(payload.Size, payload.FlexibleArrayOffset + payload.FlexibleArrayElementSize);
        var units = (head.Size + behind + Unit - 1) / Unit;
        var memory = FreeNames.Of(place, "memory");
        var texts = new List<string>
        {
            $"ulong* {memory} = stackalloc ulong[{units.ToString(CultureInfo.InvariantCulture)}];",
            $"var {name} = ({Name(head.Type)}*){memory};",
            $"*{name} = {filled};",
        };
        if (payload is not null)
        {
            var own = FreeNames.Of(place, "payload");
            texts.Add($"var {own} = ({Name(payload.Type)}*)({memory} + {(head.Size / Unit).ToString(CultureInfo.InvariantCulture)});");
            texts.Add($"*{own} = {Fresh(payload)};");
        }

        return [.. texts.Select(static text => Simplified(ParseStatement(text)).WithTrailingTrivia(ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation))];
    }

    /// <summary>A payload with what it has to state: its self-size, or that it has one element.</summary>
    private static string Fresh(RecordFacts payload) => payload switch
    {
        { FlexibleArrayCount: { } count } => $"new {Name(payload.Type)} {{ {count.Name} = 1 }}",
        { SelfSize: not null } => $"{Name(payload.Type)}.Create()",
        _ => $"new {Name(payload.Type)}()",
    };

    private string? Size(FeatureFacts feature) => symbols.RecordOf(feature.Payload) is { FlexibleArray: { } array } payload
        ? SizeText.OfCall(head, $"{Name(payload.Type)}.{array}_SizeWith(1)")
        : SizeText.OfCall(head, feature);

    private ExpressionSyntax Head(string? size, string flags)
    {
        var type = creation is ObjectCreationExpressionSyntax named ? named.Type.WithoutTrivia().ToString() : "";
        return ReplacementFix.Parse($"new {type}{(type.Length == 0 ? "()" : "")} {{ {head.SelfSize!.Name} = {size}, {selector.Symbol.Name} = {flags} }}");
    }

    private static StatementSyntax ThroughPointer(StatementSyntax statement, string name) => statement.ReplaceNodes(
        statement.DescendantNodes().Where(node => node is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression, Operand: IdentifierNameSyntax variable } && variable.Identifier.Text == name
            || (node is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } && owner.Identifier.Text == name)),
        static (_, node) => node switch
        {
            PrefixUnaryExpressionSyntax address => address.Operand.WithTriviaFrom(address),
            MemberAccessExpressionSyntax access => MemberAccessExpression(SyntaxKind.PointerMemberAccessExpression, access.Expression, access.Name).WithTriviaFrom(access),
            _ => node,
        });

    private static StatementSyntax Simplified(StatementSyntax statement) => statement.ReplaceNodes(
        statement.DescendantNodes().OfType<ExpressionSyntax>().Where(static node => node is MemberAccessExpressionSyntax or QualifiedNameSyntax),
        static (_, node) => node.WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation));

    private static bool IsUnsafe(SyntaxNode node) => node.Ancestors().Any(static outer => outer is UnsafeStatementSyntax
        || (outer is MemberDeclarationSyntax member && member.Modifiers.Any(SyntaxKind.UnsafeKeyword))
        || (outer is LocalFunctionStatementSyntax function && function.Modifiers.Any(SyntaxKind.UnsafeKeyword)));

    private ExpressionSyntax? Entry(ISymbol member) => creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
        .FirstOrDefault(entry => entry.Left.ToString() == member.Name)?.Right;

    private ulong? Value(ExpressionSyntax expression) =>
        model.GetOperation(expression) is { } operation && PossibleValues.Constant(operation) is { Sign: >= 0 } number ? (ulong)number : null;

    private static string Name(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
