using System;
using System.Collections.Generic;
using UapiGen.Runtime;

namespace Misuse;

/// <summary>A mistake, what the page of its rule promises, and what came of it.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Name">The rule's name.</param>
/// <param name="Promised">Name of the errno that the page names; a harm that is silent; or <see cref="Outcome.Unseen"/>.</param>
/// <param name="Seen">The same of what came.</param>
public sealed record Row(string Rule, string Name, string Promised, string Seen);

public static class Table
{
    private static readonly (string Rule, string Promised, Func<Bench, string> Make)[] Mistakes =
    [
        ("UAPI2001", nameof(Errno.EINVAL), Fields.ReservedFieldSet),
        ("UAPI2002", nameof(Errno.EINVAL), Fields.SteeringTagWidth),
        ("UAPI2003", "silent: nobody knows", Calls.ResultUnchecked),
        ("UAPI2004", nameof(Errno.EINVAL), Fields.SelfSizeUnset),
        ("UAPI2005", nameof(Errno.EINVAL), Fields.SelfSizeWrong),
        ("UAPI2006", nameof(Errno.EINVAL), Fields.FlagsUnknown),
        ("UAPI2007", nameof(Errno.EINVAL), Fields.FlagsNoneOf),
        ("UAPI2008", nameof(Errno.EINVAL), Fields.FlagsNotOneOf),
        ("UAPI2009", nameof(Errno.EOPNOTSUPP), Fields.FieldNotAnnounced),
        ("UAPI2010", nameof(Errno.EINVAL), Fields.NumberTooSmall),
        ("UAPI2011", nameof(Errno.ENODEV), Fields.NumberTooLarge),
        ("UAPI2012", nameof(Errno.EINVAL), Fields.NumberNotMultiple),
        ("UAPI2013", nameof(Errno.EINVAL), Memory.MemoryNotZeroed),
        ("UAPI2014", nameof(Errno.EINVAL), Fields.StructNotBlittable),
        ("UAPI2015", Outcome.Unseen, Fields.StructDuplicated),
        ("UAPI2016", Outcome.Unseen, Fields.FlagsNumber),
        ("UAPI2017", "silent: 4 GiB of room", Fields.SizeUnderflows),
        ("UAPI2018", "silent: the structure taken for a capability", Fields.FieldReadUnannounced),
        ("UAPI2101", nameof(Errno.EINVAL), Calls.ArgumentMismatch),
        ("UAPI2102", "silent: no answer", Calls.ArgumentReadOnly),
        ("UAPI2103", nameof(Errno.ENOTTY), Calls.FileKindMixed),
        ("UAPI2104", "silent: success taken for failure", Calls.DescriptorCompared),
        ("UAPI2105", "silent: a descriptor stays open", Calls.DescriptorLost),
        ("UAPI2106", "silent: another call's errno", Calls.ErrorReadLate),
        ("UAPI2107", "silent: no errno", Calls.ErrorNotKept),
        ("UAPI2108", nameof(Errno.EPERM), Calls.ResultTakenForErrno),
        ("UAPI2109", nameof(Errno.EINTR), Calls.InterruptNotRetried),
        ("UAPI2110", nameof(Errno.EBADF), Calls.CloseRetried),
        ("UAPI2111", Outcome.Unseen, Calls.RequestNumber),
        ("UAPI2112", "silent: a descriptor stays open", Calls.DescriptorFieldLost),
        ("UAPI2201", nameof(Errno.EINVAL), Features.FeatureGetAndSet),
        ("UAPI2202", nameof(Errno.EINVAL), Features.FeatureWithoutOperation),
        ("UAPI2203", nameof(Errno.EINVAL), Features.FeatureOperationUnknown),
        ("UAPI2204", nameof(Errno.EINVAL), Features.FeaturePayloadTooSmall),
        ("UAPI2205", nameof(Errno.EINVAL), Features.FeaturePayloadMismatch),
        ("UAPI2301", "silent: never true", Buffers.ZeroFlagTested),
        ("UAPI2302", "silent: an access stays open", Buffers.AccessNotEnded),
        ("UAPI2303", "silent: an access stays open", Buffers.AccessEndedOtherwise),
        ("UAPI2304", "silent: a page appears twice", Buffers.RangesOverlap),
        ("UAPI2305", "silent: inherited by programs", Buffers.FlagsLackWanted),
        ("UAPI2306", nameof(Errno.EINVAL), Buffers.TextTooLong),
        ("UAPI2307", nameof(Errno.EINVAL), Buffers.ProcessingHintTooLarge),
        ("UAPI2308", "silent: one tag for both widths", Buffers.TagsShared),
        ("UAPI2309", "silent: the importer has no hints", Buffers.HintsAfterImport),
        ("UAPI2310", nameof(Errno.ENODEV), Buffers.BufferAfterDevice),
        ("UAPI2311", nameof(Errno.EINVAL), Buffers.BufferOfAnotherDevice),
        ("UAPI2401", nameof(Errno.EFAULT), Memory.FlexibleArrayOnStack),
        ("UAPI2402", nameof(Errno.EFAULT), Memory.CountDisagrees),
        ("UAPI2403", "silent: the array has moved away", Memory.PointerAfterFixed),
        ("UAPI2404", "silent: the array has moved away", Memory.PointerToMovable),
        ("UAPI2405", nameof(Errno.EFAULT), Memory.PointerNarrowed),
        ("UAPI2406", nameof(Errno.EINVAL), Memory.DescriptorUnset),
        ("UAPI2407", nameof(Errno.EBADF), Memory.DescriptorAfterClose),
        ("UAPI2408", Outcome.Unseen, Memory.RegisterNarrowed),
    ];

    /// <summary>Makes each mistake on a kernel of its own.</summary>
    public static IReadOnlyList<Row> Run()
    {
        List<Row> rows = [];
        foreach (var (rule, promised, make) in Mistakes)
        {
            using Bench bench = new(isFenced: rule is "UAPI2401" or "UAPI2402", tph: rule is "UAPI2009" or "UAPI2307" or "UAPI2308" ? TphProfile.Latest : null);
            rows.Add(new Row(rule, make.Method.Name, promised, make(bench)));
        }

        return rows;
    }
}
