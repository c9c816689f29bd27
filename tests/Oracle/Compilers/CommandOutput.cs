// Stage: compilers. One run of an external program: text in on its standard input, bytes and text out.
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace UapiGen.Oracle.Compilers;

/// <summary>What a program left behind.</summary>
/// <param name="ExitCode">0 when it was content.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandOutput(int ExitCode, byte[] Output, string Error)
{
    /// <param name="program">Its name, as PATH finds it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="directory">Where it runs; here when none is given.</param>
    /// <exception cref="JudgeMissingException">The program is not installed.</exception>
    public static CommandOutput Of(string program, IEnumerable<string> arguments, string input = "", string directory = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            WorkingDirectory = directory,
        };
        start.Environment["LC_ALL"] = "C";

        using Process process = Start(start);
        // Threads of their own: judges run on the thread pool, and would wait there for readers that find no thread.
        Task<string> error = Task.Factory.StartNew(process.StandardError.ReadToEnd, TaskCreationOptions.LongRunning);
        Task written = Task.Factory.StartNew(() => Write(process.StandardInput, input), TaskCreationOptions.LongRunning);
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        Task.WaitAll(error, written);
        process.WaitForExit();
        return new CommandOutput(process.ExitCode, output.ToArray(), error.Result);
    }

    private static void Write(StreamWriter standardInput, string input)
    {
        try
        {
            standardInput.Write(input);
            standardInput.Close();
        }
        catch (IOException)
        {
            // A compiler that gives up early closes its end; its errors say why.
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new JudgeMissingException(start.FileName + " is not installed: run eng/install-judges.sh, or install Debian's packages gcc and clang");
        }
    }
}
