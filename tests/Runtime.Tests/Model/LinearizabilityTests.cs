using System;
using System.Globalization;
using Xunit;

namespace UapiGen.Runtime.Tests.Model;

/// <summary>
/// Every answer that threads get at random is one that some order of all calls gives. UAPIGEN_MODEL_CALLS sets how many calls are made in
/// each version; without it there are as many as a few seconds hold.
/// </summary>
public sealed class LinearizabilityTests
{
    private const long UsualCalls = 150_000;

    [Theory]
    [InlineData(TphVersion.Seed)]
    [InlineData(TphVersion.Latest)]
    public void RandomCalls_OnManyThreads_AreLinearizable_AndLeaveNothing(TphVersion version)
    {
        string? wanted = Environment.GetEnvironmentVariable("UAPIGEN_MODEL_CALLS");
        long calls = wanted is null ? UsualCalls : long.Parse(wanted, CultureInfo.InvariantCulture);
        using RandomMachine machine = new(version, seed: 20260430);

        (long made, string? disagreement) = machine.Run(calls);

        TestContext.Current.SendDiagnosticMessage("{0}: {1} calls on {2} threads", version, made, ModelState.Threads);
        Assert.True(disagreement is null, disagreement);
        Assert.True(made >= calls);
        Assert.Equal("0 descriptors, 0 buffers, 0 open devices, 0 warnings", machine.Leftovers());
    }

    [Fact]
    public void WrongAnswer_HasNoOrder()
    {
        ModelCall open = new() { Kind = CallKind.Open, Result = 0, Started = 1, Ended = 2 };
        ModelCall export = new() { Kind = CallKind.Export, Target = 0, Result = 1, Started = 3, Ended = 4 };
        ModelCall set = new() { Kind = CallKind.Set, Target = 0, Argument = 1, Tph = TphWord.Tag | 0xf002, Result = 0, Started = 5, Ended = 8 };
        ModelCall before = new() { Kind = CallKind.Get, Target = 1, Result = -Errno.EOPNOTSUPP, Started = 6, Ended = 7 };
        ModelCall torn = before with { Result = TphWord.Pack(0xf0, 3) };
        ModelCall late = before with { Started = 9, Ended = 10 };

        Assert.NotNull(Check([open, export, set], [before]));
        Assert.NotNull(Check([open, export, set], [before with { Result = TphWord.Pack(0xf0, 2) }]));
        Assert.Null(Check([open, export, set], [torn]));
        Assert.Null(Check([open, export, set], [late]));
    }

    private static ModelState? Check(params ModelCall[][] calls) => new LinearizabilityChecker(TphVersion.Seed).Check(new ModelState(), calls, _ => true);
}
