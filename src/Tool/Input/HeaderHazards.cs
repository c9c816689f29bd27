// Stage: input. In: a header that was read. Out: it, with the hazards in its ABI (UAPI15nn) among its findings.
using System;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Diagnostics;
using UapiGen.Model;
using UapiGen.Model.Hazards;

namespace UapiGen.Tool.Input;

internal static class HeaderHazards
{
    /// <summary>The ids of all hazards.</summary>
    public static readonly string[] Ids = [.. HazardDiagnostics.All.Select(descriptor => descriptor.Id)];

    /// <param name="unit">The header, for whichever target.</param>
    /// <param name="read">Reads it for another one: hazards are what the targets of .NET have in common and where they differ.</param>
    public static TranslationUnit AddTo(TranslationUnit unit, Func<Target, TranslationUnit> read)
    {
        TranslationUnit reference = unit.Target == Abi.Targets[0] ? unit : read(Abi.Targets[0]);
        var hazards = HazardFinder.Find(reference, TargetUnits.Others(reference, read, static _ => false), Ids);
        unit.Diagnostics = [.. unit.Diagnostics.Concat(hazards).OrderBy(diagnostic => diagnostic.Span.File).ThenBy(diagnostic => diagnostic.Span.Start)];
        return unit;
    }
}
