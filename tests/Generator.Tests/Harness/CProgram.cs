// Test harness: a C program through the machine's compiler, so that C itself says what a macro gives.
using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace UapiGen.Generator.Tests.Harness;

internal static class CProgram
{
    /// <summary>Compiles a program with gcc and runs it; overflow wraps, as the machine does it.</summary>
    public static string Run(string source)
    {
        string program = Path.Combine(Path.GetTempPath(), "uapigen-" + Guid.NewGuid().ToString("N"));
        try
        {
            Start("gcc", source, "-x", "c", "-", "-w", "-O0", "-fwrapv", "-std=gnu11", "-o", program);
            return Start(program, "");
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("This test compares with C and needs gcc and the C library's headers: apt-get install gcc libc6-dev linux-libc-dev.");
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static string Start(string program, string input, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result}");
    }
}
