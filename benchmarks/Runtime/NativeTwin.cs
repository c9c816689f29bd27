// The C program beside these benchmarks, compiled by gcc at the first use and loaded into this process.
using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Benchmarks;

/// <summary>The same work in C.</summary>
internal static unsafe class NativeTwin
{
    private static readonly nint Library = Load();

    public static delegate* unmanaged<int, int> SetAndGet { get; } = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(Library, "set_and_get");

    public static delegate* unmanaged<int, nuint, int, int> IoctlLoop { get; } =
        (delegate* unmanaged<int, nuint, int, int>)NativeLibrary.GetExport(Library, "ioctl_loop");

    private static nint Load()
    {
        string output = Path.Combine(Path.GetTempPath(), $"uapigen-tph-{Environment.ProcessId}.so");
        string[] arguments = ["-O2", "-shared", "-fPIC", "-pthread", "-o", output, Path.Combine(AppContext.BaseDirectory, "tph.c")];
        using Process compiler = Process.Start("gcc", arguments);
        compiler.WaitForExit();
        if (compiler.ExitCode != 0)
        {
            throw new InvalidOperationException("gcc did not build tph.c: install gcc.");
        }

        nint library = NativeLibrary.Load(output);
        File.Delete(output);
        return library;
    }
}
