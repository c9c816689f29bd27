// UAPI2311: a device gives hints to a buffer of another one. Facts: UapiRole.Exports and Hints.

namespace UapiGen.Analyzers.Rules;

/// <summary>UAPI2311: reports hints for a buffer that this body made of another device than the one that gives them.</summary>
public sealed class BufferOfAnotherDeviceAnalyzer : BodyRule
{
    /// <summary>Makes the rule.</summary>
    public BufferOfAnotherDeviceAnalyzer()
        : base(Descriptors.BufferOfAnotherDevice)
    {
    }

    private protected override void Check(RuleContext body)
    {
        if (body.Buffers is not { Hints.Count: > 0 } buffers)
        {
            return;
        }

        foreach (var hints in buffers.Hints)
        {
            if (hints.Device is { } device && buffers.MakerOf(hints) is { } maker && !maker.Equals(device))
            {
                var syntax = (hints.Call.Receiver ?? hints.Call.Arguments[0].Value).Syntax;
                var right = syntax.ToString() == device.Show() ? maker.Show() : null;
                body.Report(syntax, RuleContext.Replacement(right), hints.Buffer.Syntax.ToString(), maker.Show(), device.Show());
            }
        }
    }
}
