// The seam through which tests count and the benchmark times.
using System;
using Microsoft.CodeAnalysis;
using UapiGen.Analyzers.Rules;

namespace UapiGen.Analyzers;

/// <summary>Is told what the analyzer does. Called from many threads.</summary>
internal interface IAnalysisObserver
{
    /// <summary>A body is about to be bound.</summary>
    void Opened(SyntaxNode body);

    /// <summary>Work begins on the calling thread, and ends there when the result is disposed of.</summary>
    /// <param name="rule">The rule that looks at a body; null for all that the analyzer does at one call of the compiler.</param>
    IDisposable Measure(Rule? rule);
}
