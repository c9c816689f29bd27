using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.UapiTest<
    UapiGen.Analyzers.Rules.ReservedFieldSetAnalyzer, UapiGen.CodeFixes.Rules.ReservedFieldSetFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class ReservedFieldSetTests
{
    [Theory]
    [InlineData("var x = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd, [|reserved = 1|] };")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; [|x.reserved = 0xFF|];")]
    [InlineData("var x = default(vfio_device_feature_dma_buf_tph) with { [|reserved = 1|] };")]
    [InlineData("var list = new List<vfio_device_feature_dma_buf_tph> { new() { [|reserved = 1|] }, new() { reserved = 0 } };")]
    [InlineData("vfio_device_feature_dma_buf_tph[] all = [new() { [|reserved = 2|] }];")]
    [InlineData("var x = new many_pads { [|__resv1 = ulong.MaxValue|] };")]
    public Task ReservedField_GetsConstant_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; [|x.reserved |= 1|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; [|x.reserved += 3|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; [|x.reserved++|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; [|--x.reserved|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; (x.reserved, x.ph) = ([|1|], 2);")]
    public Task ReservedField_Changed_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("tph_both x = default; [|x.reserved[1] = 3|];")]
    [InlineData("tph_both x = default; [|x.reserved[number] = 3|];")]
    [InlineData("tph_both x = default; [|x.reserved[..][1] = 3|];")]
    [InlineData("tph_both x = default; [|x.reserved[0] |= 3|];")]
    [InlineData("tph_both x = default; [|x.reserved[..].Fill(0xFF)|];")]
    [InlineData("tph_both x = default; [|((Span<byte>)x.reserved).Fill(0xFF)|];")]
    [InlineData("tph_both x = default; Span<byte> bytes = x.reserved; [|bytes.Fill(0xFF)|];")]
    [InlineData("tph_both x = default; Span<byte> bytes = x.reserved; [|bytes[2] = 1|];")]
    [InlineData("tph_both x = default; [|x.reserved[..].Slice(1).Fill(1)|];")]
    [InlineData("many_pads x = default; [|x.pad.high = 1|];")]
    [InlineData("var x = new many_pads { pad = { [|low = 1|] } };")]
    public Task PartOfReservedField_GetsConstant_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; ref var r = ref x.reserved; [|r = 1|];")]
    [InlineData("tph_both x = default; ref byte r = ref x.reserved[2]; [|r++|];")]
    [InlineData("tph_both x = default; ref var r = ref x.reserved; [|r[0] = 1|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; byte* p = &x.reserved; [|*p = 1|];")]
    [InlineData("tph_both x = default; byte* p = (byte*)&x.reserved; [|p[1] = 1|];")]
    [InlineData("many_pads x = default; [|(&x)->pad.low = 1|];")]
    [InlineData("tph_both x = default; ref var all = ref x; [|all.reserved[0] = 1|];")]
    public Task ReservedField_SetThroughRefLocalOrPointer_Triggers(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("const byte marker = 7; var x = new vfio_device_feature_dma_buf_tph { [|reserved = marker|] };")]
    [InlineData("byte value = 7; var x = new vfio_device_feature_dma_buf_tph { [|reserved = value|] };")]
    [InlineData("byte value; if (condition) value = 1; else value = 2; var x = new vfio_device_feature_dma_buf_tph { [|reserved = value|] };")]
    [InlineData("int value = 0x101; var x = new vfio_device_feature_dma_buf_tph { [|reserved = (byte)value|] };")]
    [InlineData("int first = 3; int second = first; var x = new vfio_device_feature_dma_buf_tph { [|reserved = (byte)second|] };")]
    [InlineData("var x = new vfio_device_feature_dma_buf_tph { [|reserved = condition ? (byte)1 : (byte)2|] };")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; [|x.reserved = x.ph = 1|];")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; [|x.reserved = number switch { 0 => 1, _ => 2 }|];")]
    [InlineData("var x = new many_pads { [|kind = padding.some|] };")]
    [InlineData("var x = new many_pads { used = true, [|unused = true|] };")]
    public Task ReservedField_GetsConstantByOtherWays_Triggers(string statements) => Verify.Body(statements);

    [Fact]
    public Task ReservedParameter_GetsConstant_Triggers() => Verify.Body("new Buffer().SetTph(1, [|2|]);");

    [Fact]
    public Task ReservedField_BehindPointer_Triggers() => Verify.Body(
        "vfio_device_feature_dma_buf_tph x = default; var p = &x; [|p->reserved = 1|];");

    [Fact]
    public Task ReservedField_InNestedFunction_Triggers() => Verify.Body(
        """
        vfio_device_feature_dma_buf_tph x = default;
        Action lambda = () => [|x.reserved = 1|];
        void Local() => [|x.reserved = 2|];
        """);

    [Theory]
    [InlineData("var x = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd, reserved = 0 };")]
    [InlineData("var x = new vfio_device_feature_dma_buf_tph { reserved = default, ph = 3 };")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; x.reserved = (byte)number;")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default, y = default; x.reserved = y.reserved;")]
    [InlineData("byte value = 0; if (condition) value = 1; var x = new vfio_device_feature_dma_buf_tph { reserved = value };")]
    [InlineData("byte value = 1; value = (byte)number; var x = new vfio_device_feature_dma_buf_tph { reserved = value };")]
    [InlineData("byte value = 1; Set(ref value); var x = new vfio_device_feature_dma_buf_tph { reserved = value }; static void Set(ref byte v) => v = 0;")]
    [InlineData("byte value = 1; value--; var x = new vfio_device_feature_dma_buf_tph { reserved = value };")]
    [InlineData("byte value = 1; byte* p = &value; *p = 0; var x = new vfio_device_feature_dma_buf_tph { reserved = value };")]
    [InlineData("byte value = 1; Action clear = () => value = 0; clear(); var x = new vfio_device_feature_dma_buf_tph { reserved = value };")]
    [InlineData("int value = 0x100; var x = new vfio_device_feature_dma_buf_tph { reserved = (byte)value };")]
    [InlineData("foreach (byte value in new byte[] { 0 }) { var x = new vfio_device_feature_dma_buf_tph { reserved = value }; }")]
    [InlineData("if (number is var value) { var x = new vfio_device_feature_dma_buf_tph { reserved = (byte)value }; }")]
    [InlineData("byte a = 1, b = 1; (a, b) = (b, 0); var x = new vfio_device_feature_dma_buf_tph { reserved = a };")]
    public Task ReservedField_MayGetZero_Silent(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; x.reserved &= 1; x.reserved <<= 2; x.reserved *= 3;")]
    [InlineData("tph_both x = default; x.reserved[1] = 0; x.reserved[..].Fill(0); x.reserved[..].Clear();")]
    [InlineData("tph_both x = default; if (x.reserved[1] != 3) { return; }")]
    [InlineData("tph_both x = default, y = default; ref var r = ref x.reserved[0]; r = ref y.reserved[0]; r = 0;")]
    [InlineData("byte other = 0; tph_both x = default; ref var r = ref x.reserved[0]; r = ref other; r = 3;")]
    [InlineData("tph_both x = default; x.ph = 1; x.steering_tag = 2; x.flags |= 3;")]
    [InlineData("many_pads x = default; x.used = true; x.unused = false; x.kind = padding.none; x.pad = default;")]
    [InlineData("new Buffer().SetTph(1, 0); new Buffer().SetTph(1);")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; byte* p = &x.reserved; p = &x.ph; *p = 1;")]
    [InlineData("vfio_device_feature_dma_buf_tph x = default; byte* p = &x.ph; *p = 1; p[0] = 2;")]
    [InlineData("Span<byte> bytes = stackalloc byte[3]; bytes.Fill(1); bytes[0] = 3;")]
    public Task OtherWrites_Silent(string statements) => Verify.Body(statements);

    [Fact]
    public Task FieldNamedReserved_WithoutRole_Silent() => Verify.File(
        """
        struct Own { public byte reserved; }
        static class Test { static Own Make() => new() { reserved = 1 }; }
        """);

    [Theory]
    [InlineData(
        "var x = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd, [|reserved = 1|] };",
        "var x = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd };")]
    [InlineData(
        "var x = new vfio_device_feature_dma_buf_tph { [|reserved = 1|], dmabuf_fd = fd };",
        "var x = new vfio_device_feature_dma_buf_tph { dmabuf_fd = fd };")]
    [InlineData(
        "var x = new vfio_device_feature_dma_buf_tph { [|reserved = 1|] };",
        "var x = new vfio_device_feature_dma_buf_tph { };")]
    [InlineData("tph_both x = default; [|x.reserved[1] = 3|];", "tph_both x = default; x.reserved[1] = 0;")]
    [InlineData("many_pads x = default; [|x.unused = true|];", "many_pads x = default; x.unused = default;")]
    [InlineData("new Buffer().SetTph(1, reserved: [|2|]);", "new Buffer().SetTph(1, reserved: 0);")]
    public Task Fix_OneValue_BecomesZero(string statements, string fixedStatements) => Verify.Body(statements, fixedStatements);

    [Fact]
    public Task Fix_StepInsideOfExpression_NotOffered() => Verify.Body(
        "vfio_device_feature_dma_buf_tph x = default; M([|x.reserved++|]); static void M(int i) { }",
        "vfio_device_feature_dma_buf_tph x = default; M([|x.reserved++|]); static void M(int i) { }");

    [Fact]
    public Task FixAll_ManyWrites_AllBecomeZero() => Verify.Body(
        """
        var x = new tph_both
        {
            flags = 1, // both
            ph = 2,
        };
        var y = new many_pads
        {
            [|__resv1 = 1|], // gone
            value = 2,
            [|kind = padding.some|]
        };
        [|x.reserved[0] = 1|]; // first
        [|x.reserved[1] |= 2|];
        [|x.reserved[2]++|];
        [|x.reserved[..].Fill(1)|];
        (x.reserved[0], x.ph) = ([|1|], 2);
        """,
        """
        var x = new tph_both
        {
            flags = 1, // both
            ph = 2,
        };
        var y = new many_pads
        {
            value = 2
        };
        x.reserved[0] = 0; // first
        x.reserved[1] = 0;
        x.reserved[2] = 0;
        x.reserved[..].Clear();
        (x.reserved[0], x.ph) = (0, 2);
        """);
}
