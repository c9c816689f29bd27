using UapiGen.C.Layout;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class TargetTests
{
    [Fact]
    public void Find_Triple_GivesTarget() => Assert.Same(Target.Aarch64, Target.Find("aarch64-linux-gnu"));
}
