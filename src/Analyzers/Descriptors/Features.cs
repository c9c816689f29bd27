// The rules about device features, UAPI22nn, as data: id, title, sentence with the repair in it.
using Microsoft.CodeAnalysis;

namespace UapiGen.Analyzers;

/// <summary>UAPI22nn: device features.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor FeatureGetAndSet = Create(
        id: "UAPI2201",
        title: "A feature is to be got and set at once",
        messageFormat: "'{0}' has {1} and {2} without {3}; choose one, or ask with {3}",
        description: "The kernel does one thing a call. Both together are a question alone: whether the feature has both.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor FeatureWithoutOperation = Create(
        id: "UAPI2202",
        title: "A feature call says not what to do",
        messageFormat: "'{0}' has none of {1}; say which is meant",
        description: "The kernel refuses a call that selects a feature and wants nothing of it.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor FeatureOperationUnknown = Create(
        id: "UAPI2203",
        title: "A feature does not offer an operation",
        messageFormat: "'{0}' cannot be {1}, not even in a probe; use {2}",
        description: "The kernel compares the operation with those that the feature offers before it looks at anything else.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor FeaturePayloadTooSmall = Create(
        id: "UAPI2204",
        title: "A feature call is too short for its payload",
        messageFormat: "'{0}' says {1} bytes, but '{2}' takes {3}: the head and {4} bytes of payload",
        description: "The size counts the head and the payload behind it.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor FeaturePayloadMismatch = Create(
        id: "UAPI2205",
        title: "A feature gets the payload of another one",
        messageFormat: "'{0}' takes {1}, but gets '{2}'; pass {1}",
        description: "The kernel takes the bytes for the fields of its own structure.",
        DiagnosticSeverity.Error);
}
