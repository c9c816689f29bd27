// Stage: Target. In: the compilation. Out: what its language and its framework let us emit, in two booleans.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace UapiGen.Pipeline;

/// <param name="HasInlineArrays">C# 12 or later, with a framework that knows inline arrays (.NET 8).</param>
/// <param name="AllowsUnsafe">Pointers may be written.</param>
internal sealed record TargetInfo(bool HasInlineArrays, bool AllowsUnsafe)
{
    public static TargetInfo Create(Compilation compilation)
    {
        bool isNewEnough = compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 };
        bool hasAttribute = compilation.GetTypesByMetadataName("System.Runtime.CompilerServices.InlineArrayAttribute").Any();
        bool allowsUnsafe = compilation.Options is CSharpCompilationOptions { AllowUnsafe: true };
        return new TargetInfo(isNewEnough && hasAttribute, allowsUnsafe);
    }
}
