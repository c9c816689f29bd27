// Every uAPI header that this machine has, as a user would name it: what is generated compiles, loads, and has C's sizes.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Emit;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class InstalledHeaderTests
{
    private const string IncludeDirectory = "/usr/include";

    /// <summary>Those of linux/ that use most of C; all of them would take minutes.</summary>
    private static readonly string[] s_linux =
    [
        "bpf", "kvm", "io_uring", "perf_event", "fs", "input", "videodev2", "btrfs", "nl80211", "gpio", "if_link", "vhost", "fuse", "userfaultfd",
        "ethtool", "ip", "tcp", "icmpv6", "cec-funcs", "can", "coff", "batadv_packet", "dccp", "igmp", "if_ether", "soundcard", "usb/functionfs",
        "netfilter/x_tables", "aio_abi", "blkzoned", "cdrom", "elf", "hdreg", "i2c", "mei", "nbd", "nvme_ioctl", "ppp-ioctl", "raid/md_p", "vfio", "virtio_net",
    ];

    private static readonly string[] s_folders = ["linux", "drm", "sound", "rdma", "mtd", "misc", "video", "scsi", "xen", "asm-generic"];

    public static TheoryData<string> Folders { get; } = new(s_folders.Where(folder => Directory.Exists(Path.Combine(IncludeDirectory, folder))));

    [Theory]
    [MemberData(nameof(Folders))]
    public void InstalledHeaders_EachInItsClass_CompileWithTheSizesOfC(string folder)
    {
        List<TestHeader> headers = Directory.EnumerateFiles(IncludeDirectory, "*.h", SearchOption.AllDirectories)
            .Where(path => path.Contains("/linux/") || path.Contains("/asm") || s_folders.Any(name => path.StartsWith(IncludeDirectory + "/" + name + "/", StringComparison.Ordinal)))
            .Select(path => new TestHeader(path, File.ReadAllText(path, System.Text.Encoding.Latin1), LogicalPath(path), IncludeDirectory))
            .ToList();
        List<string> named = headers.Select(header => header.LogicalPath).Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)).Where(path => folder != "linux" || s_linux.Contains(path["linux/".Length..^2])).Order().ToList();
        var test = new GeneratorTest();
        test.Sources.Add("namespace Demo;\n" + string.Concat(named.Select((path, i) => $"[UapiGen.UapiBindings(\"{path}\")] internal static partial class Uapi{i};\n")));
        test.AdditionalFiles.AddRange(headers);
        test.AdditionalFiles.AddRange(Repository.BundledHeaders());

        GeneratorRun run = test.Generate();

        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id is "UAPI1999" or "CS8785");
        using var assembly = new MemoryStream();
        EmitResult emitted = run.Compilation.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("", string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Id != "CS1591").Take(40)));
        Assert.Equal("", string.Join("\n", WrongSizes(Assembly.Load(assembly.ToArray())).Take(40)));
    }

    /// <summary>As a build gives it: headers of one architecture lie in a folder named by its triple.</summary>
    private static string LogicalPath(string path) => Path.GetRelativePath(IncludeDirectory, path);

    private static IEnumerable<string> WrongSizes(Assembly assembly)
    {
        MethodInfo sizeOf = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!;
        foreach (Type type in assembly.GetTypes())
        {
            CustomAttributeData? record = type.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "UapiRecordAttribute");
            int expected = record is null ? 0 : (int)record.NamedArguments.First(argument => argument.MemberName == "Size").TypedValue.Value!;
            if (expected > 0)
            {
                int actual = type.GetProperty("KernelSize") is { } kernelSize ? (int)kernelSize.GetValue(null)! : (int)sizeOf.MakeGenericMethod(type).Invoke(null, null)!;
                if (actual != expected)
                {
                    yield return $"{type.FullName}: {actual} in C#, {expected} in C";
                }
            }
        }
    }
}
