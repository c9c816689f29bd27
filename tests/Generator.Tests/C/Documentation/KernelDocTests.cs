// Comments as the kernel writes them, taken apart.
using System.Linq;
using UapiGen.C.Documentation;
using Xunit;

namespace UapiGen.Generator.Tests.C.Documentation;

public sealed class KernelDocTests
{
    [Fact]
    public void KernelDoc_OfAStruct_HasHeadMembersAndDescription()
    {
        KernelDoc doc = KernelDoc.Parse("""
            /**
             * struct foo - does a thing
             * @a: the first,
             *     over two lines
             * @b.c: the inner one
             *
             * Some text.
             *
             * More text.
             *
             * Return: 0 on success.
             */
            """);

        Assert.Equal("foo", doc.Subject);
        Assert.Equal("does a thing", doc.Brief);
        Assert.Equal(["a: the first, over two lines", "b.c: the inner one"], doc.Members.Select(member => member.Key + ": " + string.Join("|", member.Value)));
        Assert.Equal(["Some text.", "More text."], doc.Paragraphs);
        Assert.Equal("0 on success.", doc.Returns);
    }

    [Fact]
    public void VfioComment_OfARequest_HasTheWholeHead()
    {
        KernelDoc doc = KernelDoc.Parse("/**\n * VFIO_GROUP_GET_STATUS - _IOR(VFIO_TYPE, VFIO_BASE + 3,\n *\t\t\t\t\t\tstruct vfio_group_status)\n *\n * Text.\n * Return: 0.\n * Availability: Always\n */");

        Assert.Equal("VFIO_GROUP_GET_STATUS", doc.Subject);
        Assert.Equal("_IOR(VFIO_TYPE, VFIO_BASE + 3, struct vfio_group_status)", doc.Brief);
        Assert.Equal(["Text."], doc.Paragraphs);
        Assert.Equal("0.", doc.Returns);
    }

    [Fact]
    public void MemberComment_InTheBody_KeepsItsParagraphs()
    {
        KernelDoc doc = KernelDoc.Parse("/**\n\t * @flags: Set of access flags\n\t *\n\t * DMA_BUF_SYNC_START:\n\t *     Indicates the start.\n\t */");

        Assert.Null(doc.Subject);
        Assert.Equal(["Set of access flags", "DMA_BUF_SYNC_START: Indicates the start."], Assert.Single(doc.Members).Value);
    }

    [Theory]
    [InlineData("/* beside */", "beside")]
    [InlineData("// to the end of the line", "to the end of the line")]
    [InlineData("/**< doxygen's */", "doxygen's")]
    [InlineData("/* ------------ */", "")]
    [InlineData("/**/", "")]
    [InlineData("/*", "")]
    [InlineData("/* a - b */", "a - b")]
    [InlineData("/*\r\n * two\r\n * lines\r\n */", "two lines")]
    public void PlainComment_InAnyForm_IsAParagraph(string comment, string expected) =>
        Assert.Equal(expected, string.Join("|", KernelDoc.Parse(comment).Paragraphs));

    [Fact]
    public void ListItems_InAParagraph_StandAlone() =>
        Assert.Equal(["Takes:", "- one and more", "- two"], KernelDoc.Parse("/*\n * Takes:\n * - one\n *   and more\n * - two\n */").Paragraphs);
}
