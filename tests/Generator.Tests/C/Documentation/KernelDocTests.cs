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

    [Fact]
    public void MemberSection_WithAnIndentedSecondParagraph_KeepsIt()
    {
        KernelDoc doc = KernelDoc.Parse("/**\n * struct a - b\n * @x: one\n *\n *      two\n *\n * Description of a.\n */");

        Assert.Equal(["one", "two"], Assert.Single(doc.Members).Value);
        Assert.Equal(["Description of a."], doc.Paragraphs);
    }

    [Fact]
    public void ReturnSection_WithAList_IsOneSentence() =>
        Assert.Equal("0 - done; -EINVAL - wrong", KernelDoc.Parse("/**\n * a_call - b\n *\n * Returns:\n * * 0 - done\n * * -EINVAL - wrong\n */").Returns);

    [Theory]
    [InlineData("/**\n * struct a\n *\n * Text.\n */", "a", "", "Text.")]
    [InlineData("/**\n * A_NAME: its text\n */", "A_NAME", "its text", "")]
    [InlineData("/**\n * DOC: a title\n *\n * Text.\n */", null, "a title", "Text.")]
    [InlineData("/** union u - b */", "u", "b", "")]
    public void Head_InAnyForm_IsTakenApart(string comment, string? subject, string brief, string paragraphs)
    {
        KernelDoc doc = KernelDoc.Parse(comment);

        Assert.Equal((subject, brief, paragraphs), (doc.Subject, doc.Brief, string.Join("|", doc.Paragraphs)));
    }

    [Theory]
    [InlineData("/*\n * See::\n *\n *   a\n *     b\n *\n *   c\n *\n * After.\n */", "See:|a\n  b\n\nc|After.")]
    [InlineData("/*\n * struct {\n *\tint a;\n * };\n */", "struct {\n       int a;\n};")]
    [InlineData("/*\n * |  a | b |\n * |----+---|\n */", "|  a | b |\n|----+---|")]
    [InlineData("/*\n * One line;\n * and another of prose.\n */", "One line; and another of prose.")]
    public void LiteralText_KeepsItsLines(string comment, string expected) =>
        Assert.Equal(expected, string.Join("|", KernelDoc.Parse(comment).Paragraphs));

    [Theory]
    [InlineData("/* private: */", true)]
    [InlineData("/* clang-format off */", true)]
    [InlineData("/* --- Flags --- */", true)]
    [InlineData("/*****************\n * Flags\n *****************/", true)]
    [InlineData("/* __u32 gone; */", true)]
    [InlineData("/* OLD_NAME = 3, */", true)]
    [InlineData("/* #define OLD 3 */", true)]
    [InlineData("/* SPDX-License-Identifier: MIT */", true)]
    [InlineData("/* in bytes; see below */", false)]
    [InlineData("/* must be zero; */", false)]
    [InlineData("/* 0 or more, */", false)]
    public void Comment_ThatDocumentsNothing_IsKnown(string comment, bool expected) => Assert.Equal(expected, CommentText.IsNoDocumentation(comment));

    [Fact]
    public void DefinitionList_InAnyForm_GoesToItsNames()
    {
        var entries = DefinitionList.Read("/*\n * Flags:\n * A_ONE: first\n *   and more\n * A_TWO - second\n * A_THREE\tthird\n * - A_FOUR: fourth\n *\n * A_FIVE is not one.\n */");

        Assert.Equal(["A_ONE=first\nand more", "A_TWO=second", "A_THREE=third", "A_FOUR=fourth"], entries.Select(entry => entry.Key + "=" + entry.Value));
    }
}
