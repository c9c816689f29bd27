// Stage: Diagnostics. In: a request with its place, and what became of it. Out: findings that stand at the attribute.
using System.Collections.Generic;
using System.Linq;
using UapiGen.Diagnostics;
using UapiGen.Emit;
using UapiGen.Model;

namespace UapiGen.Pipeline;

internal static class RequestDiagnostics
{
    public static EquatableArray<DiagnosticInfo> Create(PlacedRequest placed, IEnumerable<HeaderResult> headers, BindingsResult? bindings, TargetInfo target)
    {
        BindingsRequest request = placed.Request;
        var diagnostics = new List<DiagnosticInfo>();
        if (!target.HasInlineArrays)
        {
            diagnostics.Add(DiagnosticInfo.Create(EmitDiagnostics.LanguageTooOld, placed.Place, request.Class.Name));
        }

        diagnostics.AddRange(headers
            .Where(header => !header.IsFound && request.Headers.Contains(header.Header))
            .Select(header => DiagnosticInfo.Create(EmitDiagnostics.HeaderNotFound, placed.Place, header.Header)));
        if (bindings is not null)
        {
            diagnostics.AddRange(bindings.Conflicts.Select(conflict => DiagnosticInfo.Create(
                EmitDiagnostics.ConflictingDeclarations, placed.Place, conflict.Name, conflict.Header, conflict.OtherHeader)));
            if (bindings.Failure is not null)
            {
                diagnostics.Add(DiagnosticInfo.Create(EmitDiagnostics.UnexpectedFailure, placed.Place, request.Class.Name, "model", bindings.Failure));
            }

            bool hasPointers = bindings.Files.OfType<RecordFile>().Any(file => new TypeSpelling(AllowsPointers: true).NeedsUnsafe(file.Record));
            if (!target.AllowsUnsafe && hasPointers)
            {
                diagnostics.Add(DiagnosticInfo.Create(EmitDiagnostics.UnsafeNeeded, placed.Place, request.Class.Name));
            }
        }

        return diagnostics.ToEquatableArray();
    }
}
