// Conformance: the machine that runs.
using System.Runtime.Versioning;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>The running kernel, with QEMU's devices.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxMachine : IMachine
{
    // docs/specs/edu.rst of QEMU: bits written to the one are set in the interrupt's status, bits written to the other cleared.
    private const ulong RaiseRegister = 0x60;
    private const ulong AcknowledgeRegister = 0x64;

    public IUapiTransport Kernel => LinuxTransport.Instance;

    public void RaiseEdu(int device)
    {
        Kernel.WriteAt(device, Regions.Offset(0, RaiseRegister), [1, 0, 0, 0]);
        Kernel.WriteAt(device, Regions.Offset(0, AcknowledgeRegister), [1, 0, 0, 0]);
    }
}
