// The seam through which tests count and the benchmark times.
using System;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers;

/// <summary>Is told what the analyzer does. Called from many threads.</summary>
internal interface IAnalysisObserver
{
    /// <summary>A body is about to be bound.</summary>
    void Opened(SyntaxNode body);

    /// <summary>Work begins on the calling thread, and ends there when the result, if any, is disposed of.</summary>
    /// <param name="part"><see cref="AnalysisParts.All"/> for all that the analyzer does at one call of the compiler; else a part of that.</param>
    IDisposable? Measure(string part);
}

/// <summary>What an observer hears of besides the ids of rules.</summary>
internal static class AnalysisParts
{
    public const string All = "all";
    public const string Names = "names";
    public const string Binding = "binding";
}
