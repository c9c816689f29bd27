// Guests: a .NET program with all that it needs, as an archive for the guest: the shared framework that runs this test,
// the host that starts it, and the C libraries of both.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace UapiGen.Kernel.Tests;

/// <summary>The program that a guest runs as <c>/test</c>.</summary>
internal static class GuestProgram
{
    // No ICU there, and nobody who would attach a debugger.
    private const string Script =
        """
        #!/bin/busybox sh
        export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_EnableDiagnostics=0
        exec /dotnet/dotnet /app/{0}.dll

        """;

    /// <summary>Writes the archive.</summary>
    /// <param name="name">The program's name, which lies beside this test.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(string name, Stream output)
    {
        string framework = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        string version = Path.GetFileName(framework);
        string root = Path.GetFullPath(Path.Combine(framework, "..", "..", ".."));
        string resolver = Path.Combine(root, "host", "fxr", version, "libhostfxr.so");
        string muxer = Path.Combine(root, "dotnet");

        CpioArchive archive = new(output);
        archive.Add("test", Encoding.UTF8.GetBytes(Script.Replace("{0}", name, StringComparison.Ordinal)));
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "UapiGen.*").Where(IsOfProgram))
        {
            archive.Add($"app/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        }

        string[] natives = [.. Directory.EnumerateFiles(framework, "*.so"), resolver, muxer];
        foreach (string file in Directory.EnumerateFiles(framework).Append(resolver).Append(muxer))
        {
            archive.Add($"dotnet/{Path.GetRelativePath(root, file)}", File.ReadAllBytes(file));
        }

        foreach (string library in Libraries(natives))
        {
            archive.Add(library.TrimStart('/'), File.ReadAllBytes(library));
        }

        archive.End();

        bool IsOfProgram(string file) =>
            Path.GetFileName(file) is var own
            && (own.StartsWith(name + ".", StringComparison.Ordinal) || own == "UapiGen.Runtime.dll")
            && !own.EndsWith(".pdb", StringComparison.Ordinal)
            && !own.EndsWith(".xml", StringComparison.Ordinal);
    }

    // What ldd finds: `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)`, `/lib64/ld-linux-x86-64.so.2 (0x...)`.
    private static IEnumerable<string> Libraries(string[] natives)
    {
        using Process ldd = Process.Start(new ProcessStartInfo("ldd", natives) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        ldd.ErrorDataReceived += (_, _) => { };
        ldd.BeginErrorReadLine();
        string output = ldd.StandardOutput.ReadToEnd();
        ldd.WaitForExit();
        string folder = Path.GetDirectoryName(natives[0])!;
        return output.Split('\n')
            .Select(line => line.Trim())
            .Select(line => line.Contains("=> ", StringComparison.Ordinal) ? line[(line.IndexOf("=> ", StringComparison.Ordinal) + 3)..] : line)
            .Where(line => line.StartsWith('/') && line.Contains(" (0x", StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf(" (0x", StringComparison.Ordinal)])
            .Where(path => !path.StartsWith(folder, StringComparison.Ordinal))
            .Distinct()
            .Order();
    }
}
