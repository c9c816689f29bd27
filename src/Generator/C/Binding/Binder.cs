// Stage: binding. In: declarations as written, one by one. Out: types, records laid out, enum values, typedefs. This file: names and types.
using System.Collections.Generic;
using UapiGen.C.Layout;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;
using UapiGen.C.Preprocessing;
using UapiGen.C.Text;

namespace UapiGen.C.Binding;

internal sealed partial class Binder : IScope
{
    private readonly Dictionary<Name, TypedefDeclaration?> _typedefs = [];
    private readonly Dictionary<Name, RecordDeclaration> _records = [];
    private readonly Dictionary<Name, EnumDeclaration> _enums = [];
    private readonly Dictionary<Name, ConstantValue> _enumerators = [];
    private readonly HashSet<RecordDeclaration> _lost = [];
    private readonly Dictionary<Declaration, SourceSpan> _starts = [];
    private readonly PreprocessedUnit _unit;
    private readonly DiagnosticList _diagnostics;

    /// <summary>How many parameter lists are being bound, one inside of the other.</summary>
    private int _parameterDepth;

    public Binder(PreprocessedUnit unit, Target target, DiagnosticList diagnostics)
    {
        _unit = unit;
        _diagnostics = diagnostics;
        Measure = new TypeMeasure(target);
        Evaluator = new ConstantEvaluator(this, Measure);
        if (target.PointerSize == 8)
        {
            Predefine("__int128_t", BuiltinKind.Int128);
            Predefine("__uint128_t", BuiltinKind.UnsignedInt128);
        }
    }

    public TypeMeasure Measure { get; }

    public ConstantEvaluator Evaluator { get; }

    /// <summary>Every record with a body, in source order.</summary>
    public List<RecordDeclaration> Records { get; } = [];

    /// <summary>Every record with a tag, in the order in which the tags were met.</summary>
    public List<RecordDeclaration> TaggedRecords { get; } = [];

    public List<EnumDeclaration> Enums { get; } = [];

    public List<TypedefDeclaration> Typedefs { get; } = [];

    /// <summary>Where a declaration's first token stands: comments above it end before.</summary>
    public IReadOnlyDictionary<Declaration, SourceSpan> Starts => _starts;

    public void Bind(object syntax)
    {
        switch (syntax)
        {
            case DeclarationSyntax declaration:
                Bind(declaration);
                break;
            case StaticAssertSyntax assert:
                Bind(assert);
                break;
        }
    }

    public ConstantValue? FindEnumerator(Name name) => _enumerators.TryGetValue(name, out var value) ? value : null;

    public bool IsTypedef(Name name) => _typedefs.ContainsKey(name);

    public CType? BindTypeName(TypeNameSyntax type) =>
        BindSpecifiers(type.Specifiers, null) is { } specified ? BindDeclarator(specified, type.Declarator) : null;

    private void Bind(DeclarationSyntax declaration)
    {
        var specifiers = declaration.Specifiers;
        var type = BindSpecifiers(specifiers, null);
        bool isTypedef = specifiers.Storage == StorageClass.Typedef;
        foreach (var declarator in declaration.Declarators)
        {
            if (isTypedef && declarator.DeclaredName is { } name)
            {
                BindTypedef(name, type, declarator, specifiers);
            }
            else if (type is not null)
            {
                // An object or a function: nothing of it is emitted, but its type may declare tags.
                BindDeclarator(type, declarator);
            }
        }
    }

    /// <summary>A typedef that the compilers bring along (GCC manual, "__int128"); only where the target has the type.</summary>
    private void Predefine(string typedefName, BuiltinKind kind)
    {
        var name = _unit.Names.Intern(typedefName);
        name.IsTypedef = true;
        _typedefs[name] = new TypedefDeclaration { Name = typedefName, Location = SourceSpan.None, Type = CTypes.Of(kind) };
    }

    private void BindTypedef(Name name, CType? specified, DeclaratorSyntax declarator, SpecifiersSyntax specifiers)
    {
        if (specified is not null && declarator.Pointers.Count == 0 && declarator.Suffixes.Count == 0 && declarator.Inner is null)
        {
            NameUntagged(specified, name.Text);
        }

        var type = specified is null ? null : BindDeclarator(specified, declarator);
        type = type is null ? null : ApplyTypeAttributes(type, specifiers.Attributes, declarator.Attributes);
        if (type is null)
        {
            _typedefs[name] = null;
            return;
        }

        long alignment = TypeAlignmentOf(specifiers.Attributes, declarator.Attributes);
        var typedef = new TypedefDeclaration
        {
            Name = name.Text,
            Location = declarator.NameSpan,
            Type = type,
            Alignment = alignment > 0 ? alignment : null,
        };
        _starts[typedef] = specifiers.Span;
        if (!_typedefs.TryGetValue(name, out var earlier) || earlier is null || earlier.Location == SourceSpan.None)
        {
            Typedefs.Add(typedef);
            _typedefs[name] = typedef;
        }
        else if (earlier.Type.ToString() != type.ToString())
        {
            Report(ParsingDiagnostics.Redefinition, declarator.NameSpan, name.Text);
        }
    }

    /// <summary>An untagged record or enum bears the name of the typedef that defines it.</summary>
    private static void NameUntagged(CType type, string name)
    {
        switch (CTypes.Unqualified(type))
        {
            case RecordType { Declaration: { Name: null, IsTagged: false } record }:
                record.Name = name;
                break;
            case EnumType { Declaration: { Name: null, IsTagged: false } @enum }:
                @enum.Name = name;
                break;
        }
    }

    private void Bind(StaticAssertSyntax assert)
    {
        if (Evaluator.EvaluateInteger(assert.Condition) is { IsTrue: false })
        {
            Report(ParsingDiagnostics.StaticAssertFailed, assert.Span, Measure.Target.Triple, assert.Message);
        }
    }

    private void Report(CDiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) =>
        _diagnostics.Add(new CDiagnostic(descriptor, span, arguments));
}
