// The judgement of one translation unit: facts by both compilers, completeness by clang's AST and list of macros.
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

internal sealed class UnitJudge(string header, TranslationUnit unit, CompileOptions options, UapiScope scope)
{
    private readonly List<string> _wrong = [];
    private readonly List<string> _missing = [];
    private readonly List<string> _extra = [];

    private IEnumerable<string> MacroNames =>
        unit.Constants.Cast<Declaration>().Concat(unit.Ioctls).Concat(unit.Macros).Where(IsInScope).Select(macro => macro.Name!).Distinct();

    public Verdict Judge()
    {
        FactFile file = WriteFacts();
        foreach (Compiler compiler in Compiler.For(options.Target))
        {
            if (JudgeFacts(file, compiler) is { } refusal)
            {
                return new Verdict(header, 0, [], [], [], [], refusal);
            }
        }

        int facts = file.Count + JudgeBitFields(file);
        JudgeCompleteness(file.Header);
        JudgeMacros(file);
        return new Verdict(header, facts, [.. _wrong.Distinct()], _missing, _extra, Errors(), null);
    }

    private FactFile WriteFacts()
    {
        IEnumerable<Fact> macroFacts = unit.Constants.Where(IsInScope).SelectMany(MacroFacts.Of)
            .Concat(unit.Ioctls.Where(IsInScope).SelectMany(ioctl => MacroFacts.Of(ioctl, options.Target)));
        IEnumerable<Fact> declarationFacts = unit.Records.Where(IsInScope).SelectMany(record => RecordFacts.Of(record, options.Target))
            .Concat(unit.Enums.Where(IsInScope).SelectMany(EnumFacts.Of))
            .Concat(unit.Typedefs.Where(IsInScope).SelectMany(typedef => TypedefFacts.Of(typedef, options.Target)));
        return new FactFile(header, unit.Supplements, macroFacts, MacroNames, declarationFacts);
    }

    /// <returns>Why the compiler refuses the header; null when it accepts it.</returns>
    private string? JudgeFacts(FactFile file, Compiler compiler)
    {
        List<CompilerError> errors = [.. compiler.Check(file.Text, options).DistinctBy(error => (error.File, error.Line))];
        List<CompilerError> elsewhere = [.. errors.Where(error => file.FactOf(error) is null)];
        if (elsewhere.Count > 0 && compiler.Check(file.Header, options) is [var refusal, ..])
        {
            return $"{compiler.Name}: {refusal}";
        }

        _wrong.AddRange(elsewhere.Select(error => $"{compiler.Name}: {error}"));
        foreach (IGrouping<string, CompilerError> denied in errors.Except(elsewhere).GroupBy(error => file.ContextOf(error.Line)))
        {
            Dictionary<Fact, string> actual = ActualValue.Of([.. denied.Select(error => file.FactOf(error)!).Distinct()], denied.Key, compiler, options);
            _wrong.AddRange(denied.Select(error => Tell(file.FactOf(error)!, actual, error, compiler)).OfType<string>());
        }

        return null;
    }

    /// <summary>The finding; null where a compiler refuses the form of the assertion alone: clang folds an address only where C wants no constant.</summary>
    private static string? Tell(Fact fact, Dictionary<Fact, string> values, CompilerError error, Compiler compiler)
    {
        bool isDenial = error.Message.StartsWith("static", StringComparison.Ordinal) && !error.Message.Contains("constant expression", StringComparison.Ordinal);
        if (values.TryGetValue(fact, out string? actual) && actual == fact.ExpectedText && !isDenial)
        {
            return null;
        }

        return $"{fact.Subject}: {fact.ExpectedText}, but {compiler.Name} says {actual ?? (isDenial ? "another value" : error.Message)}";
    }

    /// <summary>Two facts each: where it starts, and how wide it is.</summary>
    private int JudgeBitFields(FactFile file)
    {
        List<BitField> fields = [.. unit.Records.Where(IsInScope).SelectMany(record => BitField.Of(record, options.Target))];
        foreach (Compiler compiler in Compiler.For(options.Target))
        {
            _wrong.AddRange(BitFieldProbe.Judge(fields, file.IncludeWithoutMacros, compiler, options));
        }

        return fields.Count * 2;
    }

    private void JudgeCompleteness(string include)
    {
        byte[] ast = Compiler.ClangFor(options.Target).Run(["-fsyntax-only", "-Xclang", "-ast-dump=json"], include, options).Output;
        Inventory clang = ClangInventory.Of(ClangAst.Read(ast), scope.Contains);
        Inventory model = ModelInventory.Of(unit, IsInScope);
        _missing.AddRange(clang.Except(model));
        _extra.AddRange(model.Except(clang));
    }

    private void JudgeMacros(FactFile file)
    {
        HashSet<string> clang =
        [
            .. MacroInventory.Of(file.Header, options).Where(macro => scope.Contains(macro.Value)).Select(macro => macro.Key),
        ];
        HashSet<string> model = [.. MacroNames];
        _missing.AddRange(clang.Except(model).Order(StringComparer.Ordinal).Select(name => "macro " + name));
        _extra.AddRange(model.Except(clang).Order(StringComparer.Ordinal).Select(name => "macro " + name));

        List<string> candidates =
        [
            .. unit.Macros.Where(macro => IsInScope(macro) && macro.Parameters is null && macro.Replacement.Length > 0).Select(macro => macro.Name!),
        ];
        _wrong.AddRange(ConstantMacros.Among(candidates, file.Include, options).Select(name =>
            $"{name}: no constant ({unit.Macros.First(macro => macro.Name == name).Reason}), but clang evaluates it"));
    }

    private List<string> Errors() =>
    [
        .. unit.Diagnostics.Where(diagnostic => diagnostic.Descriptor.Severity == CSeverity.Error).Select(diagnostic =>
        {
            string place = diagnostic.Span.File < 0
                ? header
                : $"{unit.Files[diagnostic.Span.File].Path}({unit.Files[diagnostic.Span.File].GetLinePosition(diagnostic.Span.Start).Line})";
            return $"{place}: {diagnostic.Descriptor.Id}: {diagnostic.Message}";
        }),
    ];

    private bool IsInScope(Declaration declaration) =>
        declaration.Location.File >= 0 && scope.Contains(unit.Files[declaration.Location.File].Path);
}
