using System;
using Xunit;

namespace UapiGen.Runtime.Tests;

public sealed class UapiResultTests
{
    [Fact]
    public void Success_HasValueAndNoErrno()
    {
        UapiResult result = UapiResult.Success(7);

        Assert.True(result.IsSuccess);
        Assert.Equal((7, 0, "7"), (result.Value, result.Errno, result.ToString()));
    }

    [Fact]
    public void Failure_HasErrnoAndValueOfC()
    {
        UapiResult result = UapiResult.Failure(Errno.EINVAL);

        Assert.False(result.IsSuccess);
        Assert.Equal((-1, 22, "EINVAL"), (result.Value, result.Errno, result.ToString()));
    }

    [Fact]
    public void Default_IsSuccessWithZero() => Assert.Equal(UapiResult.Success(), default);

    [Fact]
    public void Failure_OfUnnamedNumber_SaysTheNumber() => Assert.Equal("errno 71", UapiResult.Failure(71).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4096)]
    public void Failure_OfWhatIsNoErrno_Throws(int errno) => Assert.Throws<ArgumentOutOfRangeException>(() => UapiResult.Failure(errno));

    [Fact]
    public void Success_OfNegativeValue_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => UapiResult.Success(-1));

    [Fact]
    public void Equality_ComparesValueAndErrno()
    {
        Assert.True(UapiResult.Failure(Errno.EBADF) == UapiResult.Failure(Errno.EBADF));
        Assert.True(UapiResult.Failure(Errno.EBADF) != UapiResult.Failure(Errno.EINVAL));
        Assert.True(UapiResult.Success(Errno.EBADF) != UapiResult.Failure(Errno.EBADF));
        Assert.Equal(UapiResult.Success(3).GetHashCode(), UapiResult.Success(3).GetHashCode());
    }

    [Fact]
    public void ThrowIfError_OnFailure_ThrowsWithErrnoCallAndArgument()
    {
        UapiException thrown = Assert.Throws<UapiException>(() => UapiResult.Failure(Errno.EBADF).ThrowIfError("close", "5"));

        Assert.Equal((Errno.EBADF, "close", "5"), (thrown.Errno, thrown.Call, thrown.Argument));
        Assert.Equal("close(5) failed with EBADF.", thrown.Message);
    }

    [Fact]
    public void ThrowIfError_OnSuccess_PassesTheValueOn() => Assert.Equal(4, UapiResult.Success(4).ThrowIfError("dup"));
}
