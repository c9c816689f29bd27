// The judgement of one translation unit: what it asks the compilers, and what their answers mean. Who asks is HeaderJudge, for many at once.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.Oracle.BitFields;
using UapiGen.Oracle.Compilers;
using UapiGen.Oracle.Completeness;
using UapiGen.Oracle.Facts;

namespace UapiGen.Oracle;

internal sealed class UnitJudge
{
    private readonly string _header;
    private readonly TranslationUnit _unit;
    private readonly CompileOptions _options;
    private readonly UapiScope _scope;
    private readonly List<string> _wrong = [];
    private readonly List<string> _missing = [];
    private readonly List<string> _extra = [];
    private readonly HashSet<string> _unjudged = [];

    /// <param name="header">The header's path.</param>
    /// <param name="unit">What the front end says of it.</param>
    /// <param name="options">How both read it, with all that it presupposes.</param>
    /// <param name="scope">Whose declarations are judged.</param>
    public UnitJudge(string header, TranslationUnit unit, CompileOptions options, UapiScope scope)
    {
        _header = header;
        _unit = unit;
        _options = options;
        _scope = scope;
        File = WriteFacts();
        List<BitField> bitFields = [.. unit.Records.Where(IsInScope).SelectMany(record => BitField.Of(record, options.Target))];
        BitFields = new BitFieldQuestion(File.IncludeWithoutMacros, bitFields);
        NoConstants = new MacroQuestion(
            File.Include,
            [.. unit.Macros.Where(macro => IsInScope(macro) && macro.Parameters is null && macro.Replacement.Length > 0).Select(macro => macro.Name!)]);
    }

    public FactFile File { get; }

    public BitFieldQuestion BitFields { get; }

    /// <summary>Object-like macros that the front end takes for no constants.</summary>
    public MacroQuestion NoConstants { get; }

    /// <summary>The last compiler that refuses the header, and why; null as long as none does.</summary>
    public Refusal? Refusal { get; private set; }

    public Verdict Verdict => Refusal is not null
        ? new Verdict(_header, 0, [], [], [], Errors(), Refusal, new Tally())
        : new Verdict(_header, File.Count + (BitFields.Fields.Count * 2), [.. _wrong.Distinct()], _missing, _extra, Errors(), null, TakeTally());

    private IEnumerable<string> MacroNames =>
        _unit.Constants.Cast<Declaration>().Concat(_unit.Ioctls).Concat(_unit.Macros).Where(IsInScope).Select(macro => macro.Name!).Distinct();

    /// <summary>A compiler's errors over the header alone.</summary>
    public void TakeHeader(Compiler compiler, IReadOnlyList<CompilerError> errors)
    {
        if (errors.Count > 0)
        {
            Refusal = new Refusal(compiler.Name, errors[0]);
        }
    }

    /// <summary>A compiler's errors over the facts.</summary>
    public void TakeFacts(Compiler compiler, IReadOnlyList<CompilerError> all)
    {
        List<CompilerError> errors = [.. all.DistinctBy(error => (error.File, error.Line))];
        List<CompilerError> elsewhere = [.. errors.Where(error => File.FactOf(error) is null)];
        _wrong.AddRange(elsewhere.Select(error => $"{compiler.Name}: {error}"));
        foreach (IGrouping<string, CompilerError> denied in errors.Except(elsewhere).GroupBy(error => File.ContextOf(error.Line)))
        {
            Dictionary<Fact, string> actual = ActualValue.Of([.. denied.Select(error => File.FactOf(error)!).Distinct()], denied.Key, compiler, _options);
            foreach (CompilerError error in denied)
            {
                TakeDenial(File.FactOf(error)!, actual, error, compiler);
            }
        }
    }

    /// <summary>Sentences about bit-fields that lie elsewhere.</summary>
    public void TakeBitFields(IReadOnlyList<string> wrong) => _wrong.AddRange(wrong);

    public void TakeAst(ClangNode ast)
    {
        Inventory clang = ClangInventory.Of(ast, _scope.Contains);
        Inventory model = ModelInventory.Of(_unit, IsInScope);
        _missing.AddRange(clang.Except(model));
        _extra.AddRange(model.Except(clang));
    }

