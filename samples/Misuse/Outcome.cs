using System;
using System.Runtime.CompilerServices;
using UapiGen.Runtime;

namespace Misuse;

/// <summary>What comes of a call, as the table shows it.</summary>
public static class Outcome
{
    /// <summary>All is well.</summary>
    public const string Right = "0";

    /// <summary>The kernel has no answer: what is wrong shows in the program's text alone.</summary>
    public const string Unseen = "-";

    /// <summary>The name of an errno; <see cref="Right"/> for none.</summary>
    public static string Of(int errno) => errno == 0 ? Right : Errno.NameOf(errno);

    /// <inheritdoc cref="Of(int)"/>
    public static string Of(UapiResult result) => Of(result.Errno);

    /// <summary>A harm that no call tells, unless it did not happen.</summary>
    public static string Silent(bool happened, string harm) => happened ? "silent: " + harm : Right;
}
