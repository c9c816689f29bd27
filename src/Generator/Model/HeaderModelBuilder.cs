// Stage: model. In: one header as the front end read it for each target that matters. Out: its HeaderModel, and findings.
// x86-64 is written down; the others on which .NET runs are compared with it.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Documentation;
using UapiGen.C.Layout;
using UapiGen.C.Text;
using UapiGen.Diagnostics;
using UapiGen.Model.Facts;
using UapiGen.Model.Hazards;
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>The facts of a header, and whether they were written for this edition of it.</summary>
internal sealed record FactsSource(SourceFile File, bool IsForThisEdition);

internal static class HeaderModelBuilder
{
    /// <summary>Builds the model of a header.</summary>
    /// <param name="header">Its logical path.</param>
    /// <param name="read">Reads it for a target; true for one that is compared only.</param>
    /// <param name="followsArchitecture">True for a path whose text another architecture does not see.</param>
    /// <param name="facts">Its overlays, the strongest last.</param>
    /// <param name="hazards">Ids of the ABI hazards that are asked for.</param>
    /// <param name="cancellationToken">Asked between stages.</param>
    public static (HeaderModel Model, IReadOnlyList<Finding> Findings) Build(
        string header, Func<Target, bool, TranslationUnit> read, Func<string, bool> followsArchitecture, IReadOnlyList<FactsSource> facts, IReadOnlyCollection<string> hazards,
        CancellationToken cancellationToken)
    {
        TranslationUnit unit = read(Abi.Targets[0], false);
        List<Finding> findings = unit.Diagnostics.Select(diagnostic => Locate(diagnostic, unit)).ToList();
        Closure closure = Closure.Of(unit);
        IReadOnlyList<TargetUnit> others = TargetUnits.Others(unit, target => read(target, true), followsArchitecture);
        cancellationToken.ThrowIfCancellationRequested();

        Dictionary<string, ConstantDeclaration> constants = unit.Constants.GroupBy(constant => constant.Name!).ToDictionary(group => group.Key, group => group.Last());
        var types = new TypeMapper(unit.Target);
        List<RecordModel> records = BuildRecords(unit, closure, others, types, constants, findings, cancellationToken);
        var ioctls = new IoctlBuilder(unit, others, types, records);
        var model = new HeaderModel(header)
        {
            Records = records.ToEquatableArray(),
            Enums = closure.Enums.Select(@enum => ConstantBuilder.Build(@enum, HeaderOf(@enum, unit))).ToEquatableArray(),
            Constants = BuildConstants(unit, others, header, findings).ToEquatableArray(),
            Ioctls = unit.Ioctls.Where(Closure.IsRoot).Select(ioctl => ioctls.Build(ioctl, header)).ToEquatableArray(),
            Methods = BuildMethods(unit, others, header).ToEquatableArray(),
            LeftOutMacros = unit.Macros.Select(macro => MethodBuilder.LeaveOut(macro, header)).OfType<LeftOutMacro>().ToEquatableArray(),
        };
        if (hazards.Count > 0)
        {
            findings.AddRange(HazardFinder.Find(unit, others, hazards).Select(hazard => Locate(hazard, unit)));
        }

        foreach (FactsSource source in facts)
        {
            IReadOnlyList<Fact> stated = FactsParser.Parse(source.File, findings);
            model = new FactsOverlay(source.File, source.IsForThisEdition, name => Scalar(name, unit, types), constants, findings).Apply(model, stated);
        }

        return (model, findings);
    }

    private static List<RecordModel> BuildRecords(
        TranslationUnit unit, Closure closure, IReadOnlyList<TargetUnit> others, TypeMapper types,
        Dictionary<string, ConstantDeclaration> constants, List<Finding> findings, CancellationToken cancellationToken)
    {
        var diagnostics = new List<CDiagnostic>();
        var builder = new RecordBuilder(types, constants, diagnostics);
        List<(Target Target, Dictionary<string, RecordDeclaration> Records)> counterparts = others
            .Select(other => (other.Target, other.Unit.Records.GroupBy(TypeMapper.Key).ToDictionary(group => group.Key, group => group.First())))
            .ToList();
        var records = new List<RecordModel>();
        foreach (RecordDeclaration record in closure.Records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            NamedRef name = types.Map(record);
            List<LaidOut> laidOut = counterparts
                .Where(other => other.Records.ContainsKey(name.Key))
                .Select(other => new LaidOut(other.Target, other.Records[name.Key]))
                .ToList();
            records.Add(builder.Build(new LaidOut(unit.Target, record), laidOut, name, HeaderOf(record, unit)));
        }

        records.AddRange(closure.OpaqueRecords.Select(record => new RecordModel(TypeMapper.Key(record), record.Name!, HeaderOf(record, unit))
        {
            IsUnion = record.IsUnion,
            IsOpaque = true,
            Doc = DocReader.Read(record),
        }));
        findings.AddRange(diagnostics.Select(diagnostic => Locate(diagnostic, unit)));
        return records;
    }

