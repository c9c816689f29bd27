// Conformance: the same questions to a kernel, whichever it is. In a guest: `dotnet UapiGen.Conformance.dll >/dev/ttyS1`;
// elsewhere: `dotnet run --project tests/Conformance -- --emulated`.
using System;
using System.IO;
using System.Runtime.Versioning;

namespace UapiGen.Conformance;

/// <summary>Asks the kernel that runs, or the emulated one. It wants the devices of <see cref="TestDevice.All"/>, as vfio-pci's.</summary>
[SupportedOSPlatform("linux")]
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using StreamWriter output = new(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        if (arguments is ["--emulated"])
        {
            using EmulatedMachine machine = new(EmulatedMachine.Debian);
            Questions.Ask(machine, output);
            return 0;
        }

        Questions.Ask(new LinuxMachine(), output);
        return 0;
    }
}
