// Headers that tests write in place, read by the front end as a whole: text in, a translation unit and its findings out.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.FrontEnd.Tests;

internal static class Header
{
    /// <summary>Reads a header named <c>test.h</c> on x86_64.</summary>
    public static TranslationUnit Read(string text, params (string Name, string Text)[] others) => Read(text, new FrontEndOptions(), CancellationToken.None, others);

    public static TranslationUnit Read(Target target, string text) => Read(text, new FrontEndOptions { Target = target }, CancellationToken.None);

    public static TranslationUnit Read(string text, FrontEndOptions options, CancellationToken cancellationToken, params (string Name, string Text)[] others)
    {
        var header = new IncludedHeader("test.h", "test.h", text, 0);
        return C.FrontEnd.Read(header, new GivenHeaders([("test.h", text), .. others]), options, cancellationToken);
    }

    /// <summary>A header whose every finding would be a surprise.</summary>
    public static TranslationUnit ReadClean(string text, params (string Name, string Text)[] others)
    {
        var unit = Read(text, others);
        Xunit.Assert.Equal([], unit.Findings());
        return unit;
    }

    public static RecordDeclaration Record(this TranslationUnit unit, string name) => unit.Records.Single(record => record.Name == name);

    public static FieldDeclaration Field(this RecordDeclaration record, string name) => record.Fields.Single(field => field.Name == name);

    public static ConstantDeclaration Constant(this TranslationUnit unit, string name) => unit.Constants.Single(constant => constant.Name == name);

    /// <summary>An integer macro as <c>type value</c>.</summary>
    public static string Integer(this TranslationUnit unit, string name)
    {
        var constant = unit.Constant(name);
        return constant.Type + " " + (constant.IsSigned ? ((long)constant.IntegerBits).ToString(null, null) : constant.IntegerBits.ToString(null, null));
    }

    /// <summary>Each enumerator of the unit with its value.</summary>
    public static IReadOnlyDictionary<string, long> Enumerators(this TranslationUnit unit) =>
        unit.Enums.SelectMany(@enum => @enum.Enumerators).ToDictionary(enumerator => enumerator.Name!, enumerator => enumerator.Value);

    /// <summary>The findings as <c>test.h(line,column): id</c>, in order.</summary>
    public static IEnumerable<string> Findings(this TranslationUnit unit) => unit.Diagnostics.Select(diagnostic =>
    {
        if (diagnostic.Span.File < 0)
        {
            return diagnostic.Descriptor.Id;
        }

        var file = unit.Files[diagnostic.Span.File];
        var position = file.GetLinePosition(diagnostic.Span.Start);
        return FormattableString.Invariant($"{file.Path}({position.Line},{position.Column}): {diagnostic.Descriptor.Id}");
    });
}
