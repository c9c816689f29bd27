// Conformance: all questions, in order.
using System.IO;
using UapiGen.Runtime;

namespace UapiGen.Conformance;

/// <summary>What a kernel is asked.</summary>
public static class Questions
{
    /// <summary>Asks a kernel with the devices of <see cref="TestDevice.All"/>.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="output">Where the answers go, a line each.</param>
    public static void Ask(IUapiTransport kernel, TextWriter output)
    {
        Transcript transcript = new(output);
        ContainerQuestions.Ask(kernel, transcript);
    }
}
