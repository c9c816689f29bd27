using System.Threading.Tasks;
using UapiGen.Analyzers.Rules;
using UapiGen.Analyzers.Tests.Verification;
using UapiGen.CodeFixes.Rules;
using Xunit;

namespace UapiGen.Analyzers.Tests.Rules;

/// <summary>UAPI2003 where a program cleans up and drops a result on purpose.</summary>
public sealed class ResultUncheckedCleanUpTests
{
    [Theory]
    [InlineData("sealed class Group(int fd) : IDisposable { public void Dispose() { _ = ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null); close(fd); } }")]
    [InlineData("sealed class Group(int fd) : IDisposable { void IDisposable.Dispose() => _ = ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null); }")]
    [InlineData("class Group(int fd) { ~Group() { _ = ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null); } }")]
    [InlineData("sealed class Group() : SafeHandle(-1, true) { public override bool IsInvalid => handle < 0; protected override bool ReleaseHandle() { _ = ioctl((int)handle, VFIO_GROUP_UNSET_CONTAINER, null); return close((int)handle) == 0; } }")]
    [InlineData("static void Open(int fd) { try { Check(ioctl(fd, VFIO_DEVICE_RESET, null)); } catch { _ = ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null); throw; } }")]
    [InlineData("static void Open(int fd) { try { Check(ioctl(fd, VFIO_DEVICE_RESET, null)); } catch (Win32Exception e) { _ = ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null); throw new IOException(\"open\", e); } }")]
    public Task Discard_InCleanUp_Silent(string members) => Verify(members);

    [Theory]
    [InlineData("sealed class Group(int fd) : IDisposable { public void Dispose() { [|ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null)|]; } }")]
    [InlineData("sealed class Group(int fd) : IDisposable { public void Dispose() { int r = [|ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null)|]; } }")]
    [InlineData("sealed class Group(int fd) : IDisposable { public void Leave() { _ = [|ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null)|]; } public void Dispose() { } }")]
    [InlineData("sealed class Group(int fd) : IDisposable { public Action? Later; public void Dispose() { Later = () => _ = [|ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null)|]; } }")]
    [InlineData("sealed class Scope(int fd) : IDisposable { public void Dispose() { dma_buf_sync end = new() { flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_RW }; _ = [|ioctl(fd, DMA_BUF_IOCTL_SYNC, &end)|]; } }")]
    [InlineData("sealed class Scope(int fd, nuint request) : IDisposable { public void Dispose() { _ = [|ioctl(fd, request, null)|]; } }")]
    [InlineData("static void Open(int fd) { try { Check(ioctl(fd, VFIO_DEVICE_RESET, null)); } catch (Win32Exception) { _ = [|ioctl(fd, VFIO_GROUP_UNSET_CONTAINER, null)|]; } }")]
    public Task Dropped_OtherwiseOrElsewhere_Triggers(string members) => Verify(members);

    private static Task Verify(string members) => KernelTest<ResultUncheckedAnalyzer, ResultUncheckedFix>.Members(members);
}
