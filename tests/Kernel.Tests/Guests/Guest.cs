// Guests: a real kernel in an emulated machine, which runs a program and tells what it wrote.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using UapiGen.Oracle.Compilers;

namespace UapiGen.Kernel.Tests;

/// <summary>What came of a boot.</summary>
/// <param name="KernelVersion">Of the kernel that ran.</param>
/// <param name="Lines">What the program wrote.</param>
/// <param name="Seconds">From start to end.</param>
internal sealed record GuestOutcome(string KernelVersion, string[] Lines, double Seconds);

/// <summary>Boots what eng/fetch-kernel.sh makes ready. Nothing here is skipped: what cannot be had is said, and the test fails.</summary>
internal static class Guest
{
    private const string Qemu = "qemu-system-x86_64";
    private const string EndMark = "@@GUEST-END rc=";
    private const int LongestSeconds = 300;

    // isa-debug-exit makes twice the program's status and one of it; 0 is a machine that ended without a word.
    private const int SuccessStatus = 1;

    // The clock is the HPET and the timer is not tried out, for on a busy host both tests go wrong: the TSC is measured falsely, and ticks that were
    // lost pass for a timer that is broken. What else is left out is work of the kernel's own that nobody looks at.
    private const string CommandLine =
        "console=ttyS0 quiet loglevel=4 panic=-1 intel_iommu=on mitigations=off nokaslr init_on_alloc=0 tsc=unstable clocksource=hpet no_timer_check audit=0 " +
        "lsm=capability rodata=off initcall_blacklist=load_system_certificate_list,crypto_algapi_init uapi.devices=";

    /// <summary>Boots a machine and runs a program in it.</summary>
    /// <param name="name">What its logs are called, in artifacts/qemu/boots.</param>
    /// <param name="program">The program, which lies beside this test.</param>
    /// <param name="devices">QEMU's arguments for the machine's devices.</param>
    /// <param name="identities">Which of them are VFIO's: <c>vendor:device</c> in hexadecimal digits.</param>
    public static GuestOutcome Run(string name, string program, string[] devices, string[] identities)
    {
        Demand(Preparation.Run(Repository.Root, "eng/fetch-kernel.sh"));
        Directory.CreateDirectory(Repository.Boots);
        string initramfs = Path.Combine(Repository.Boots, name + ".cpio");
        string log = Path.Combine(Repository.Boots, name + ".log");
        string console = Path.Combine(Repository.Boots, name + ".console");
        using (FileStream output = File.Create(initramfs))
        {
            output.Write(File.ReadAllBytes(Path.Combine(Repository.Kernel, "base.cpio")));
            GuestProgram.Write(program, output);
        }

        File.Delete(log);
        string[] arguments =
        [
            "-M", "q35,kernel-irqchip=split", "-cpu", "max,la57=off", "-accel", "tcg,thread=multi", "-smp", "1", "-m", "1G",
            "-nodefaults", "-display", "none", "-monitor", "none", "-no-reboot",
            "-device", "intel-iommu,intremap=on",
            .. devices,
            "-device", "isa-debug-exit,iobase=0xf4,iosize=0x04",
            "-chardev", $"file,id=log,path={log}", "-serial", "chardev:log",
            "-chardev", $"file,id=console,path={console}", "-serial", "chardev:console",
            "-kernel", Path.Combine(Repository.Kernel, "vmlinux"), "-initrd", initramfs,
            "-append", CommandLine + string.Join(',', identities),
        ];
        long started = Stopwatch.GetTimestamp();
        (int status, string errors) = RunQemu(arguments);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        File.Delete(initramfs);
        string[] lines = Judge(status, errors, log, console);
        return new GuestOutcome(Path.GetFileName(Directory.ResolveLinkTarget(Repository.Kernel, returnFinalTarget: true)!.FullName), lines, seconds);
    }

    private static void Demand(string? failure)
    {
        if (failure is not null)
        {
            throw new InvalidOperationException(failure);
        }
    }

    private static (int Status, string Errors) RunQemu(string[] arguments)
    {
        using Process qemu = Process.Start(new ProcessStartInfo(Qemu, arguments) { RedirectStandardInput = true, RedirectStandardError = true })!;
        qemu.StandardInput.Close();
        Task<string> errors = qemu.StandardError.ReadToEndAsync();
        if (!qemu.WaitForExit(TimeSpan.FromSeconds(LongestSeconds)))
        {
            qemu.Kill();
            qemu.WaitForExit();
            throw new TimeoutException($"The guest did not end within {LongestSeconds} s; its log and console are in {Repository.Boots}.");
        }

        return (qemu.ExitCode, errors.GetAwaiter().GetResult());
    }

    /// <summary>The lines of a boot, if it was a success: QEMU's status and the program's last words must both say so.</summary>
    internal static string[] Judge(int status, string errors, string log, string console)
    {
        string[] lines = File.ReadAllText(console).Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string end = lines.Length == 0 ? "" : lines[^1];
        if (status != SuccessStatus || end != EndMark + "0")
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The guest did not succeed: QEMU ended with {status} instead of {SuccessStatus}, its console with '{end}' instead of '{EndMark}0'.\n") +
                $"{errors}\n{string.Join('\n', lines.TakeLast(20))}\n{File.ReadAllText(log)}");
        }

        return lines[..^1];
    }
}
