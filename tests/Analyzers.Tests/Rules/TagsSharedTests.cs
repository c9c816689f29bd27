using System.Threading.Tasks;
using Xunit;
using Verify = UapiGen.Analyzers.Tests.Verification.KernelTest<
    UapiGen.Analyzers.Rules.TagsSharedAnalyzer, UapiGen.Analyzers.Tests.Verification.NoFix>;

namespace UapiGen.Analyzers.Tests.Rules;

public sealed class TagsSharedTests
{
    [Theory]
    [InlineData("ushort tag = (ushort)number; var t = new tph_both_tags { steering_tag = (byte)tag, steering_tag_ext = [|tag|] }; Log(t.ToString());")]
    [InlineData("var t = new tph_both_tags { steering_tag_ext = 0xF0, steering_tag = [|0xF0|] }; Log(t.ToString());")]
    [InlineData("tph_both_tags t = default; t.steering_tag = 7; t.steering_tag_ext = [|7|]; Log(t.ToString());")]
    [InlineData("byte tag = (byte)number; tph_both_tags t = default; t.steering_tag = tag; t.flags = 3; t.steering_tag_ext = [|tag|]; Log(t.ToString());")]
    public Task Misuse_InBody_Triggers(string code) => Verify.Body(code);

    [Theory]
    [InlineData("var t = new tph_both_tags { steering_tag = 0xF0, steering_tag_ext = 0x1F0 }; Log(t.ToString());")]
    [InlineData("ushort wide = (ushort)number; byte narrow = (byte)fd; var t = new tph_both_tags { steering_tag = narrow, steering_tag_ext = wide }; Log(t.ToString());")]
    [InlineData("var t = new tph_both_tags { steering_tag = 0, steering_tag_ext = 0 }; Log(t.ToString());")]
    [InlineData("var t = new tph_both_tags { steering_tag = 9 }; Log(t.ToString());")]
    public Task CorrectCode_InBody_Silent(string code) => Verify.Body(code);
}
