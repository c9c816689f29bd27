// Stage: emitting. In: the request numbers of a header. Out: a property each, and a typed descriptor each:
//     [global::UapiGen.UapiIoctl(Direction = global::UapiGen.UapiDirection.Write, Type = 'b', Number = 0, Size = 8, Argument = typeof(dma_buf_sync))]
//     public static uint DMA_BUF_IOCTL_SYNC => EncodeIoctl(IoctlDirection.Write, 'b', 0, 8);
//     public static partial class Ioctls
//     {
//         public static Ioctl<dma_buf_sync> DMA_BUF_IOCTL_SYNC => new(Uapi.DMA_BUF_IOCTL_SYNC, IoctlDirection.Write);
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class IoctlsEmitter
{
    /// <summary>Where the number that is shown holds.</summary>
    private const string Architectures = "except on powerpc";

    public static void Write(CodeWriter w, IReadOnlyList<IoctlModel> ioctls, string className, TypeSpelling types)
    {
        foreach (IoctlModel ioctl in ioctls)
        {
            w.Separate();
            DocWriter.Write(w, ioctl.Doc, Facts(ioctl), Effects(ioctl, types));
            w.Line($"[global::UapiGen.UapiIoctl({Arguments(ioctl, types)})]");
            w.Line(ioctl.Requests is { } requests
                ? $"public static uint {ioctl.Name} => {AbiExpression.Write(requests, request => "0x" + request.ToString("x8", CultureInfo.InvariantCulture) + "U")};"
                : $"public static uint {ioctl.Name} => EncodeIoctl(IoctlDirection.{ioctl.Direction}, {Type(ioctl)}, {ioctl.Number}, {Size(ioctl, types)});");
        }

        w.Separate();
        w.Line("/// <summary>Requests with the types of their arguments.</summary>");
        using (w.Block("public static partial class Ioctls"))
        {
            foreach (IoctlModel ioctl in ioctls)
            {
                string type = ioctl.Argument is null ? "Ioctl" : $"Ioctl<{types.Spell(ioctl.Argument)}>";
                string size = ioctl.Argument is null ? ", " + Size(ioctl, types) : "";
                w.Separate();
                w.Line($"/// <inheritdoc cref=\"{className}.{ioctl.Name}\"/>");
                w.Line($"public static {type} {ioctl.Name} => new({className}.{ioctl.Name}, IoctlDirection.{ioctl.Direction}{size});");
            }
        }
    }

    private static string Facts(IoctlModel ioctl) =>
        $"request <c>0x{ioctl.Value.ToString("x8", CultureInfo.InvariantCulture)}</c>{(ioctl.SizeOf is null && ioctl.Sizes is null && ioctl.Requests is null ? "" : " on x86-64")}, {(ioctl.Requests is null ? Architectures : "and another one elsewhere")}; <c>{ioctl.Header}</c>";

    private static IEnumerable<string> Effects(IoctlModel ioctl, TypeSpelling types)
    {
        if (ioctl.FileKind is not null)
        {
            yield return $"Taken by a <c>{DocWriter.Escape(ioctl.FileKind)}</c> file.";
        }

        if (ioctl.Argument is not null)
        {
            yield return ioctl.Argument is NamedRef
                ? $"The argument points to a <see cref=\"{types.Spell(ioctl.Argument)}\"/>."
                : $"The argument points to <c>{types.Spell(ioctl.Argument)}</c>.";
        }

        if (ioctl.Returns == "FileDescriptor")
        {
            yield return "Success returns a new file descriptor, which the caller owns.";
        }

        if (ioctl.MayInterrupt)
        {
            yield return "May fail with EINTR, and is then to be made again.";
        }
    }

    private static string Arguments(IoctlModel ioctl, TypeSpelling types)
    {
        var arguments = new List<string>
        {
            "Direction = global::UapiGen.UapiDirection." + ioctl.Direction,
            "Type = " + Type(ioctl),
            "Number = " + ioctl.Number.ToString(CultureInfo.InvariantCulture),
            "Size = " + ioctl.Size.ToString(CultureInfo.InvariantCulture),
        };
        if (ioctl.Argument is not null)
        {
            arguments.Add($"Argument = typeof({types.Spell(ioctl.Argument)})");
        }

        if (ioctl.FileKind is not null)
        {
            arguments.Add($"FileKind = \"{ioctl.FileKind.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
        }

        if (ioctl.Returns != "Zero")
        {
            arguments.Add("Returns = global::UapiGen.UapiReturns." + ioctl.Returns);
        }

        if (ioctl.TextSize > 0)
        {
            arguments.Add("TextSize = " + ioctl.TextSize.ToString(CultureInfo.InvariantCulture));
        }

        return string.Join(", ", ioctl.MayInterrupt ? arguments.Concat(["MayInterrupt = true"]) : arguments);
    }

    /// <summary>The type character as the kernel's documentation lists it, or as a number when it is none.</summary>
    private static string Type(IoctlModel ioctl) => ioctl.Type is > ' ' and <= '~' and not '\'' and not '\\'
        ? "'" + (char)ioctl.Type + "'"
        : "0x" + ioctl.Type.ToString("X2", CultureInfo.InvariantCulture);

    private static string Size(IoctlModel ioctl, TypeSpelling types) => ioctl.SizeOf switch
    {
        null when ioctl.Sizes is not null => AbiExpression.Write(ioctl.Sizes, size => size.ToString(CultureInfo.InvariantCulture) + "U"),
        null => ioctl.Size.ToString(CultureInfo.InvariantCulture),
        NamedRef record when ioctl.IsKernelSize => $"(uint){types.Spell(record)}.KernelSize",
        NamedRef record => $"(uint)global::System.Runtime.CompilerServices.Unsafe.SizeOf<{types.Spell(record)}>()",
        _ => "(uint)global::System.IntPtr.Size",
    };
}
