using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.UapiTest<
    UapiGen.Analyzers.Rules.ResultUncheckedAnalyzer, UapiGen.CodeFixes.Rules.ResultUncheckedFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ResultUncheckedTests
{
    [Theory]
    [InlineData("dma_buf_sync sync; [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync)|];")]
    [InlineData("_ = [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|];")]
    [InlineData("int r = [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|];")]
    [InlineData("int r; r = [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|];")]
    [InlineData("number = [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|];")]
    [InlineData("if (condition) [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|];")]
    [InlineData("_ = (long)[|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|];")]
    [InlineData("_ = condition ? [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|] : 0;")]
    [InlineData("try { } finally { [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|]; }")]
    [InlineData("Action sync = () => [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|];")]
    [InlineData("void Sync() => [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|];")]
    [InlineData("using (new System.IO.MemoryStream()) { Action sync = () => { int r = [|Ioctl(fd, 1, null)|]; r = 1; Console.WriteLine(r); }; }")]
    [InlineData("for (int i = 0; i < 2; [|Ioctl(fd, DMA_BUF_IOCTL_SYNC, null)|], i++) { }")]
    public Task Ioctl_ResultDropped_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("int r = [|Ioctl(fd, 1, null)|]; r = Ioctl(fd, 2, null); if (r < 0) { throw new Exception(); }")]
    [InlineData("int r = 0; while (number-- > 0) { r = [|Ioctl(fd, 1, null)|]; } r = 3; Console.WriteLine(r);")]
    [InlineData("int r = 0; Console.WriteLine(r); r = [|Ioctl(fd, 1, null)|];")]
    public Task Ioctl_ResultOverwrittenUnseen_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("ushort tag; byte ph; [|ops->get_tph(buf, &tag, &ph, 16)|];")]
    [InlineData("ushort tag; byte ph; _ = [|ops->get_tph(buf, &tag, &ph, 16)|];")]
    [InlineData("ushort tag; byte ph; var get = ops->get_tph; [|get(buf, &tag, &ph, 16)|];")]
    [InlineData("[|new Buffer().SetTph(1)|];")]
    [InlineData("Buffer buffer = null; var r = [|buffer.SetTph(1)|];")]
    [InlineData("Buffer buffer = null; buffer?[|.SetTph(1)|];")]
    public Task ResultRole_ResultDropped_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("await [|buffer.SyncAsync()|];")]
    [InlineData("await [|buffer.SyncAsync()|].ConfigureAwait(false);")]
    [InlineData("_ = [|buffer.SyncAsync()|];")]
    [InlineData("var r = await [|buffer.SyncAsync()|];")]
    public Task AwaitedResult_Dropped_Triggers(string statements) => Verify.AsyncBody(statements);

    [Theory]
    [InlineData("(await buffer.SyncAsync()).ThrowIfError();")]
    [InlineData("var r = await buffer.SyncAsync(); await Task.Delay(1); r.ThrowIfError();")]
    [InlineData("var all = new List<Task<Result>> { buffer.SyncAsync() }; await Task.WhenAll(all);")]
    [InlineData("async Task<Result> Sync() => await buffer.SyncAsync().ConfigureAwait(false);")]
    [InlineData("if ((await buffer.SyncAsync()).IsSuccess) { return; }")]
    public Task AwaitedResult_Asked_Silent(string statements) => Verify.AsyncBody(statements);

    [Theory]
    [InlineData("if (Ioctl(fd, 1, null) < 0) { throw new Exception(); }")]
    [InlineData("if (Ioctl(fd, 1, null) is not 0) { return; }")]
    [InlineData("int r = Ioctl(fd, 1, null); if (r == -1) { return; }")]
    [InlineData("int r; if ((r = Ioctl(fd, 1, null)) < 0) { return; }")]
    [InlineData("int r; do { r = Ioctl(fd, 1, null); } while (r < 0 && Marshal.GetLastPInvokeError() == 4);")]
    [InlineData("while (Ioctl(fd, 1, null) == -1) { if (Marshal.GetLastPInvokeError() != 4) { throw new Exception(); } }")]
    [InlineData("for (int r = -1; r < 0; r = Ioctl(fd, 1, null)) { }")]
    [InlineData("bool ok = Ioctl(fd, 1, null) == 0; Debug.Assert(ok);")]
    [InlineData("Check(Ioctl(fd, 1, null)); static void Check(int r) { }")]
    [InlineData("int Call() => Ioctl(fd, 1, null);")]
    [InlineData("int Call() { int r = Ioctl(fd, 1, null); return r; }")]
    [InlineData("Func<int> call = () => Ioctl(fd, 1, null);")]
    [InlineData("var text = Ioctl(fd, 1, null) switch { 0 => \"good\", _ => \"bad\" };")]
    [InlineData("switch (Ioctl(fd, 1, null)) { case 0: break; default: throw new Exception(); }")]
    [InlineData("var (r, e) = (Ioctl(fd, 1, null), Marshal.GetLastPInvokeError());")]
    [InlineData("int failures = 0; failures += Ioctl(fd, 1, null); failures |= Ioctl(fd, 1, null);")]
    [InlineData("var all = new int[2]; all[0] = Ioctl(fd, 1, null);")]
    [InlineData("int r = -1; try { r = Ioctl(fd, 1, null); } finally { if (r < 0) { Console.WriteLine(); } }")]
    [InlineData("int r = -1; try { r = Ioctl(fd, 1, null); Console.Read(); } catch { if (r < 0) { throw; } }")]
    [InlineData("int r = -1; Action call = () => r = Ioctl(fd, 1, null); call(); if (r < 0) { return; }")]
    [InlineData("int r = 0; ref int alias = ref r; alias = Ioctl(fd, 1, null); if (r < 0) { return; }")]
    [InlineData("int r = Ioctl(fd, 1, null); Console.WriteLine($\"{r}\");")]
    [InlineData("int r = Ioctl(fd, 1, null); int* p = &r; if (*p < 0) { return; }")]
    [InlineData("int r = 0; while (number-- > 0) { if (r < 0) { return; } r = Ioctl(fd, 1, null); }")]
    [InlineData("close(fd); new Buffer(); ops->release(buf);")]
    public Task Result_Tested_Silent(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("new Buffer().SetTph(1).ThrowIfError();")]
    [InlineData("if (!new Buffer().SetTph(1).IsSuccess) { return; }")]
    [InlineData("if (new Buffer().SetTph(1) is { IsSuccess: true }) { return; }")]
    [InlineData("Task<Result> Sync(Buffer b) => b.SyncAsync();")]
    public Task ResultObject_Asked_Silent(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); Console.WriteLine([|tag|]); if (r < 0) { return; } Console.WriteLine(tag);")]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); if ([|tag|] > 5 && r == 0) { return; }")]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); if (condition) { if (r < 0) { return; } } Console.WriteLine([|tag|]);")]
    [InlineData("ushort tag; byte ph; ushort* p = &tag; int r = ops->get_tph(buf, p, &ph, 16); number = [|tag|]; if (r < 0) { return; }")]
    [InlineData("var r = new Buffer().GetTph(16, out var tag, out var ph); number = [|tag|] + [|ph|]; r.ThrowIfError();")]
    [InlineData("var r = Buffer.Open(fd, out var b); [|b|].Tag = 1; r.ThrowIfError();")]
    [InlineData("int r = new Buffer().Reset(out var count); while ([|count|] > 0) { if (r < 0) { return; } }")]
    [InlineData("dma_buf_sync sync; int r = Ioctl(fd, READ_SYNC, &sync); Console.WriteLine([|sync.flags|]); if (r < 0) { return; }")]
    [InlineData("dma_buf_export_sync_file file = default; int r = Ioctl(fd, 1, &file); Console.WriteLine([|file.fd|]); if (r < 0) { return; }")]
    public Task Output_ReadBeforeTest_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); if (r < 0) { return; } Console.WriteLine(tag);")]
    [InlineData("ushort tag; byte ph; if (ops->get_tph(buf, &tag, &ph, 16) == 0) { Console.WriteLine(tag); }")]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); number = r == 0 ? tag : 0;")]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); if (r == 0 && tag > 5) { return; }")]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); number = r switch { 0 => tag, _ => throw new Exception() };")]
    [InlineData("(ushort, int) Call() { ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); return (tag, r); }")]
    [InlineData("(ushort, bool) Call() { ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); return (tag, r == 0 || r == -1); }")]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); Console.WriteLine(\"{0} {1}\", tag, r);")]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); tag = 3; Console.WriteLine(tag); if (r < 0) { return; }")]
    [InlineData("ushort tag; byte ph; int r; do { r = ops->get_tph(buf, &tag, &ph, 16); } while (r == -4); Console.WriteLine(tag);")]
    [InlineData("ushort tag = 0; byte ph; int r = 0; while (number-- > 0) { if (r < 0) { return; } Console.WriteLine(tag); r = ops->get_tph(buf, &tag, &ph, 16); }")]
    [InlineData("ushort tag = 7; byte ph; Console.WriteLine(tag); int r = ops->get_tph(buf, &tag, &ph, 16); if (r < 0) { return; }")]
    [InlineData("ushort tag = 0; byte ph; try { int r = ops->get_tph(buf, &tag, &ph, 16); Throw(r); } catch { Console.WriteLine(tag); } static void Throw(int r) { }")]
    [InlineData("var r = new Buffer().GetTph(16, out var tag, out _); r.ThrowIfError(); Console.WriteLine(tag);")]
    [InlineData("var r = new Buffer().GetTph(16, out var tag, out _); if (r is not { IsSuccess: true }) { return; } Console.WriteLine(tag);")]
    [InlineData("new Buffer().GetTph(16, out var tag, out _).ThrowIfError(); Console.WriteLine(tag);")]
    [InlineData("dma_buf_export_sync_file file = default; int r = Ioctl(fd, 1, &file); Console.WriteLine(file.flags); if (r < 0) { return; } Console.WriteLine(file.fd);")]
    [InlineData("int r = new Buffer().Reset(out int count); count = 1; Console.WriteLine(count); if (r < 0) { return; }")]
    [InlineData("var r = Buffer.Open(fd, out var b); if (b is null) { r.ThrowIfError(); } b.Tag = 1;")]
    [InlineData("var r = Buffer.Open(fd, out var b); if (b != null) { b.Tag = 1; } else { r.ThrowIfError(); }")]
    [InlineData("var r = Buffer.Open(fd, out var b); Console.WriteLine(b?.Tag); r.ThrowIfError();")]
    public Task Output_ReadAfterTestOrWrittenAnew_Silent(string statements) => Verify.Body(statements);

    [Fact]
    public Task Output_BesideResultInObject_Silent() => Verify.File(
        """
        sealed record Answer { public ushort Tag { get; init; } public Result Result { get; init; } }
        static class Test
        {
            static Answer Ask(Buffer buffer)
            {
                var r = buffer.GetTph(16, out var tag, out _);
                return new Answer { Tag = tag, Result = r };
            }
        }
        """);

    [Fact]
    public Task Result_DroppedInFieldInitializer_Triggers() => Verify.File(
        """
        static unsafe class Test
        {
            static readonly Func<int> s_call = () => { int r = [|Ioctl(0, 1, null)|]; r = 2; return r; };
        }
        """);

    [Fact]
    public Task TopLevelStatements_ResultDropped_Triggers()
    {
        var test = new Verify
        {
            TestCode = """
                var buffer = new Buffer();
                int count = 0;
                [|buffer.Reset(out count)|];
                int r = [|buffer.Reset(out count)|];
                """,
            FixedCode = """
                var buffer = new Buffer();
                int count = 0;
                int result = buffer.Reset(out count);
                if (result < 0)
                {
                    throw new System.ComponentModel.Win32Exception(-result);
                }
                int r = buffer.Reset(out count);
                if (r < 0)
                {
                    throw new System.ComponentModel.Win32Exception(-r);
                }
                """,
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task LibraryImport_OfIoctl_Triggers() => Verify.File(
        """
        unsafe static partial class Native
        {
            [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
            private static partial int Control(int fd, nuint request, void* argument);
            private static partial int Control(int fd, nuint request, void* argument) => 0;
            static void Method(int fd) => [|Control(fd, 1, null)|];
        }
        """);

    [Fact]
    public Task OverrideOfMethodWithResult_Dropped_Triggers() => Verify.File(
        """
        abstract class Device { [UapiGen.UapiRole(UapiGen.UapiRole.Result)] public abstract int Call(); }
        sealed class Emulated : Device { public override int Call() => 0; }
        static class Test { static void Method(Emulated device) => [|device.Call()|]; }
        """);

    [Theory]
    [InlineData(
        "[|Ioctl(fd, 1, null)|]; // sync",
        """
        if (Ioctl(fd, 1, null) < 0)
        {
            throw new System.ComponentModel.Win32Exception(Marshal.GetLastPInvokeError());
        } // sync
        """)]
    [InlineData(
        "int r = [|Ioctl(fd, 1, null)|];",
        """
        int r = Ioctl(fd, 1, null);
        if (r < 0)
        {
            throw new System.ComponentModel.Win32Exception(Marshal.GetLastPInvokeError());
        }
        """)]
    [InlineData(
        """
        ushort tag; byte ph; int result = 0;
        [|ops->get_tph(buf, &tag, &ph, 16)|];
        """,
        """
        ushort tag; byte ph; int result = 0;
        int result1 = ops->get_tph(buf, &tag, &ph, 16);
        if (result1 < 0)
        {
            throw new System.ComponentModel.Win32Exception(-result1);
        }
        """)]
    [InlineData(
        "if (condition) [|ops->get_tph(buf, null, null, 16)|]; else return;",
        """
        if (condition)
        {
            int result = ops->get_tph(buf, null, null, 16);
            if (result < 0)
            {
                throw new System.ComponentModel.Win32Exception(-result);
            }
        }
        else return;
        """)]
    [InlineData("_ = [|new Buffer().SetTph(1)|];", "new Buffer().SetTph(1).ThrowIfError();")]
    public Task Fix_DroppedResult_Throws(string statements, string fixedStatements) => Verify.Body(statements, fixedStatements);

    [Fact]
    public Task Fix_AwaitedResult_Throws() => Verify.AsyncBody(
        """
        await [|buffer.SyncAsync()|].ConfigureAwait(false);
        _ = await [|buffer.SyncAsync()|];
        """,
        """
        (await buffer.SyncAsync().ConfigureAwait(false)).ThrowIfError();
        (await buffer.SyncAsync()).ThrowIfError();
        """);

    [Theory]
    [InlineData("ushort tag; byte ph; int r = ops->get_tph(buf, &tag, &ph, 16); number = [|tag|]; if (r < 0) { return; }")]
    [InlineData("void Sync() => [|Ioctl(fd, 1, null)|];")]
    [InlineData("_ = condition ? [|Ioctl(fd, 1, null)|] : 0;")]
    public Task Fix_NothingToRewrite_NotOffered(string statements) => Verify.Body(statements, statements);

    [Fact]
    public Task FixAll_ManyDropped_NamesDiffer() => Verify.Body(
        """
        ushort tag;
        byte ph;
        [|ops->get_tph(buf, &tag, &ph, 16)|];
        // again
        [|ops->get_tph(buf, &tag, &ph, 8)|];
        [|Ioctl(fd, 1, null)|];
        var r = [|new Buffer().SetTph(1)|];
        """,
        """
        ushort tag;
        byte ph;
        int result = ops->get_tph(buf, &tag, &ph, 16);
        if (result < 0)
        {
            throw new System.ComponentModel.Win32Exception(-result);
        }
        // again
        int result1 = ops->get_tph(buf, &tag, &ph, 8);
        if (result1 < 0)
        {
            throw new System.ComponentModel.Win32Exception(-result1);
        }
        if (Ioctl(fd, 1, null) < 0)
        {
            throw new System.ComponentModel.Win32Exception(Marshal.GetLastPInvokeError());
        }
        var r = new Buffer().SetTph(1);
        r.ThrowIfError();
        """);
}
