// The inputs of a test besides its code, and the workspace project that they make up.
using System.Collections.Generic;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace UapiGen.Analyzers.Tests.Verification;

internal sealed class TestState
{
    private const string PathUnderTest = "/0/Test0.cs";

    public OutputKind OutputKind { get; set; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Gets the other C# files: path and text.</summary>
    public List<(string FileName, string Content)> Sources { get; } = [];

    /// <summary>Gets the files that are not C#: path and text.</summary>
    public List<(string FileName, string Content)> AdditionalFiles { get; } = [];

    /// <summary>Gets the assemblies besides those of .NET.</summary>
    public List<MetadataReference> AdditionalReferences { get; } = [];

    /// <summary>Gets or sets the lines of an .editorconfig that holds for all C# files; null for none.</summary>
    public string? EditorConfig { get; set; }

    public static Document DocumentUnderTest(Project project) => project.Documents.Single(document => document.FilePath == PathUnderTest);

    public Project CreateProject(string code)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "TestProject",
            "TestProject",
            LanguageNames.CSharp,
            filePath: "/0/TestProject.csproj",
            compilationOptions: new CSharpCompilationOptions(OutputKind, allowUnsafe: true),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13),
            metadataReferences: Net80.References.All.Concat(AdditionalReferences)));
        foreach (var (path, text) in Sources.Prepend((PathUnderTest, code)))
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), path, SourceText.From(text), filePath: path);
        }

        foreach (var (path, text) in AdditionalFiles)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), path, SourceText.From(text), filePath: path);
        }

        if (EditorConfig is not null)
        {
            solution = solution.AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(id), ".editorconfig", SourceText.From("root = true\n[*.cs]\n" + EditorConfig), filePath: "/0/.editorconfig");
        }

        return solution.GetProject(id)!;
    }
}
