// Stage: Source. In: a FileModel and what the compilation allows. Out: hint name and text; a failure costs this file only.
using System;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using UapiGen.Diagnostics;
using UapiGen.Emit;
using UapiGen.Model;

namespace UapiGen.Pipeline;

/// <param name="HintName">Unique without regard to case.</param>
/// <param name="Text">The C#; null when it could not be written.</param>
/// <param name="Failure">Why it could not; null when it could.</param>
internal sealed record GeneratedSource(string HintName, string? Text, DiagnosticInfo? Failure)
{
    public static GeneratedSource Write(FileModel file, TargetInfo target)
    {
        try
        {
            return new GeneratedSource(file.HintName, FileEmitter.Write(file, target.AllowsUnsafe), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new GeneratedSource(file.HintName, null, DiagnosticInfo.Create(EmitDiagnostics.UnexpectedFailure, PlaceInfo.None, file.HintName, e.GetType().Name, e.Message));
        }
    }

    public void AddTo(SourceProductionContext output)
    {
        if (Text is not null)
        {
            output.AddSource(HintName, SourceText.From(Text, Encoding.UTF8));
        }

        if (Failure is not null)
        {
            output.ReportDiagnostic(Failure.ToDiagnostic());
        }
    }
}
