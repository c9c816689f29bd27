// What the cost of the rules is measured over: a library of ordinary methods, of which some are of a driver in user space.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UapiGen.Generator.Tests.Harness;

namespace UapiGen.Benchmarks;

/// <summary>One input.</summary>
/// <param name="Name">What is told of it.</param>
/// <param name="HasFacts">The bindings of linux/vfio.h and linux/dma-buf.h are generated into it.</param>
/// <param name="UsesOneOf">One method of so many uses them; 0 for none.</param>
internal sealed record CostInput(string Name, bool HasFacts, int UsesOneOf)
{
    private const int MethodsPerClass = 20;

    /// <summary>From the one that must cost nothing to the harsh one: nobody writes every tenth method of a large program against the kernel.</summary>
    public static readonly CostInput[] All =
    [
        new("no facts in sight", false, 0),
        new("facts in sight, not used", true, 0),
        new("used in one method of a hundred", true, 100),
        new("used in one method of ten", true, 10),
    ];

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp13);

    private static readonly TestHeader[] s_headers =
        [.. BundledHeaders.Files().Select(static file => new TestHeader("/headers/" + file.LogicalPath, file.Text, file.LogicalPath, "bundled"))];

    /// <summary>Ordinary methods. Their variables and members bear names that the headers have too: size, flags, count, index, name, fd, data, offset.</summary>
    private static readonly string[] s_plain =
    [
        """
            public static int Sum{0}(int[] values, string name)
            {{
                int size = 0;
                for (int index = 0; index < values.Length; index++)
                {{
                    size += values[index] * {0};
                }}

                return name.Length > size ? size : name.Length;
            }}
        """,
        """
            public static Dictionary<string, int> Count{0}(IEnumerable<string> lines, char separator)
            {{
                var count = new Dictionary<string, int>();
                foreach (var line in lines.Where(line => line.Length > {0}))
                {{
                    foreach (var word in line.Split(separator))
                    {{
                        count[word] = count.TryGetValue(word, out int known) ? known + 1 : 1;
                    }}
                }}

                return count;
            }}
        """,
        """
            public static int Copy{0}(Stream source, Stream target, byte[] data)
            {{
                int offset = 0;
                try
                {{
                    while (source.Read(data, 0, data.Length) is > 0 and var length)
                    {{
                        target.Write(data, 0, length);
                        offset += length;
                    }}
                }}
                catch (IOException error) when (error.HResult == {0})
                {{
                    return -1;
                }}

                return offset;
            }}
        """,
        """
            public static string Describe{0}(string name, int flags, double ratio)
            {{
                var text = new StringBuilder();
                text.Append(name).Append(": ");
                // The flags, one by one.
                for (int bit = 0; bit < 32; bit++)
                {{
                    if ((flags & (1 << bit)) != 0)
                    {{
                        text.Append(bit).Append(bit % 2 == 0 ? "," : ";");
                    }}
                }}

                return $"{{text}} at {{ratio:F2}} of {0}";
            }}
        """,
        """
            public static async Task<int> Load{0}(string path, int size)
            {{
                using var file = File.OpenRead(path);
                var data = new byte[size];
                int read = await file.ReadAsync(data.AsMemory());
                return read == size ? data[{0} % size] : throw new EndOfStreamException($"{{path}} has {{read}} bytes");
            }}
        """,
    ];

    /// <summary>Methods against the kernel as people write them: over a raw ioctl, by address and by pointer, with results tested.</summary>
    private static readonly string[] s_uses =
    [
        """
            public static unsafe ulong RegionSize{0}(int fd, uint index)
            {{
                var info = vfio_region_info.Create();
                info.index = index + {0};
                if (Libc.ioctl(fd, VFIO_DEVICE_GET_REGION_INFO, &info) < 0)
                {{
                    return 0;
                }}

                return info.size;
            }}
        """,
        """
            public static bool IsMappable{0}(in vfio_region_info info) => (info.flags & VFIO_REGION_INFO_FLAG_MMAP) != 0 && info.size > {0};
        """,
        """
            public static unsafe int MapMemory{0}(int container, void* memory, ulong length, ulong iova)
            {{
                var map = new vfio_iommu_type1_dma_map
                {{
                    argsz = (uint)sizeof(vfio_iommu_type1_dma_map),
                    flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE,
                    vaddr = (ulong)memory,
                    iova = iova + {0},
                    size = length,
                }};
                if (Libc.ioctl(container, VFIO_IOMMU_MAP_DMA, &map) < 0)
                {{
                    throw new Win32Exception(Marshal.GetLastPInvokeError());
                }}

                return 0;
            }}
        """,
        """
            public static unsafe bool SetTag{0}(int device, int dmabuf, ushort tag)
            {{
                byte* memory = stackalloc byte[sizeof(vfio_device_feature) + sizeof(vfio_device_feature_dma_buf_tph)];
                var head = (vfio_device_feature*)memory;
                head->argsz = (uint)(sizeof(vfio_device_feature) + sizeof(vfio_device_feature_dma_buf_tph));
                head->flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_BUF_TPH;
                var tph = (vfio_device_feature_dma_buf_tph*)(memory + sizeof(vfio_device_feature));
                tph->dmabuf_fd = dmabuf;
                tph->steering_tag = tag;
                tph->ph = 2;
                return Libc.ioctl(device, VFIO_DEVICE_FEATURE, head) == 0 || Marshal.GetLastPInvokeError() == {0};
            }}
        """,
        """
            public static unsafe void Fill{0}(int fd, Span<byte> mapping, byte value)
            {{
                var sync = new dma_buf_sync {{ flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE }};
                if (Libc.ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0)
                {{
                    throw new Win32Exception(Marshal.GetLastPInvokeError(), "no access to {0}");
                }}

                try
                {{
                    mapping.Fill(value);
                }}
                finally
                {{
                    sync.flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE;
                    if (Libc.ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync) < 0)
                    {{
                        Console.Error.WriteLine("not flushed");
                    }}
                }}
            }}
        """,
    ];

    private const string Libc = """
        using System.Runtime.InteropServices;

        internal static unsafe class Libc
        {
            [DllImport("libc", SetLastError = true)]
            public static extern int ioctl(int fd, nuint request, void* argument);

            [DllImport("libc", SetLastError = true)]
            public static extern int close(int fd);
        }
        """;

    private const string Bindings = """
        namespace Demo;

        [UapiGen.UapiBindings("linux/vfio.h", "linux/dma-buf.h")]
        public static partial class Uapi;
        """;

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel;
        using System.IO;
        using System.Linq;
        using System.Runtime.InteropServices;
        using System.Text;
        using System.Threading.Tasks;

        """;

    /// <summary>The input as a compilation that has been parsed and nothing more.</summary>
    public Compilation Create(int lines)
    {
        Compilation compilation = CSharpCompilation.Create(
            "Cost", Sources(lines).Select(static (source, i) => CSharpSyntaxTree.ParseText(source, s_parsing, $"/src/{i}.cs", Encoding.UTF8)),
            Net80.References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        if (HasFacts)
        {
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Bindings, s_parsing, "/src/Bindings.cs", Encoding.UTF8));
            CSharpGeneratorDriver.Create([new UapiGenerator().AsSourceGenerator()], s_headers, s_parsing, new TestOptions())
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        }

        return compilation;
    }

    private IEnumerable<string> Sources(int lines)
    {
        yield return Libc;
        for (int method = 0, line = 0; line < lines; method += MethodsPerClass)
        {
            var text = new StringBuilder(Usings);
            text.Append(HasFacts ? "using static Demo.Uapi;\n\n" : "\n").Append(CultureInfo.InvariantCulture, $"public static class Class{method}\n{{\n");
            for (int i = method; i < method + MethodsPerClass; i++)
            {
                var template = UsesOneOf > 0 && i % UsesOneOf == 0 ? s_uses[i / UsesOneOf % s_uses.Length] : s_plain[i % s_plain.Length];
                text.Append(string.Format(CultureInfo.InvariantCulture, template, i)).Append("\n\n");
            }

            var source = text.Append("}\n").ToString();
            line += source.Count(static c => c == '\n');
            yield return source;
        }
    }
}