    /// <summary>Macros, then enumerators; a macro of an enumerator's name wins, as it does in C after its <c>#define</c>.</summary>
    private static List<ConstantModel> BuildConstants(TranslationUnit unit, IReadOnlyList<TargetUnit> others, string header, List<Finding> findings)
    {
        // A request number is evaluated as a constant too; it is emitted as a request.
        var ioctls = new HashSet<string>(unit.Ioctls.Select(ioctl => ioctl.Name!));
        List<ConstantDeclaration> macros = unit.Constants.Where(constant => Closure.IsRoot(constant) && !ioctls.Contains(constant.Name!)).ToList();
        findings.AddRange(macros
            .Where(constant => constant.Kind == ConstantKind.String && ConstantBuilder.IsBinary(constant))
            .Select(constant => Locate(new CDiagnostic(EmitDiagnostics.NotAString, constant.Location, constant.Name!), unit)));
        List<Dictionary<string, ConstantDeclaration>> counterparts = others.Select(other => RootConstants(other.Unit)).ToList();
        List<ConstantModel> constants = macros
            .Select(macro => ConstantBuilder.Build(macro, header) is { } constant
                ? ConstantBuilder.WithOthers(constant, macro, counterparts.Select(other => other.TryGetValue(macro.Name!, out ConstantDeclaration? found) ? found : null).ToList())
                : null)
            .OfType<ConstantModel>()
            .ToList();
        findings.AddRange(others
            .SelectMany(other => DifferingEnumerators(unit, other))
            .GroupBy(diagnostic => diagnostic.Arguments[0])
            .Select(group => Locate(group.First(), unit)));
        Dictionary<string, ConstantDeclaration> macrosByName = macros.GroupBy(macro => macro.Name!).ToDictionary(group => group.Key, group => group.Last());
        foreach (EnumDeclaration @enum in unit.Enums.Where(Closure.IsRoot))
        {
            IReadOnlyList<KernelDoc> docs = DocReader.Parse(@enum);
            foreach (EnumeratorDeclaration enumerator in @enum.Enumerators)
            {
                ConstantModel constant = ConstantBuilder.Build(enumerator, @enum, docs, header);
                macrosByName.TryGetValue(enumerator.Name!, out ConstantDeclaration? macro);
                if (macro is null)
                {
                    constants.Add(constant);
                }
                else if (macro.Kind != ConstantKind.Integer || unchecked((long)macro.IntegerBits) != enumerator.Value)
                {
                    findings.Add(Locate(new CDiagnostic(EmitDiagnostics.MacroHidesEnumerator, macro.Location, macro.Name!), unit));
                }
            }
        }

        return constants;
    }

    private static Dictionary<string, ConstantDeclaration> RootConstants(TranslationUnit unit) => unit.Constants
        .Where(Closure.IsRoot)
        .GroupBy(constant => constant.Name!)
        .ToDictionary(group => group.Key, group => group.Last());

    /// <summary>Enumerators whose value follows the target: a C# enum has one.</summary>
    private static IEnumerable<CDiagnostic> DifferingEnumerators(TranslationUnit unit, TargetUnit other)
    {
        if (ReferenceEquals(unit, other.Unit))
        {
            return [];
        }

        Dictionary<string, EnumeratorDeclaration> theirs = other.Unit.Enums
            .Where(Closure.IsRoot)
            .SelectMany(@enum => @enum.Enumerators)
            .GroupBy(enumerator => enumerator.Name!)
            .ToDictionary(group => group.Key, group => group.Last());
        return unit.Enums
            .Where(Closure.IsRoot)
            .SelectMany(@enum => @enum.Enumerators)
            .Where(enumerator => theirs.TryGetValue(enumerator.Name!, out EnumeratorDeclaration? their) && their.Value != enumerator.Value)
            .Select(enumerator => new CDiagnostic(EmitDiagnostics.ConstantDiffers, enumerator.Location, enumerator.Name!, other.Target.ToString()));
    }

    private static IEnumerable<MethodModel> BuildMethods(TranslationUnit unit, IReadOnlyList<TargetUnit> others, string header)
    {
        var counterparts = others
            .Select(other => (other.Target, Macros: other.Unit.Macros.Where(macro => macro.Function is not null).GroupBy(macro => macro.Name!).ToDictionary(group => group.Key, group => group.Last())))
            .ToList();
        return unit.Macros
            .Select(macro => MethodBuilder.Build(
                macro, header, counterparts.Select(other => (other.Target, other.Macros.TryGetValue(macro.Name!, out MacroDeclaration? found) ? found : null)).ToList()))
            .OfType<MethodModel>();
    }

    /// <summary>A scalar type by its C name, as facts name it: <c>__s32</c>, <c>char</c>.</summary>
    private static TypeRef? Scalar(string name, TranslationUnit unit, TypeMapper types)
    {
        TypedefDeclaration? typedef = unit.Typedefs.FirstOrDefault(candidate => candidate.Name == name);
        TypeRef? type = typedef is not null ? types.Map(typedef.Type) : name switch
        {
            "char" => new ScalarRef("byte", 1),
            "int" => new ScalarRef("int", 4),
            _ => null,
        };
        return type as ScalarRef;
    }

    private static string HeaderOf(Declaration declaration, TranslationUnit unit) =>
        declaration.Location.File >= 0 && declaration.Location.File < unit.Files.Count ? unit.Files[declaration.Location.File].LogicalPath : unit.Files[0].LogicalPath;

    private static Finding Locate(CDiagnostic diagnostic, TranslationUnit unit) => new(
        diagnostic.Descriptor,
        diagnostic.Span.File >= 0 && diagnostic.Span.File < unit.Files.Count ? unit.Files[diagnostic.Span.File] : null,
        diagnostic.Span,
        diagnostic.Arguments.ToArray());
}
