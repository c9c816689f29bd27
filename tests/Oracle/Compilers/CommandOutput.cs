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
    /// <exception cref="JudgeMissingException">The program is not installed.</exception>
    public static CommandOutput Of(string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["LC_ALL"] = "C";

        using Process process = Start(start);
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        Task copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A compiler that gives up early closes its end; its errors say why.
        }

        Task.WaitAll(error, copied);
        process.WaitForExit();
        return new CommandOutput(process.ExitCode, output.ToArray(), error.Result);
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
