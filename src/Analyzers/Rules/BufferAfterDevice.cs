// UAPI2310: a buffer is used after its device was closed. Facts: UapiRole.Exports, Imports and Hints.
using System.Linq;
using UapiGen.Analyzers.Flow;

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2310: reports buffers that go to an importer, or get hints, behind the close of the device that they were made of.</summary>
public sealed class BufferAfterDeviceAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public BufferAfterDeviceAnalyzer()
        : base(Descriptors.BufferAfterDevice)
    {
    }

    private protected override void Check(RuleContext body)
    {
        if (body.Buffers is not { } buffers)
        {
            return;
        }

        foreach (var graph in body.Graphs)
        {
            var states = new BufferFlow(graph, buffers).Follow().States;
            foreach (var use in buffers.Hints.Concat(buffers.Imports))
            {
                // A closed descriptor that the call itself is made on is another rule's.
                if (buffers.MakerOf(use) is { } maker
                    && states.TryGetValue(use.Syntax, out var state)
                    && state.Closed.Contains(maker)
                    && !(use.Call.IsIoctl && maker.Equals(use.Device)))
                {
                    body.Report(use.Syntax, use.Buffer.Syntax.ToString(), maker.Show());
                }
            }
        }
    }
}
