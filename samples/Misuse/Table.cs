using System;
using System.Collections.Generic;
using UapiGen.Runtime;

namespace Misuse;

/// <summary>A mistake, what the page of its rule promises, and what the kernel answered.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Name">The rule's name.</param>
/// <param name="Promised">Name of the errno that the page names.</param>
/// <param name="Seen">Name of the errno that came, or 0.</param>
public sealed record Row(string Rule, string Name, string Promised, string Seen);

public static class Table
{
    private static readonly (string Rule, string Promised, Func<Bench, int> Make)[] Mistakes =
    [
        ("UAPI2001", nameof(Errno.EINVAL), Misuse.Mistakes.ReservedFieldSet),
        ("UAPI2004", nameof(Errno.EINVAL), Misuse.Mistakes.SelfSizeUnset),
        ("UAPI2005", nameof(Errno.EINVAL), Misuse.Mistakes.SelfSizeWrong),
        ("UAPI2006", nameof(Errno.EINVAL), Misuse.Mistakes.FlagsUnknown),
        ("UAPI2007", nameof(Errno.EINVAL), Misuse.Mistakes.FlagsNoneOf),
        ("UAPI2010", nameof(Errno.EINVAL), Misuse.Mistakes.NumberTooSmall),
        ("UAPI2011", nameof(Errno.ENODEV), Misuse.Mistakes.NumberTooLarge),
        ("UAPI2012", nameof(Errno.EINVAL), Misuse.Mistakes.NumberNotMultiple),
        ("UAPI2201", nameof(Errno.EINVAL), Misuse.Mistakes.FeatureGetAndSet),
        ("UAPI2202", nameof(Errno.EINVAL), Misuse.Mistakes.FeatureWithoutOperation),
        ("UAPI2203", nameof(Errno.EINVAL), Misuse.Mistakes.FeatureOperationUnknown),
        ("UAPI2204", nameof(Errno.EINVAL), Misuse.Mistakes.FeaturePayloadTooSmall),
        ("UAPI2205", nameof(Errno.EINVAL), Misuse.Mistakes.FeaturePayloadMismatch),
        ("UAPI2306", nameof(Errno.EINVAL), Misuse.Mistakes.TextTooLong),
        ("UAPI2406", nameof(Errno.EINVAL), Misuse.Mistakes.DescriptorUnset),
    ];

    /// <summary>Makes each mistake on a kernel of its own.</summary>
    public static IReadOnlyList<Row> Run()
    {
        List<Row> rows = [];
        foreach (var (rule, promised, make) in Mistakes)
        {
            using Bench bench = new();
            int errno = make(bench);
            rows.Add(new Row(rule, make.Method.Name, promised, errno == 0 ? "0" : Errno.NameOf(errno)));
        }

        return rows;
    }
}
