using Xunit;

namespace UapiGen.Kernel.Tests;

public sealed class ConformanceTests
{
    private static readonly string[] Devices =
    [
        "-device", "edu,addr=2,dma_mask=0xffffffffffffffff",
        "-netdev", "user,id=net,restrict=on", "-device", "e1000e,addr=3,netdev=net,romfile=",
        "-device", "pci-testdev,addr=4,membar=16M",
        "-object", "memory-backend-ram,id=shared,size=16M,share=on", "-device", "ivshmem-plain,addr=5,memdev=shared",
    ];

    [Fact]
    public void Guest_Boots()
    {
        GuestOutcome outcome = Guest.Run("conformance", "UapiGen.Conformance", Devices, ["1234:11e8", "8086:10d3", "1b36:0005", "1af4:1110"]);
        Assert.NotEmpty(outcome.Lines);
        TestContext.Current.SendDiagnosticMessage(string.Join('\n', outcome.Lines));
    }
}
