using System;

namespace UapiGen.Oracle.Compilers;

/// <summary>A compiler, or the headers to judge, are not there; the message says what to install.</summary>
public sealed class JudgeMissingException(string message) : Exception(message);
