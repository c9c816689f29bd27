using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.UapiTest<
    UapiGen.Analyzers.Rules.SteeringTagWidthAnalyzer, UapiGen.CodeFixes.Rules.SteeringTagWidthFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class SteeringTagWidthTests
{
    private const string Query = "ushort tag; byte ph; ";

    [Theory]
    [InlineData("if (ops->get_tph(buf, &tag, &ph, [|12|]) < 0) { return; }")]
    [InlineData("const byte width = 0; if (ops->get_tph(buf, &tag, &ph, [|width|]) < 0) { return; }")]
    [InlineData("byte width = 9; if (ops->get_tph(buf, &tag, &ph, [|width|]) < 0) { return; }")]
    [InlineData("var get = ops->get_tph; if (get(buf, &tag, &ph, [|32|]) < 0) { return; }")]
    [InlineData("new Buffer().GetTph([|12|], out tag, out ph).ThrowIfError();")]
    [InlineData("new Buffer().GetTph(ph: out ph, tag: out tag, width: [|condition ? 12 : 24|]).ThrowIfError();")]
    public Task Width_NeitherEightNorSixteen_Triggers(string statements) => Verify.Body(Query + statements);

    [Theory]
    [InlineData("if (ops->get_tph(buf, &tag, &ph, 16) < 0 || ops->get_tph(buf, &tag, &ph, 8) < 0) { return; }")]
    [InlineData("byte width = 8; if (condition) { width = 16; } if (ops->get_tph(buf, &tag, &ph, width) < 0) { return; }")]
    [InlineData("byte width = 0; if (condition) { width = 16; } if (ops->get_tph(buf, &tag, &ph, width) < 0) { return; }")]
    [InlineData("if (ops->get_tph(buf, &tag, &ph, (byte)number) < 0) { return; }")]
    [InlineData("if (ops->get_tph(buf, &tag, &ph, (byte)(condition ? 16 : 8)) < 0) { return; }")]
    [InlineData("new Buffer().GetTph(number, out tag, out ph).ThrowIfError(); new Buffer().SetTph(12).ThrowIfError();")]
    public Task Width_EightOrSixteenOrUnknown_Silent(string statements) => Verify.Body(Query + statements);

    [Theory]
    [InlineData("var x = new tph_both { steering_tag = [|0x1F0|] };")]
    [InlineData("tph_both x = default; x.steering_tag = [|256|];")]
    [InlineData("ushort tag = 0x100; tph_both x = default; x.steering_tag = [|tag|];")]
    [InlineData("new Buffer().SetTph([|0x12345|]);")]
    public Task Tag_TooLargeForItsMember_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("var x = new tph_both { steering_tag = 0xFF, steering_tag_ext = 0xFFFF };")]
    [InlineData("tph_both x = default; x.steering_tag = (ushort)number;")]
    [InlineData("new Buffer().SetTph(0xFFFF); new Buffer { Tag = 0x1F0 };")]
    public Task Tag_FitsItsMember_Silent(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("var x = new vfio_device_feature_dma_buf_tph { steering_tag = 0x1F0 }; Set(&x); number = ops->get_tph(buf, &tag, &ph, [|8|]);")]
    [InlineData("var b = new Buffer(); b.SetTph(0x1F0).ThrowIfError(); b.GetTph([|8|], out tag, out ph).ThrowIfError();")]
    [InlineData("var b = new Buffer(); b.Tag = 0x1F0; if (condition) { b.GetTph([|8|], out tag, out ph).ThrowIfError(); }")]
    [InlineData("var b = new Buffer(); if (condition) { b.Tag = 0x1F0; } else { b.Tag = 0x2F0; } b.Tag = 0x100; b.GetTph([|8|], out tag, out ph).ThrowIfError();")]
    public Task WideTag_ThenQueryForEightBits_Triggers(string statements) =>
        Verify.Body(Query + statements + " static void Set(vfio_device_feature_dma_buf_tph* x) { }");

    [Theory]
    [InlineData("var b = new Buffer(); b.Tag = 0x1F0; b.GetTph(16, out tag, out ph).ThrowIfError();")]
    [InlineData("var b = new Buffer(); b.Tag = 0xF0; b.GetTph(8, out tag, out ph).ThrowIfError();")]
    [InlineData("var b = new Buffer(); if (condition) { b.Tag = 0x1F0; } b.GetTph(8, out tag, out ph).ThrowIfError();")]
    [InlineData("var b = new Buffer(); b.GetTph(8, out tag, out ph).ThrowIfError(); b.Tag = 0x1F0;")]
    [InlineData("Buffer b = new(), c = new(); b.Tag = 0x1F0; c.GetTph(8, out tag, out ph).ThrowIfError();")]
    [InlineData("var b = new Buffer(); b.Tag = 0x1F0; b = new Buffer(); b.GetTph(8, out tag, out ph).ThrowIfError();")]
    [InlineData("var b = new Buffer(); b.Tag = 0x1F0; b.Tag = (ushort)number; b.GetTph(8, out tag, out ph).ThrowIfError();")]
    [InlineData("var b = new Buffer(); b.Tag = 0x1F0; b.GetTph(number, out tag, out ph).ThrowIfError();")]
    [InlineData("var x = new tph_both { steering_tag_ext = 0x1F0, steering_tag = 0x20 }; number = ops->get_tph(buf, &tag, &ph, 8);")]
    [InlineData("var b = new Buffer(); Action set = () => b.Tag = 0x1F0; b.GetTph(8, out tag, out ph).ThrowIfError();")]
    public Task Tag_MayFitQuery_Silent(string statements) => Verify.Body(Query + statements);

    [Theory]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; var b = [|(byte)x.steering_tag|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; var b = unchecked([|(byte)x.steering_tag|]);")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; var b = [|(byte)(x.steering_tag & 0xFFF)|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; var p = &x; var b = [|(byte)p->steering_tag|];")]
    [InlineData("var all = new vfio_device_feature_dma_buf_tph[2]; var b = [|(byte)all[number].steering_tag|];")]
    [InlineData("var b = [|(byte)new Buffer().Tag|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; int tag = x.steering_tag; var b = [|(byte)tag|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; var tag = x.steering_tag; tag = x.steering_tag; var b = [|(sbyte)tag|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; var b = [|(byte)(condition ? x.steering_tag : 0)|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; Func<byte> b = () => [|(byte)x.steering_tag|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; foreach (var i in new List<int>()) { Func<byte> b = () => [|(byte)x.steering_tag|]; }")]
    [InlineData("void Local([UapiGen.UapiRole(UapiGen.UapiRole.SteeringTag, Width = 16)] ushort tag) => number = [|(byte)tag|];")]
    public Task TagCast_Unguarded_Triggers(string statements) => Verify.Body(statements);

    [Fact]
    public Task TagCast_InConstructorAndInitializers_TriggersOnce() => Verify.File(
        """
        class Base { protected Base(byte tag) { } }
        sealed class Derived : Base
        {
            private readonly Func<Buffer, byte> _cut = buffer => [|(byte)buffer.Tag|];
            public Derived(Buffer buffer) : base([|(byte)buffer.Tag|]) => Low = [|(byte)buffer.Tag|];
            public byte Low { get; } = [|(byte)new Buffer().Tag|];
        }
        """);

    [Theory]
    [InlineData("if (ops->get_tph(buf, &tag, &ph, 16) == 0) { number = [|(byte)tag|]; }")]
    [InlineData("int r = ops->get_tph(buf, &tag, &ph, 8); number = [|(byte)tag|]; if (r < 0) { return; }")]
    [InlineData("ops->get_tph(buf, &tag, &ph, 8); number = [|(byte)tag|];")]
    [InlineData("ushort* p = &tag; if (ops->get_tph(buf, p, &ph, 16) == 0) { number = [|(byte)tag|]; }")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); number = [|(byte)tag|];")]
    [InlineData("new Buffer().GetTph(number, out tag, out ph).ThrowIfError(); number = [|(byte)tag|];")]
    [InlineData("new Buffer().GetTph(number, out tag, out ph).ThrowIfError(); if (number == 16) { number = [|(byte)tag|]; }")]
    [InlineData("new Buffer().GetTph(number, out tag, out ph).ThrowIfError(); number = 8; if (number == 8) { number = [|(byte)tag|]; }")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); if (tag <= number) { number = [|(byte)tag|]; }")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); if (tag > 0x1FF) { return; } number = [|(byte)tag|];")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); if (tag <= 0xFF) { new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); } number = [|(byte)tag|];")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); if (condition && tag > 0xFF) { return; } number = [|(byte)tag|];")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); if (tag <= 0xFF) { } number = [|(byte)tag|];")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); if (tag > 0xFF) { Console.WriteLine(); } number = [|(byte)tag|];")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); number = tag > 0xFF ? [|(byte)tag|] : 0;")]
    [InlineData("tag = 3; while (number-- > 0) { number += [|(byte)tag|]; new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); }")]
    [InlineData("try { new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); } catch { tag = 0; } number = [|(byte)tag|];")]
    public Task TagCast_AfterQuery_Triggers(string statements) => Verify.Body(Query + statements);

    [Theory]
    [InlineData("if (x.steering_tag <= 0xFF) { number = (byte)x.steering_tag; }")]
    [InlineData("if (x.steering_tag < 256) { number = (byte)x.steering_tag; }")]
    [InlineData("if (x.steering_tag > byte.MaxValue) { return; } number = (byte)x.steering_tag;")]
    [InlineData("if (x.steering_tag >= 0x100) { throw new Exception(); } number = (byte)x.steering_tag;")]
    [InlineData("if (0xFF < x.steering_tag) { throw new Exception(); } number = (byte)x.steering_tag;")]
    [InlineData("if (!(x.steering_tag <= 0xFF)) { return; } number = (byte)x.steering_tag;")]
    [InlineData("if (x.steering_tag is <= 0xFF) { number = (byte)x.steering_tag; }")]
    [InlineData("if (x.steering_tag is not (>= 0 and <= 0xFF)) { return; } number = (byte)x.steering_tag;")]
    [InlineData("if (x.steering_tag is > 0xFF) { return; } number = (byte)x.steering_tag;")]
    [InlineData("if (x is { steering_tag: <= 0xFF, ph: 0 }) { number = (byte)x.steering_tag; }")]
    [InlineData("if (x.steering_tag == 0x20) { number = (byte)x.steering_tag; }")]
    [InlineData("number = x.steering_tag <= 0xFF ? (byte)x.steering_tag : throw new Exception();")]
    [InlineData("number = x.steering_tag switch { <= 0xFF => (byte)x.steering_tag, _ => throw new Exception() };")]
    [InlineData("switch (x.steering_tag) { case <= 0xFF: number = (byte)x.steering_tag; break; }")]
    [InlineData("switch (x.steering_tag) { case > 0xFF: throw new Exception(); default: number = (byte)x.steering_tag; break; }")]
    [InlineData("if ((x.steering_tag >> 8) == 0) { number = (byte)x.steering_tag; }")]
    [InlineData("if ((x.steering_tag & 0xFF00) != 0) { return; } number = (byte)x.steering_tag;")]
    [InlineData("if ((x.steering_tag & ~0xFF) == 0) { number = (byte)x.steering_tag; }")]
    [InlineData("if ((byte)x.steering_tag != x.steering_tag) { return; } number = (byte)x.steering_tag;")]
    [InlineData("bool fits = x.steering_tag <= 0xFF; if (fits) { number = (byte)x.steering_tag; }")]
    [InlineData("if (condition || x.steering_tag > 0xFF) { return; } number = (byte)x.steering_tag;")]
    [InlineData("if (condition && x.steering_tag <= 0xFF) { number = (byte)x.steering_tag; }")]
    [InlineData("ArgumentOutOfRangeException.ThrowIfGreaterThan(x.steering_tag, 0xFF); number = (byte)x.steering_tag;")]
    [InlineData("Debug.Assert(x.steering_tag <= 0xFF); number = (byte)x.steering_tag;")]
    [InlineData("ThrowIfWide(x.steering_tag); number = (byte)x.steering_tag; static void ThrowIfWide(int tag) { }")]
    [InlineData("if (!Fits(x.steering_tag)) { return; } number = (byte)x.steering_tag; static bool Fits(int tag) => tag <= 0xFF;")]
    [InlineData("while (x.steering_tag > 0xFF) { x.steering_tag = 0; } number = (byte)x.steering_tag;")]
    [InlineData("if (x.steering_tag > 0xFF) { x.steering_tag &= 0xFF; } number = (byte)x.steering_tag;")]
    [InlineData("x.steering_tag = (ushort)(number & 0xFF); number = (byte)x.steering_tag;")]
    [InlineData("x.steering_tag = (ushort)Math.Min(number, 0xFF); number = (byte)x.steering_tag;")]
    [InlineData("x.steering_tag = x.ph; number = (byte)x.steering_tag;")]
    [InlineData("x.steering_tag = 0x20; number = (byte)x.steering_tag;")]
    [InlineData("if (x.steering_tag > 0xFF) { return; } var copy = x; number = (byte)copy.steering_tag;")]
    [InlineData("var tag = x.steering_tag; if (tag > 0xFF) { return; } var again = tag; number = (byte)again;")]
    [InlineData("if (x.steering_tag > 0xFF) { return; } var tag = x.steering_tag; number = (byte)tag;")]
    [InlineData("if (x.steering_tag > 0xFF) { return; } try { number = (byte)x.steering_tag; } finally { number = (byte)x.steering_tag; }")]
    [InlineData("while (condition) { if (x.steering_tag > 0xFF) { continue; } number = (byte)x.steering_tag; }")]
    public Task MemberCast_Guarded_Silent(string statements) => Verify.Body("vfio_device_feature_dma_buf_tph x = default; " + statements);

    [Theory]
    [InlineData("if (ops->get_tph(buf, &tag, &ph, 8) == 0) { number = (byte)tag; }")]
    [InlineData("int r = ops->get_tph(buf, &tag, &ph, 8); if (r != 0) { return; } number = (byte)tag;")]
    [InlineData("int r = ops->get_tph(buf, &tag, &ph, 8); number = r switch { 0 => (byte)tag, _ => 0 };")]
    [InlineData("new Buffer().GetTph(number, out tag, out ph).ThrowIfError(); if (number == 8) { number = (byte)tag; }")]
    [InlineData("new Buffer().GetTph(number, out tag, out ph).ThrowIfError(); number = number switch { 8 => (byte)tag, _ => 0 };")]
    [InlineData("if (number != 8) { return; } new Buffer().GetTph(number, out tag, out ph).ThrowIfError(); number = (byte)tag;")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); byte limit = (byte)fd; if (tag > limit) { return; } number = (byte)tag;")]
    [InlineData("byte width = 8; new Buffer().GetTph(width, out tag, out ph).ThrowIfError(); number = (byte)tag;")]
    [InlineData("var r = new Buffer().GetTph(8, out tag, out ph); if (!r.IsSuccess) { return; } number = (byte)tag;")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); tag = 0x20; number = (byte)tag;")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); if (tag > 0xFF) { throw new Exception(); } number = (byte)tag;")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); number = checked((byte)tag);")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); checked { number = (byte)tag; }")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); number = (byte)(tag & 0xFF) + (byte)(tag >> 8) + Convert.ToByte(tag);")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); number = (ushort)tag + (int)tag + (byte)Math.Min(tag, (ushort)0xFF);")]
    [InlineData("new Buffer().GetTph(16, out tag, out ph).ThrowIfError(); if (tag > 0xFF) { tag = 0; } number = (byte)tag;")]
    public Task QueriedTagCast_FitsOrIsChecked_Silent(string statements) => Verify.Body(Query + statements);

    [Theory]
    [InlineData("var b = (byte)number;")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; ushort other = 3; var b = (byte)other + (byte)x.dmabuf_fd;")]
    [InlineData("tph_both x = default; var b = (byte)x.steering_tag;")]
    public Task OtherCast_Silent(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("number = ops->get_tph(buf, &tag, &ph, [|12|]);", "number = ops->get_tph(buf, &tag, &ph, 16);", null)]
    [InlineData("number = ops->get_tph(buf, &tag, &ph, [|12|]);", "number = ops->get_tph(buf, &tag, &ph, 8);", "UAPI2002:8")]
    [InlineData(
        "var b = new Buffer { }; b.Tag = 0x1F0; b.GetTph(width: [|8|], out tag, out ph);",
        "var b = new Buffer { }; b.Tag = 0x1F0; b.GetTph(width: 16, out tag, out ph);",
        "UAPI2002:16")]
    public Task Fix_Width_BecomesOneThatExists(string statements, string fixedStatements, string? key) =>
        Verify.Body(Query + statements, Query + fixedStatements, key);

    [Fact]
    public Task Fix_TagTooLarge_NotOffered() => Verify.Body(
        "tph_both x = default; x.steering_tag = [|256|];",
        "tph_both x = default; x.steering_tag = [|256|];");

    [Fact]
    public Task FixAll_ManyCasts_AllBecomeChecked() => Verify.Body(
        """
        vfio_device_feature_dma_buf_tph x = default;
        number = [|(byte)x.steering_tag|]; // first
        number = unchecked([|(byte)x.steering_tag|]) + 1;
        Console.WriteLine([|(byte)(x.steering_tag & 0xFFF)|]);
        """,
        """
        vfio_device_feature_dma_buf_tph x = default;
        number = checked((byte)x.steering_tag); // first
        number = checked((byte)x.steering_tag) + 1;
        Console.WriteLine(checked((byte)(x.steering_tag & 0xFFF)));
        """);

    [Fact]
    public Task FixAll_ManyWidths_AllBecomeSixteen() => Verify.Body(
        """
        ushort tag;
        byte ph;
        number = ops->get_tph(buf, &tag, &ph, [|12|]);
        number = ops->get_tph(buf, &tag, &ph, [|32|]);
        """,
        """
        ushort tag;
        byte ph;
        number = ops->get_tph(buf, &tag, &ph, 16);
        number = ops->get_tph(buf, &tag, &ph, 16);
        """);
}
