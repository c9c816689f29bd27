namespace UapiGen.Tool;

/// <summary>What the process returns, the same for every command.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>The headers were read, and an error was found in them.</summary>
    public const int Findings = 1;

    /// <summary>The command line was wrong, or an input could not be read.</summary>
    public const int Usage = 2;
}
