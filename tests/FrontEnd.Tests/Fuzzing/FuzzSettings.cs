using System;
using System.Globalization;

namespace UapiGen.FrontEnd.Tests.Fuzzing;

/// <summary>Seeds and counts that the environment may set, for a run that goes on where CI stops.</summary>
internal static class FuzzSettings
{
    /// <exception cref="FormatException">The variable holds no number.</exception>
    public static long Number(string variable, long otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
