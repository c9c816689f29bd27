// What the comments of two kernels' headers document: each kernel-doc block that names something declared reaches it. The table goes to
// the test's output and to artifacts/docs-table.md, and with it why blocks reach nothing.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Model;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using UapiGen.Pipeline;
using Xunit;

namespace UapiGen.Layout.Tests.Corpus;

public sealed partial class DocumentationTests(ITestOutputHelper output)
{
    private const string Head = """
        | kernel | records with docs | fields | enumerators and constants | requests | listed under a title only | crefs | kernel-doc blocks | reach a symbol |
        |---|---|---|---|---|---|---|---|---|
        """;

    [GeneratedRegex(@"/\*\*(?![*/]).*?\*/", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^/\*\*[\s*]*(?:(?<kind>struct|union|enum|typedef|define)\s+)?(?<name>\w+)(?<call>\s*\()?(?:\([^)]*\))?\s*(?:[-–:]|\n|\*/)")]
    private static partial Regex HeadLine();

    [Fact]
    public void KernelDoc_OfTwoKernels_ReachesWhatItNames()
    {
        var rows = new List<string> { Head };
        var lost = new List<string>();
        var reasons = new List<string>();
        foreach (CorpusKernel kernel in (CorpusKernel[])[CorpusKernel.Installed, CorpusKernel.Backports])
        {
            var counts = new ConcurrentBag<Count>();
            Parallel.ForEach(kernel.Headers, header => counts.Add(Of(kernel, header)));
            rows.Add(Count.Sum(counts).ToRow(kernel.Name));
            lost.AddRange(counts.SelectMany(count => count.Unreached).Where(block => block.Reason.Length == 0).Select(block => $"{kernel.Name} {block.Text}"));
            reasons.AddRange(counts.SelectMany(count => count.Unreached).Where(block => block.Reason.Length > 0).GroupBy(block => block.Reason).OrderByDescending(group => group.Count())
                .Select(group => $"{kernel.Name}: {group.Count()} kernel-doc blocks reach nothing, for each {group.Key}"));
        }

        string table = string.Join('\n', rows) + "\n\n" + string.Join('\n', reasons.Select(reason => "- " + reason)) + "\n";
        File.WriteAllText(Path.Combine(Repository.Root, "artifacts", "docs-table.md"), table);
        output.WriteLine(table);
        Assert.Equal("", string.Join('\n', lost.Order(StringComparer.Ordinal)));
    }

    private static Count Of(CorpusKernel kernel, string header)
    {
        BindingsResult bindings = BindingsResult.Build(
            new BindingsRequest(
                new BindingsClass("", new EquatableArray<string>(["partial class Uapi"]), "Uapi", "Uapi"),
                new EquatableArray<string>([header]), EquatableArray<string>.Empty, EquatableArray<string>.Empty, IsPascalCase: false),
            [kernel.Read(header)]);
        List<RecordModel> records = [.. bindings.Files.OfType<RecordFile>().Select(file => file.Record).Where(record => record.Header == header).SelectMany(WithNested)];
        List<DocModel> fields = [.. records.SelectMany(record => record.Members.Select(member => member.Doc).Concat(record.FlexibleArrays.Select(array => array.Doc)))];
        List<DocModel> constants = [.. bindings.Files.OfType<ConstantsFile>().SelectMany(file => file.Constants).Select(constant => constant.Doc)];
        List<DocModel> requests = [.. bindings.Files.OfType<IoctlsFile>().SelectMany(file => file.Ioctls).Select(ioctl => ioctl.Doc)];
        List<DocModel> all = [.. records.Select(record => record.Doc), .. fields, .. constants, .. requests];
        (int blocks, List<(string, string)> unreached) = Blocks(kernel, header);
        return new Count(
            Documented(records.Select(record => record.Doc)), Documented(fields), Documented(constants), Documented(requests),
            all.Count(doc => doc.Summary.Length == 0 && doc.Paragraphs.Any(paragraph => paragraph.StartsWith("Listed under: ", StringComparison.Ordinal))),
            all.Sum(doc => doc.References.Count), blocks, unreached);
    }

    /// <summary>The kernel-doc blocks of a header, and those that no declaration got, with the reason; without one for a defect of ours.</summary>
    private static (int Blocks, List<(string Reason, string Text)> Unreached) Blocks(CorpusKernel kernel, string header)
    {
        TranslationUnit unit = HeaderJudge.Read(kernel.PathOf(header, Target.X86_64)!, new CompileOptions(Target.X86_64, kernel.DirectoriesOf(Target.X86_64), [], []));
        List<Declaration> declarations =
        [
            .. unit.Records.SelectMany(record => AllFields(record).Prepend<Declaration>(record)), .. unit.OpaqueRecords, .. unit.Typedefs,
            .. unit.Enums.SelectMany(@enum => @enum.Enumerators.Prepend<Declaration>(@enum)), .. unit.Constants, .. unit.Ioctls, .. unit.Macros,
        ];
        HashSet<string> reached = [.. declarations.SelectMany(declaration => declaration.Comments.Append(declaration.Title)).OfType<string>()];
        HashSet<string?> names = [.. declarations.Where(declaration => declaration.Location.File == 0).Select(declaration => declaration.Name)];
        List<string> blocks = [.. Block().Matches(unit.Files[0].Text).Select(match => match.Value)];
        return (blocks.Count, [.. blocks.Where(block => !reached.Any(comment => comment.Contains(block.Trim('/').Trim('*'), StringComparison.Ordinal))).Select(block => (Reason(block, names, unit.Files[0].Text), $"{header}: {block}"))]);
    }

    private static string Reason(string block, HashSet<string?> names, string text)
    {
        Match head = HeadLine().Match(block);
        return block.Contains("DOC:", StringComparison.Ordinal) ? "is a section of its own (DOC:)"
            : block.Contains("copyright", StringComparison.OrdinalIgnoreCase) || block.Contains("\\file", StringComparison.Ordinal) || block.Contains("@file", StringComparison.Ordinal) ? "is about the file"
            : head.Groups["call"].Success || (head.Success && Regex.IsMatch(text, @"\s\*?" + head.Groups["name"].Value + @"\([^()]*\)\s*[{;]")) ? "describes a function"
            : head.Success && (head.Groups["kind"].Success || head.Groups["name"].Value.Contains('_')) ? names.Contains(head.Groups["name"].Value) ? "" : "names what the header does not declare"
            : "names nothing, and stands above nothing that is emitted";
    }

    private static IEnumerable<FieldDeclaration> AllFields(RecordDeclaration record) => record.Fields.SelectMany(field =>
        Element(field.Type) is RecordType { Declaration: { Name: null } inner } ? AllFields(inner).Prepend(field) : [field]);

    private static CType Element(CType type) => type.Canonical is ArrayType array ? Element(array.Element) : type.Canonical;

    private static IEnumerable<RecordModel> WithNested(RecordModel record) => record.Nested.SelectMany(WithNested).Prepend(record);

    private static (int Documented, int All) Documented(IEnumerable<DocModel> docs)
    {
        List<DocModel> all = [.. docs];
        return (all.Count(doc => doc.Summary.Length > 0), all.Count);
    }

    private sealed record Count(
        (int Documented, int All) Records, (int Documented, int All) Fields, (int Documented, int All) Constants, (int Documented, int All) Requests,
        int Listed, int References, int Blocks, List<(string Reason, string Text)> Unreached)
    {
        public static Count Sum(IEnumerable<Count> counts) => counts.Aggregate((a, b) => new Count(
            Add(a.Records, b.Records), Add(a.Fields, b.Fields), Add(a.Constants, b.Constants), Add(a.Requests, b.Requests),
            a.Listed + b.Listed, a.References + b.References, a.Blocks + b.Blocks, [.. a.Unreached, .. b.Unreached]));

        public string ToRow(string kernel) =>
            FormattableString.Invariant($"| {kernel} | {Say(Records)} | {Say(Fields)} | {Say(Constants)} | {Say(Requests)} | {Listed} | {References} | {Blocks} | {Blocks - Unreached.Count} |");

        private static (int Documented, int All) Add((int Documented, int All) a, (int Documented, int All) b) => (a.Documented + b.Documented, a.All + b.All);

        private static string Say((int Documented, int All) pair) => FormattableString.Invariant($"{pair.Documented} of {pair.All}");
    }
}
