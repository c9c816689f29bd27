// Padding, as UAPI1501 and UAPI1502 tell it, against clang's -Wpadded: the same gaps of the same size at the same places. gcc has the
// warning too, but says no number of bytes before version 14.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using UapiGen.C;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Text;
using UapiGen.Oracle.Compilers;
using UapiGen.Tool.Input;
using Xunit;

namespace UapiGen.Layout.Tests;

public sealed partial class PaddingTests
{
    private static readonly string[] Headers =
    [
        "linux/vfio.h", "linux/iommufd.h", "linux/kvm.h", "linux/videodev2.h", "linux/perf_event.h", "linux/bpf.h", "linux/fuse.h", "linux/btrfs.h", "linux/ethtool.h",
        "linux/io_uring.h", "linux/input.h", "linux/dccp.h", "linux/cdrom.h", "linux/blktrace_api.h", "linux/netfilter/x_tables.h", "drm/i915_drm.h", "drm/amdgpu_drm.h",
        "drm/msm_drm.h", "rdma/ib_user_verbs.h", "rdma/mlx5-abi.h", "sound/asound.h", "scsi/scsi_bsg_ufs.h", "mtd/ubi-user.h", "linux/virtio_net.h", "linux/fs.h",
    ];

    public static MatrixTheoryData<string, string> Samples => new(Headers, [Target.X86_64.Triple, Target.I386.Triple, Target.Arm.Triple, Target.S390X.Triple]);

    [GeneratedRegex(@"^<header>:(?<line>\d+):(?<column>\d+): warning: padding (?:struct|union|size of) .* with (?<count>\d+) (?<unit>byte|bit)s? to (?<member>align|alignment)")]
    private static partial Regex Warning();

    [Theory]
    [MemberData(nameof(Samples))]
    public void Padding_OfKernelHeader_IsWhatClangSays(string header, string triple)
    {
        Target target = Target.Find(triple)!;
        IReadOnlyList<string> directories = [.. Judges.BackportsDirectories, Repository.Headers]; // Ours behind them have the few names of libc that uAPI uses.
        TranslationUnit unit = FrontEnd.Read(
            new HeaderSearch(directories, useBundled: false).Open(header), new HeaderSearch(directories, useBundled: false), new FrontEndOptions { Target = target }, TestContext.Current.CancellationToken);
        List<RecordDeclaration> records = [.. unit.Records.Where(record => record.Location.File == 0)];

        Assert.Equal(Warnings(header, records, target, directories), Gaps(unit, records, new TypeMeasure(target)).Order(StringComparer.Ordinal));
    }

    /// <summary><c>line:column bits</c> of each gap in the header itself, from clang, which lays a record out when its size is asked for.</summary>
    private static IEnumerable<string> Warnings(string header, List<RecordDeclaration> records, Target target, IReadOnlyList<string> directories)
    {
        string sizes = string.Concat(records.Select((record, i) => FormattableString.Invariant($"char ug_{i}[sizeof({new RecordType(record)}) + 1];\n")));
        Compiler clang = Compiler.ClangFor(target);
        CommandOutput output = CommandOutput.Of(
            clang.Name,
            ["--target=" + target.Triple, "-x", "c", "-std=gnu11", "-fsyntax-only", "-nostdinc", "-Wno-everything", "-Wpadded", "-fno-caret-diagnostics", "-ferror-limit=0",
                .. directories.Select(directory => "-I" + directory), "-I" + clang.OwnDirectory, "-"],
            $"#include <{header}>\n{sizes}");
        Assert.DoesNotContain(" error: ", output.Error, StringComparison.Ordinal);
        return output.Error.Replace($"{directories[0]}/{header}:", "<header>:", StringComparison.Ordinal).Split('\n')
            .Select(line => Warning().Match(line))
            .Where(match => match.Success)
            .Select(match => $"{match.Groups["line"]}:{match.Groups["column"]} {Bits(match)}")
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

    private static long Bits(Match match) => long.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) * (match.Groups["unit"].Value == "byte" ? 8 : 1);

    private static HashSet<string> Gaps(TranslationUnit unit, IEnumerable<RecordDeclaration> records, TypeMeasure measure)
    {
        var gaps = new HashSet<string>();
        void Visit(RecordDeclaration record)
        {
            foreach (RecordGap gap in RecordGaps.Of(record, measure))
            {
                SourceSpan place = gap.Before is { } field ? field.Location : record.Location;
                if (place.File == 0)
                {
                    LinePosition position = unit.Files[0].GetLinePosition(place.Start);
                    gaps.Add(FormattableString.Invariant($"{position.Line}:{position.Column} {gap.Bits}"));
                }
            }

            foreach (RecordDeclaration inner in record.Fields.Select(field => Element(field.Type)).OfType<RecordType>().Select(type => type.Declaration).Where(inner => inner.Name is null))
            {
                Visit(inner);
            }
        }

        foreach (RecordDeclaration record in records)
        {
            Visit(record);
        }

        return gaps;
    }

    private static CType Element(CType type) => type.Canonical is ArrayType array ? Element(array.Element) : type.Canonical;
}
