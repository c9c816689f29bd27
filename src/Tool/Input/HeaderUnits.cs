// Stage: input. In: header arguments. Out: a translation unit each, and their declarations merged without duplicates.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Text;

namespace UapiGen.Tool.Input;

/// <summary>A declaration with the place where it stands.</summary>
/// <param name="Item">The declaration, or the diagnostic.</param>
/// <param name="File">The path of its file, as it was found.</param>
/// <param name="Position">Line and column, from 1.</param>
internal readonly record struct Located<T>(T Item, string File, LinePosition Position);

/// <summary>What the headers of one command line declare: one translation unit each, so that headers which clash can be read together.</summary>
internal sealed class HeaderUnits
{
    public HeaderUnits(Target target, IReadOnlyList<TranslationUnit> units)
    {
        Target = target;
        Units = units;
        Headers = [.. units.Select(unit => unit.Files[0].Path)];
        Records = Merge(unit => unit.Records);
        Enums = Merge(unit => unit.Enums);
        Typedefs = Merge(unit => unit.Typedefs);
        Constants = Merge(unit => unit.Constants);
        Ioctls = Merge(unit => unit.Ioctls);

        // A macro may be a constant only behind another header of the same command line.
        var evaluated = Constants.Select(PlaceOf).Concat(Ioctls.Select(PlaceOf)).ToHashSet();
        Macros = [.. Merge(unit => unit.Macros).Where(macro => !evaluated.Contains(PlaceOf(macro)))];
        Diagnostics = MergeDiagnostics();
    }

    public Target Target { get; }

    /// <summary>A header each.</summary>
    public IReadOnlyList<TranslationUnit> Units { get; }

    /// <summary>The headers' paths as they were found.</summary>
    public IReadOnlyList<string> Headers { get; }

    public IReadOnlyList<Located<RecordDeclaration>> Records { get; }

    public IReadOnlyList<Located<EnumDeclaration>> Enums { get; }

    public IReadOnlyList<Located<TypedefDeclaration>> Typedefs { get; }

    public IReadOnlyList<Located<ConstantDeclaration>> Constants { get; }

    public IReadOnlyList<Located<IoctlDeclaration>> Ioctls { get; }

    public IReadOnlyList<Located<MacroDeclaration>> Macros { get; }

    public IReadOnlyList<Located<CDiagnostic>> Diagnostics { get; }

    /// <summary>The findings, as they are printed.</summary>
    public IEnumerable<Reported> Reports =>
        Diagnostics.Select(found => new Reported(found.Item.Descriptor, found.Item.Message, found.File, FileOf(found), found.Item.Span));

    /// <exception cref="UnreadableInputException">A header is missing or unreadable.</exception>
    /// <param name="headers">Their names.</param>
    /// <param name="search">Where they are looked for.</param>
    /// <param name="options">What they are read with.</param>
    /// <param name="supplement">Adds findings to a unit that was read; null to leave it as it is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static HeaderUnits Read(
        IReadOnlyList<string> headers, HeaderSearch search, FrontEndOptions options,
        Func<IncludedHeader, TranslationUnit, TranslationUnit>? supplement, CancellationToken cancellationToken)
    {
        // All are opened first: a misspelled last argument is told before the others take their time.
        List<IncludedHeader> opened = [.. headers.Select(search.Open)];
        TranslationUnit Read(IncludedHeader header)
        {
            TranslationUnit unit = FrontEnd.Read(header, search, options, cancellationToken);
            return supplement is null ? unit : supplement(header, unit);
        }

        return new(options.Target, [.. opened.Select(Read)]);
    }

    private SourceFile? FileOf(Located<CDiagnostic> found) =>
        found.Item.Span.File < 0 ? null : Units.SelectMany(unit => unit.Files).First(file => file.Path == found.File);

    private List<Located<T>> Merge<T>(Func<TranslationUnit, IEnumerable<T>> declarationsOf)
        where T : Declaration
    {
        var seen = new HashSet<(string, LinePosition, string?)>();
        var merged = new List<Located<T>>();
        foreach (TranslationUnit unit in Units)
        {
            foreach (T declaration in declarationsOf(unit))
            {
                Located<T> located = Locate(unit, declaration, declaration.Location);
                if (seen.Add(PlaceOf(located)))
                {
                    merged.Add(located);
                }
            }
        }

        return merged;
    }

    private List<Located<CDiagnostic>> MergeDiagnostics()
    {
        var seen = new HashSet<(string, LinePosition, string, string)>();
        var merged = new List<Located<CDiagnostic>>();
        foreach (TranslationUnit unit in Units)
        {
            foreach (CDiagnostic diagnostic in unit.Diagnostics)
            {
                Located<CDiagnostic> located = Locate(unit, diagnostic, diagnostic.Span);
                if (seen.Add((located.File, located.Position, diagnostic.Descriptor.Id, diagnostic.Message)))
                {
                    merged.Add(located);
                }
            }
        }

        return merged;
    }

    private static (string File, LinePosition Position, string? Name) PlaceOf<T>(Located<T> located)
        where T : Declaration => (located.File, located.Position, located.Item.Name);

    /// <summary>A thing without a place, born of the command line, is told of the header itself.</summary>
    private static Located<T> Locate<T>(TranslationUnit unit, T item, SourceSpan span)
    {
        if (span.File < 0)
        {
            return new(item, unit.Files[0].Path, new LinePosition(1, 1));
        }

        SourceFile file = unit.Files[span.File];
        return new(item, file.Path, file.GetLinePosition(span.Start));
    }
}
