// An editor cancels at any key: whatever stage is at work has to end at once, with the exception that says so.
using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using UapiGen.C;
using Xunit;

namespace UapiGen.FrontEnd.Tests.Hostile;

public sealed class CancellationTests
{
    private const int Length = 3_500_000;

    /// <summary>What an editor's user does not notice.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    private const int Attempts = 8;

    [Fact]
    public void Token_CancelledBefore_StopsAnyRead()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => Header.Read("int a;\n", new FrontEndOptions(), cancellation.Token));
    }

    [Fact]
    public void Token_CancelledByAnInclude_StopsTheRead()
    {
        using var cancellation = new CancellationTokenSource();
        var header = new IncludedHeader("test.h", "test.h", "#include <x>\nint a;\n", 0);
        Assert.Throws<OperationCanceledException>(() => C.FrontEnd.Read(header, new CancellingResolver(cancellation), new FrontEndOptions(), cancellation.Token));
    }

    [Theory]
    [InlineData("int a;\n")]
    [InlineData("#if 0\n#endif\n")]
    [InlineData("#define A 1\n")]
    [InlineData("#include <nothing>\n")]
    [InlineData("struct { int a; };\n")]
    [InlineData("/* a */ typedef int t; /* b */\n")]
    [InlineData("@ ")]
    public void Token_CancelledWhileReading_StopsIt(string part) => AssertStops(new StringBuilder().Insert(0, part, Length / part.Length).ToString());

    [Fact]
    public void Token_CancelledInOneLongDeclaration_StopsIt()
    {
        AssertStops("int a[] = { " + Numbered("{0}, ") + " };\n");
        AssertStops("enum e { " + Numbered("A{0} = {0}, ") + " };\n");
        AssertStops("struct s { " + Numbered("int m{0}; ") + " };\n");
        AssertStops("void f(void) { " + Numbered("g({0}); ") + " }\n");
    }

    [Fact]
    public void Token_CancelledWhileMacrosAreExpanded_StopsIt()
    {
        AssertStops("#define f(x) x x x x\n" + Numbered("f(f(f({0})))\n"));
        AssertStops(Numbered("#define A{0} ((1 + 2) * 3)\n"));
        AssertStops(Numbered("#define A{0} {0} /* beside */\n"));
    }

    private static string Numbered(string format)
    {
        var composite = CompositeFormat.Parse(format);
        var text = new StringBuilder();
        foreach (int i in Enumerable.Range(0, Length / 20))
        {
            text.AppendFormat(CultureInfo.InvariantCulture, composite, i);
        }

        return text.ToString();
    }

    /// <summary>Cancels at several moments of the work: a read that is done before ends well, and no other lasts. A busy machine may make an answer late, but not each.</summary>
    private static void AssertStops(string text)
    {
        foreach (int delay in new[] { 5, 50, 250 })
        {
            TimeSpan best = TimeSpan.MaxValue;
            for (int attempt = 0; attempt < Attempts && best > Limit; attempt++)
            {
                TimeSpan answered = TimeToAnswer(text, delay);
                best = answered < best ? answered : best;
            }

            Assert.True(best <= Limit, $"cancelled after {delay} ms, it went on for {best.TotalMilliseconds:f0} ms");
        }
    }

    private static TimeSpan TimeToAnswer(string text, int delay)
    {
        using var cancellation = new CancellationTokenSource();
        long cancelled = long.MaxValue;
        using CancellationTokenRegistration registration = cancellation.Token.Register(() => cancelled = Stopwatch.GetTimestamp());
        cancellation.CancelAfter(delay);
        var failure = Record.Exception(() => Header.Read(text, new FrontEndOptions(), cancellation.Token));
        Assert.True(failure is null or OperationCanceledException, failure?.ToString());
        return failure is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(cancelled);
    }

    private sealed class CancellingResolver(CancellationTokenSource cancellation) : IIncludeResolver
    {
        public IncludedHeader? Resolve(string name, IncludedHeader? includer, bool isQuoted, bool isNext)
        {
            cancellation.Cancel();
            return new IncludedHeader(name, name, "int b;\n", 0);
        }
    }
}
