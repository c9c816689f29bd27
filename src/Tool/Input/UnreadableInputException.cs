using System;

namespace UapiGen.Tool.Input;

/// <summary>An input that is named on the command line and cannot be read; the message says which and why.</summary>
internal sealed class UnreadableInputException(string message) : Exception(message);
