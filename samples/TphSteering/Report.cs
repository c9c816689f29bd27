using System;
using UapiGen.Runtime;

namespace TphSteering;

/// <summary>Prints each answer beside the expected one, and remembers whether any differed.</summary>
internal sealed class Report
{
    private const string Success = "0 (success)";

    private int _answers;
    private int _surprises;

    public static void Heading(string text)
    {
        Console.WriteLine();
        Console.WriteLine(text);
    }

    /// <summary>Expects success, or a certain errno.</summary>
    public void Expect(string question, UapiResult answer, int errno = 0)
    {
        string expected = errno == 0 ? Success : Errno.NameOf(errno);
        string shown = answer.IsSuccess ? Success : answer.ToString();
        Line(question, shown, answer.Errno == errno, expected);
    }

    public void Expect(string question, ulong answer, ulong expected) =>
        Line(question, Show(answer), answer == expected, Show(expected));

    /// <summary>Prints the verdict.</summary>
    /// <returns>The exit code.</returns>
    public int Finish()
    {
        Console.WriteLine();
        Console.WriteLine(_surprises == 0 ? $"All {_answers} answers are as expected." : $"{_surprises} of {_answers} answers are not as expected.");
        return _surprises == 0 ? 0 : 1;
    }

    private static string Show(ulong value) => value < 10 ? $"{value}" : $"0x{value:X} ({value})";

    private void Line(string question, string answer, bool isExpected, string expected)
    {
        _answers++;
        _surprises += isExpected ? 0 : 1;
        string verdict = isExpected ? "" : $"   NOT EXPECTED: {expected}";
        Console.WriteLine($"  {question,-44} {answer}{verdict}");
    }
}
