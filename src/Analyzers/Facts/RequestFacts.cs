// Facts: an ioctl request, as its UapiIoctlAttribute states it, and a feature, as its UapiFeatureAttribute does.
using System;
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers.Facts;

/// <summary>An ioctl request.</summary>
/// <param name="Symbol">The generated constant or property.</param>
/// <param name="Direction">None, Read, Write or ReadWrite, as user space sees it.</param>
/// <param name="Argument">What the argument points to; null when nothing is known of it.</param>
/// <param name="FileKind">The kind of file that takes it; null when unknown.</param>
/// <param name="ReturnsDescriptor">Success returns a new file descriptor.</param>
/// <param name="MayInterrupt">EINTR may come, and the call is to be made again then.</param>
/// <param name="TextSize">Bytes of a text argument, its NUL included; 0 when it is no text.</param>
/// <param name="Number">The request number where directions have their generic values.</param>
internal sealed record RequestFacts(
    ISymbol Symbol, string Direction, ITypeSymbol? Argument, string? FileKind, bool ReturnsDescriptor, bool MayInterrupt, int TextSize, uint Number)
{
    public string Name => Symbol.Name;
}

/// <summary>What can be done with a device feature.</summary>
[Flags]
internal enum FeatureOperations
{
    None = 0,
    Get = 1,
    Set = 2,
}

/// <summary>A device feature.</summary>
/// <param name="Symbol">The constant that holds its index.</param>
/// <param name="Index">The index.</param>
/// <param name="Operations">What it offers.</param>
/// <param name="Payload">The struct behind the head; null when there is none.</param>
/// <param name="MinimumSize">Bytes of payload that the kernel asks for.</param>
/// <param name="ReturnsDescriptor">Success returns a new file descriptor.</param>
internal sealed record FeatureFacts(
    ISymbol Symbol, ulong Index, FeatureOperations Operations, INamedTypeSymbol? Payload, int MinimumSize, bool ReturnsDescriptor);
