// Conformance: the same questions to a kernel, whichever it is. In a guest: `dotnet UapiGen.Conformance.dll >/dev/ttyS1`;
// elsewhere: `dotnet run --project tests/Conformance -- --emulated`.
using System;
using System.IO;
using System.Runtime.Versioning;
using UapiGen.Runtime;

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
            using EmulatedKernel kernel = EmulatedMachine.Create();
            Questions.Ask(kernel, output);
            return 0;
        }

        Questions.Ask(LinuxTransport.Instance, output);
        return 0;
    }
}
