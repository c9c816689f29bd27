using System;
using Xunit;
using static UapiGen.Runtime.Uapi;

namespace UapiGen.Runtime.Tests;

/// <summary>KERNEL 2.2 and 2.4: setting hints as in the second version, check by check.</summary>
public sealed class SeedTphTableTests
{
    private static readonly CheckTable<Call> Table = new(
    [
        .. FeatureTableCall.Generic<Call>(),
        .. FeatureTableCall.Operation<Call>(VFIO_DEVICE_FEATURE_GET, 8),
        new("T2 payload unreadable", Errno.EFAULT, call => call.Readable = 8 + 7),
        new("T3 reserved", Errno.EINVAL, call => call.Reserved = 1),
        new("T4 descriptor not open", Errno.EBADF, call => call.Target = TphTarget.NotOpen),
        new("T4 descriptor of a path", Errno.EBADF, call => call.Target = TphTarget.PathOnly),
        new("T5 no dma-buf", Errno.EINVAL, call => call.Target = TphTarget.NoDmaBuf),
        new("T6 another exporter's", Errno.EINVAL, call => call.Target = TphTarget.Foreign),
        new("T7 another device's", Errno.EINVAL, call => call.Target = TphTarget.OtherDevice),
        new("T7 owner closed since", Errno.EINVAL, call => call.Target = TphTarget.Orphan),
    ]);

    public static TheoryData<string, string> Pairs => Table.Pairs();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Violated_TheFirstRowAnswers(string first, string second) => FeatureTableCall.AssertFirstRowAnswers(Table, first, second);

    [Fact]
    public void T8_NothingViolated_IsZero() => Assert.Equal(UapiResult.Success(), new Call().Run(out _));

    [Fact]
    public void T8_AnyHintAndAnyCompleter_AreTaken() => Assert.Equal(UapiResult.Success(), new Call { Hint = 255, Completer = PcieTphCompleter.None }.Run(out _));

    private sealed class Call() : FeatureTableCall((uint)TphProfile.Seed.Feature, VFIO_DEVICE_FEATURE_SET)
    {
        public byte Reserved { get; set; }

        public byte Hint { get; set; } = 2;

        public TphTarget Target { get; set; }

        protected override TphProfile Profile => TphProfile.Seed;

        protected override byte[] Prepare(EmulatedKernel kernel, VfioDevice device, VfioDevice other)
        {
            byte[] payload = new byte[8];
            BitConverter.TryWriteBytes(payload, TphTargets.Open(Target, kernel, device, other));
            payload[4] = 0xf0;
            payload[6] = Hint;
            payload[7] = Reserved;
            return payload;
        }
    }
}
