using System;
using Xunit;

namespace UapiGen.Kernel.Tests;

public sealed class TranscriptComparisonTests
{
    private static readonly string[] Lines = ["a: open = fd", "a: ioctl 1 = EINVAL", "a: close = 0"];

    [Fact]
    public void SameLines_DoNotDiffer()
    {
        TranscriptComparison comparison = TranscriptComparison.Of(Lines, [.. Lines]);

        Assert.Equal(3, comparison.Compared);
        Assert.Empty(comparison.Differences);
    }

    [Fact]
    public void OtherAnswer_IsReportedWithBoth()
    {
        TranscriptComparison comparison = TranscriptComparison.Of(Lines, ["a: open = fd", "a: ioctl 1 = EFAULT", "a: close = 0"]);

        Assert.Equal(new TranscriptDifference(2, "a: ioctl 1", "EINVAL", "EFAULT"), Assert.Single(comparison.Differences));
    }

    [Fact]
    public void OtherQuestion_IsReportedWithBoth()
    {
        TranscriptComparison comparison = TranscriptComparison.Of(Lines, ["a: open = fd", "a: ioctl 2 = EINVAL", "a: close = 0"]);

        Assert.Equal(new TranscriptDifference(2, "a: ioctl 1 / a: ioctl 2", "EINVAL", "EINVAL"), Assert.Single(comparison.Differences));
    }

    [Fact]
    public void MissingLine_IsReported()
    {
        Assert.Equal(new TranscriptDifference(3, "a: close", "0", null), Assert.Single(TranscriptComparison.Of(Lines, Lines.AsSpan(0, 2)).Differences));
        Assert.Equal(new TranscriptDifference(3, "a: close", null, "0"), Assert.Single(TranscriptComparison.Of(Lines.AsSpan(0, 2), Lines).Differences));
        Assert.Equal(3, TranscriptComparison.Of([], Lines).Differences.Count);
    }
}
