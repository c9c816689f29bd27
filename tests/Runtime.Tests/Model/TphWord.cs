namespace UapiGen.Runtime.Tests.Model;

/// <summary>What was set, in one word: hint in bits 0 to 7, tag in 8 to 15 or extended tag in 8 to 23, what is valid from 24 on.</summary>
internal static class TphWord
{
    public const int Tag = 1 << 24;
    public const int ExtendedTag = 1 << 25;

    /// <summary>The answer that a set leaves behind: KERNEL 2.5 and 2.6.</summary>
    /// <returns>Tag and hint in one number, or a negated error.</returns>
    public static int Answer(TphVersion version, int word, bool extended)
    {
        int hint = word & 0xff;
        int wide = (word >> 8) & 0xffff;
        if (version == TphVersion.Seed)
        {
            return word == 0 ? -Errno.EOPNOTSUPP : !extended && wide > 0xff ? -Errno.EINVAL : Pack(wide, hint);
        }

        // The short tag of the latest version is the extended one's low half with each bit turned, so that neither passes for the other.
        int valid = extended ? ExtendedTag : Tag;
        return (word & valid) == 0 ? -Errno.EOPNOTSUPP : Pack(extended ? wide : Short(wide), hint);
    }

    public static int Pack(int tag, int hint) => (tag << 8) | hint;

    public static byte Short(int wide) => (byte)~wide;
}
