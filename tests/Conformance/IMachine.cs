// Conformance: a kernel with the devices of TestDevice.All, and the one thing that it takes hardware to do.
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>A kernel and its devices.</summary>
public interface IMachine
{
    /// <summary>The kernel.</summary>
    IUapiTransport Kernel { get; }

    /// <summary>Lets <c>edu</c> raise its interrupt, by MSI when that is set up.</summary>
    /// <param name="device">Its descriptor.</param>
    void RaiseEdu(int device);
}
