// The front end as a whole: header text in, a laid-out translation unit out. Stages below it are pure.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C.Binding;
using UapiGen.C.Documentation;
using UapiGen.C.Layout;
using UapiGen.C.Parsing;
using UapiGen.C.Preprocessing;
using UapiGen.C.Text;

namespace UapiGen.C;

/// <summary>Finds the text behind an <c>#include</c>; the only way in which the front end asks for anything.</summary>
internal interface IIncludeResolver
{
    /// <summary>
    /// The header that <c>#include &lt;name&gt;</c> or <c>#include "name"</c> means, or null when there is none.
    /// </summary>
    /// <param name="name">As written between the delimiters.</param>
    /// <param name="includer">The including file as this resolver named it; null for <c>-include</c>.</param>
    /// <param name="isQuoted">True for the form with quotation marks, which looks beside the includer first.</param>
    /// <param name="isNext">True for GNU's <c>#include_next</c>: go on behind the directory where the includer was found.</param>
    IncludedHeader? Resolve(string name, IncludedHeader? includer, bool isQuoted, bool isNext);
}

/// <summary>A header that a resolver found.</summary>
/// <param name="Path">Its identity, and how diagnostics name it.</param>
/// <param name="LogicalPath">What includes call it: <c>linux/types.h</c>.</param>
/// <param name="Text">Its characters.</param>
/// <param name="SearchIndex">Where on the search path it was found; <c>#include_next</c> goes on behind.</param>
internal sealed record IncludedHeader(string Path, string LogicalPath, string Text, int SearchIndex);

/// <summary>What a translation unit is read with.</summary>
internal sealed class FrontEndOptions
{
    public Target Target { get; set; } = Target.X86_64;

    /// <summary><c>-D</c>: a name with its replacement (<c>1</c> when none was given), in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Defines { get; set; } = [];

    /// <summary><c>-U</c>: names that are not predefined.</summary>
    public IReadOnlyList<string> Undefines { get; set; } = [];

    /// <summary>
    /// True when the unit will only be compared with that of another target: it has no comments, and of macros those of the main header.
    /// </summary>
    public bool IsForComparison { get; set; }

    /// <summary>What a unit for comparison is compared with: the same header and defines on another target.</summary>
    public TranslationUnit? Reference { get; set; }

    /// <summary><c>-include</c>: headers read before the main one, as an <c>#include "..."</c> would find them.</summary>
    public IReadOnlyList<string> ForcedIncludes { get; set; } = [];
}

internal static class FrontEnd
{
    /// <summary>Reads one header and what it includes.</summary>
    public static TranslationUnit Read(IncludedHeader header, IIncludeResolver resolver, FrontEndOptions options, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticList();
        var unit = Preprocessor.Preprocess(header, resolver, options, diagnostics, cancellationToken);
        var binder = new Binder(unit, options.Target, diagnostics);
        foreach (object declaration in Parser.ParseUnit(unit.Tokens, unit, diagnostics, cancellationToken))
        {
            binder.Bind(declaration);
        }

        var macros = new MacroBinder(unit, binder, cancellationToken);
        var records = binder.Records.ToArray();
        var tagged = binder.TaggedRecords.ToArray();
        var enums = binder.Enums.ToArray();
        var typedefs = binder.Typedefs.ToArray();
        var supplements = macros.NeedsBaseHeaders() ? ReadSupplements(unit, binder, resolver, cancellationToken) : [];
        if (options.IsForComparison)
        {
            macros.BindForComparison(options.Reference is { } reference ? new SharedConstants(reference, unit) : null);
        }
        else
        {
            macros.Bind();
        }

        new MacroFunctions(unit, binder, diagnostics, cancellationToken).Bind(macros.Macros);
        var result = new TranslationUnit
        {
            Target = options.Target,
            Files = unit.Files,
            Records = System.Array.FindAll(records, record => record is { IsComplete: true, Name: not null }),
            OpaqueRecords = System.Array.FindAll(tagged, record => !record.IsComplete),
            Enums = enums,
            Typedefs = typedefs,
            Constants = macros.Constants,
            Ioctls = macros.Ioctls,
            Macros = macros.Macros,
            Supplements = supplements,
            TargetMacros = TargetMacros.WrittenIn(unit.Names),
            Diagnostics = diagnostics.ToArray(),
        };
        if (!options.IsForComparison)
        {
            AttachComments(result, unit, binder, cancellationToken);
        }

        TokenBuffer.Return(unit.Tokens);
        return result;
    }

    /// <summary>Reads the base headers behind the unit; what goes wrong in them is none of the unit's findings.</summary>
    private static List<string> ReadSupplements(PreprocessedUnit unit, Binder binder, IIncludeResolver resolver, CancellationToken cancellationToken)
    {
        var read = new List<string>();
        foreach (string name in BaseHeaders)
        {
            if (resolver.Resolve(name, null, isQuoted: false, isNext: false) is { } header)
            {
                var tokens = unit.Preprocessor.ReadSupplement(header);
                foreach (object declaration in Parser.ParseUnit(tokens, unit, new DiagnosticList(), cancellationToken))
                {
                    binder.Bind(declaration);
                }

                read.Add(name);
            }
        }

        return read;
    }

    private static readonly string[] BaseHeaders = ["linux/types.h", "linux/ioctl.h"];

    private static void AttachComments(TranslationUnit result, PreprocessedUnit unit, Binder binder, CancellationToken cancellationToken)
    {
        var index = new CommentIndex(unit.Files, unit.Comments);
        var macros = new Dictionary<string, Macro>(System.StringComparer.Ordinal);
        foreach (var macro in unit.Macros)
        {
            macros[macro.Name.Text] = macro;
        }

        var defined = new List<Attachment>();
        void AttachMacro(Declaration declaration)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var macro = macros[declaration.Name!];
            int file = macro.Location.File;
            defined.Add(index.Attach(declaration, new SourceSpan(file, macro.DirectiveStart, 1), new SourceSpan(file, macro.DirectiveEnd, 0)));
        }

        Attachment AttachDeclaration(Declaration declaration)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return index.Attach(declaration, binder.Starts.TryGetValue(declaration, out var start) ? start : declaration.Location, declaration.Location);
        }

        foreach (var record in result.OpaqueRecords)
        {
            AttachDeclaration(record);
        }

        foreach (var record in binder.Records)
        {
            AttachDeclaration(record);
            foreach (var field in record.Fields)
            {
                AttachDeclaration(field);
            }
        }

        foreach (var @enum in result.Enums)
        {
            AttachDeclaration(@enum);
            CommentGroups.Apply(@enum.Enumerators.Select(AttachDeclaration).ToList(), unit.Files);
            CommentGroups.GiveEntries(@enum);
        }

        foreach (var typedef in result.Typedefs)
        {
            AttachDeclaration(typedef);
        }

        foreach (var macro in result.Constants.Concat<Declaration>(result.Ioctls).Concat(result.Macros))
        {
            AttachMacro(macro);
        }

        // A request is among the constants too: one of the two is looked at, and both get what is found.
        var places = defined.Where(attachment => attachment.File == 0).GroupBy(attachment => attachment.Start).OrderBy(place => place.Key).ToList();
        CommentGroups.Apply(places.ConvertAll(place => place.First()), unit.Files);
        foreach (var place in places)
        {
            var first = place.First().Declaration;
            foreach (var other in place.Skip(1).Select(attachment => attachment.Declaration))
            {
                (other.Comments, other.Title, other.IsFirstOfTitle) = (first.Comments, first.Title, first.IsFirstOfTitle);
            }
        }
    }
}
