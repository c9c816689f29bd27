// Ioctls: what a call into the kernel gives back, a value or an error number in one register.
using System;
using System.Globalization;

namespace UapiGen.Runtime;

/// <summary>
/// The outcome of a call into the kernel: a value of 0 or more, or an error number. It allocates nothing,
/// and has to be tested: nothing throws unless <see cref="ThrowIfError"/> is called.
/// </summary>
public readonly struct UapiResult : IEquatable<UapiResult>
{
    private const int LargestErrno = 4095;

    // As the kernel itself returns: 0 or more, or a negated error number.
    private readonly int _returned;

    private UapiResult(int returned) => _returned = returned;

    /// <summary>Whether the call did what it was asked for.</summary>
    public bool IsSuccess => _returned >= 0;

    /// <summary>What a successful call returned: 0, a count or a file descriptor; -1 after a failure, as in C.</summary>
    public int Value => IsSuccess ? _returned : -1;

    /// <summary>The error number, one of <see cref="Runtime.Errno"/>; 0 after a success.</summary>
    public int Errno => IsSuccess ? 0 : -_returned;

    /// <summary>
    /// Whether the file, the kernel or the hardware does not know such a call: ENOTTY, EOPNOTSUPP or ENOSYS. After a probe
    /// EINVAL says the same: see <see cref="VfioDevice.Supports"/>.
    /// </summary>
    public bool IsNotSupported => Errno is Runtime.Errno.ENOTTY or Runtime.Errno.EOPNOTSUPP or Runtime.Errno.ENOSYS;

    /// <summary>Whether two outcomes are the same.</summary>
    public static bool operator ==(UapiResult left, UapiResult right) => left.Equals(right);

    /// <summary>Whether two outcomes differ.</summary>
    public static bool operator !=(UapiResult left, UapiResult right) => !left.Equals(right);

    /// <summary>The outcome of a call that succeeded.</summary>
    /// <param name="value">0 or more.</param>
    public static UapiResult Success(int value = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return new UapiResult(value);
    }

    /// <summary>The outcome of a call that failed.</summary>
    /// <param name="errno">1 to 4095.</param>
    public static UapiResult Failure(int errno)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(errno, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(errno, LargestErrno);
        return new UapiResult(-errno);
    }

    /// <summary>Throws when the call failed; else passes the value on.</summary>
    /// <param name="call">The call's name, for the message: <c>VFIO_DEVICE_FEATURE</c>.</param>
    /// <param name="argument">What it was called with, for the message.</param>
    /// <returns><see cref="Value"/>, 0 or more.</returns>
    /// <exception cref="UapiException">The call failed; it has the errno.</exception>
    public int ThrowIfError(string call, string argument = "") =>
        IsSuccess ? _returned : throw new UapiException(Errno, call, argument);

    /// <inheritdoc/>
    public bool Equals(UapiResult other) => _returned == other._returned;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UapiResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _returned;

    /// <summary>The value in digits, or the error's name: <c>5</c>, <c>EINVAL</c>.</summary>
    public override string ToString() =>
        IsSuccess ? _returned.ToString(CultureInfo.InvariantCulture) : Runtime.Errno.NameOf(Errno);

    internal static UapiResult FromKernel(int returned) => new(returned);
}
