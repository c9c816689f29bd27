// Stage: command line. In: arguments as gcc takes them. Out: each option apart from its value.
using System.Collections.Generic;

namespace UapiGen.Tool.Input;

/// <summary>Splits gcc's joined forms: <c>-Idir</c>, <c>-DNAME=VALUE</c> and <c>-UNAME</c>.</summary>
internal static class GccStyleArguments
{
    public static IEnumerable<string> Split(IEnumerable<string> arguments)
    {
        bool optionsEnded = false;
        foreach (string argument in arguments)
        {
            optionsEnded |= argument == "--";
            if (!optionsEnded && argument.Length > 2 && argument[0] == '-' && argument[1] is 'I' or 'D' or 'U')
            {
                yield return argument[..2];
                yield return argument[2..];
            }
            else
            {
                yield return argument;
            }
        }
    }
}
