// The seam through which tests count and the benchmark times.
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Analyzers;

/// <summary>Is told what the analyzer does. Called from many threads.</summary>
internal interface IAnalysisObserver
{
    /// <summary>A body is about to be bound.</summary>
    void Opened(SyntaxNode body);

    /// <summary>A rule has looked at a body; in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    void Ran(Rule rule, long ticks);
}
