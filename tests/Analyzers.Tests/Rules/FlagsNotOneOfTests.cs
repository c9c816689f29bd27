using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.FlagsNotOneOfAnalyzer, UapiGen.CodeFixes.Rules.FlagsNotOneOfFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class FlagsNotOneOfTests
{
    [Theory]
    [InlineData("var pages = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = [|VFIO_IOMMU_DIRTY_PAGES_FLAG_START | VFIO_IOMMU_DIRTY_PAGES_FLAG_STOP|] }; _ = ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &pages);")]
    [InlineData("var pages = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = [|0|] }; _ = ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &pages);")]
    [InlineData("var irqs = new vfio_irq_set { argsz = 20, flags = [|VFIO_IRQ_SET_ACTION_TRIGGER|], count = 1 }; _ = ioctl(fd, VFIO_DEVICE_SET_IRQS, &irqs);")]
    [InlineData("var irqs = new vfio_irq_set { argsz = 20, flags = [|VFIO_IRQ_SET_DATA_NONE | VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER|] }; _ = ioctl(fd, VFIO_DEVICE_SET_IRQS, &irqs);")]
    [InlineData("vfio_irq_set irqs = default; irqs.argsz = 20; _ = ioctl(fd, VFIO_DEVICE_SET_IRQS, [|&irqs|]);")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var pages = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = VFIO_IOMMU_DIRTY_PAGES_FLAG_START }; _ = ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &pages);")]
    [InlineData("var pages = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = (uint)number }; _ = ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &pages);")]
    [InlineData("var irqs = new vfio_irq_set { argsz = 20, flags = VFIO_IRQ_SET_DATA_NONE | VFIO_IRQ_SET_ACTION_TRIGGER }; _ = ioctl(fd, VFIO_DEVICE_SET_IRQS, &irqs);")]
    [InlineData("var irqs = new vfio_irq_set { argsz = 20, flags = VFIO_IRQ_SET_ACTION_TRIGGER }; irqs.flags |= VFIO_IRQ_SET_DATA_NONE; _ = ioctl(fd, VFIO_DEVICE_SET_IRQS, &irqs);")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var pages = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = [|VFIO_IOMMU_DIRTY_PAGES_FLAG_START | VFIO_IOMMU_DIRTY_PAGES_FLAG_STOP|] }; _ = ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &pages);", "var pages = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = VFIO_IOMMU_DIRTY_PAGES_FLAG_START }; _ = ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &pages);")]
    [InlineData("var irqs = new vfio_irq_set { argsz = 20, flags = [|VFIO_IRQ_SET_ACTION_TRIGGER|], count = 1 }; _ = ioctl(fd, VFIO_DEVICE_SET_IRQS, &irqs);", "var irqs = new vfio_irq_set { argsz = 20, flags = VFIO_IRQ_SET_ACTION_TRIGGER | VFIO_IRQ_SET_DATA_NONE, count = 1 }; _ = ioctl(fd, VFIO_DEVICE_SET_IRQS, &irqs);")]
    public Task Fix_LeavesCodeThatIsSilent(string before, string after) => Verify.Body(before, after);

    [Fact]
    public Task FixAll_LeavesNone() => Verify.Body(
        "var a = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = [|VFIO_IOMMU_DIRTY_PAGES_FLAG_START | VFIO_IOMMU_DIRTY_PAGES_FLAG_STOP|] }; var b = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = [|0|] }; _ = ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &a) + ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &b);",
        "var a = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = VFIO_IOMMU_DIRTY_PAGES_FLAG_START }; var b = new vfio_iommu_type1_dirty_bitmap { argsz = 8, flags = VFIO_IOMMU_DIRTY_PAGES_FLAG_START }; _ = ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &a) + ioctl(fd, VFIO_IOMMU_DIRTY_PAGES, &b);");
}