    /// <summary>The macros at the end of the unit, each with its file.</summary>
    public void TakeMacros(IReadOnlyDictionary<string, string> macros)
    {
        HashSet<string> clang = [.. macros.Where(macro => _scope.Contains(macro.Value)).Select(macro => macro.Key)];
        HashSet<string> model = [.. MacroNames];
        _missing.AddRange(clang.Except(model).Order(StringComparer.Ordinal).Select(name => "macro " + name));
        _extra.AddRange(model.Except(clang).Order(StringComparer.Ordinal).Select(name => "macro " + name));
    }

    /// <summary>Those of <see cref="NoConstants"/> that clang evaluates.</summary>
    public void TakeConstants(IReadOnlyList<string> constants) =>
        _wrong.AddRange(constants.Select(name => $"{name}: no constant ({_unit.Macros.First(macro => macro.Name == name).Reason}), but clang evaluates it"));

    private FactFile WriteFacts()
    {
        IEnumerable<Fact> macroFacts = _unit.Constants.Where(IsInScope).SelectMany(MacroFacts.Of)
            .Concat(_unit.Ioctls.Where(IsInScope).SelectMany(ioctl => MacroFacts.Of(ioctl, _options.Target)));
        IEnumerable<Fact> declarationFacts = _unit.Records.Where(IsInScope).SelectMany(record => RecordFacts.Of(record, _options.Target))
            .Concat(_unit.Enums.Where(IsInScope).SelectMany(EnumFacts.Of))
            .Concat(_unit.Typedefs.Where(IsInScope).SelectMany(typedef => TypedefFacts.Of(typedef, _options.Target)));
        return new FactFile([.. _options.ForcedIncludes, _header], _unit.Supplements, macroFacts, MacroNames, declarationFacts);
    }

    /// <summary>No finding where a compiler refuses the form of the assertion alone: clang folds an address only where C wants no constant.</summary>
    private void TakeDenial(Fact fact, Dictionary<Fact, string> values, CompilerError error, Compiler compiler)
    {
        bool isDenial = error.Message.StartsWith("static", StringComparison.Ordinal) && !error.Message.Contains("constant expression", StringComparison.Ordinal);
        if (values.TryGetValue(fact, out string? actual) && actual == fact.ExpectedText && !isDenial)
        {
            _unjudged.Add($"{fact.Subject}: {error.Message}");
            return;
        }

        _wrong.Add($"{fact.Subject}: {fact.ExpectedText}, but {compiler.Name} says {actual ?? (isDenial ? "another value" : error.Message)}");
    }

    private Tally TakeTally()
    {
        var tally = new Tally();
        foreach (RecordDeclaration record in _unit.Records.Where(IsInScope))
        {
            tally.Add(FactKind.Record, KeyOf(record));
            foreach (FieldPath path in FieldPath.Of(record, _options.Target))
            {
                tally.Add(path.Shape.Field.BitWidth is null ? FactKind.Field : FactKind.BitField, KeyOf(record) + "." + path.Designator);
            }
        }

        tally.AddAll(FactKind.Enumerator, _unit.Enums.Where(IsInScope).SelectMany(@enum => @enum.Enumerators).Select(KeyOf));
        tally.AddAll(FactKind.Constant, _unit.Constants.Where(IsInScope).Select(KeyOf));
        tally.AddAll(FactKind.Ioctl, _unit.Ioctls.Where(IsInScope).Select(KeyOf));
        tally.AddAll(FactKind.OnlyFolded, _unjudged);
        return tally;
    }

    private string KeyOf(Declaration declaration) =>
        $"{_unit.Files[declaration.Location.File].Path}:{declaration.Location.Start}:{declaration.Name}";

    private List<string> Errors() =>
    [
        .. _unit.Diagnostics.Where(diagnostic => diagnostic.Descriptor.Severity == CSeverity.Error).Select(diagnostic =>
        {
            string place = diagnostic.Span.File < 0
                ? _header
                : $"{_unit.Files[diagnostic.Span.File].Path}({_unit.Files[diagnostic.Span.File].GetLinePosition(diagnostic.Span.Start).Line})";
            return $"{place}: {diagnostic.Descriptor.Id}: {diagnostic.Message}";
        }),
    ];

    private bool IsInScope(Declaration declaration) =>
        declaration.Location.File >= 0 && _scope.Contains(_unit.Files[declaration.Location.File].Path);
}
