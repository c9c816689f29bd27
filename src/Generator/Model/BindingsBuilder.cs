// Stage: model. In: what an attribute asks for, and the models of its headers. Out: one FileModel for each file to generate.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>The files of one class, and where its headers disagree.</summary>
internal sealed record BindingsModel(EquatableArray<FileModel> Files, EquatableArray<Conflict> Conflicts);

internal static class BindingsBuilder
{
    public static BindingsModel Build(BindingsRequest request, IReadOnlyList<HeaderModel> headers)
    {
        (HeaderModel merged, EquatableArray<Conflict> conflicts) = HeaderMerge.Merge(headers);
        HeaderModel narrowed = TypeNeeds.Narrow(merged, new NameFilter(request.Include, request.Exclude));
        HeaderModel model = Naming.Apply(narrowed, request.Class.Name, request.IsPascalCase);
        BindingsClass @class = request.Class;
        var hints = new HintNames(@class.FileFolder);
        var files = new List<FileModel>();
        files.AddRange(model.Records.Select(record => new RecordFile(hints.Claim(record.Header, record.Name), @class, record)));
        files.AddRange(model.Enums.Select(@enum => new EnumFile(hints.Claim(@enum.Header, @enum.Name), @class, @enum)));
        files.AddRange(model.Constants
            .GroupBy(constant => constant.Header)
            .Select(group => new ConstantsFile(hints.Claim(group.Key, "Constants"), @class, group.ToEquatableArray())));
        files.AddRange(model.Methods.Select(method => method.Header)
            .Concat(model.LeftOutMacros.Select(macro => macro.Header))
            .Distinct()
            .Select(header => new MacrosFile(
                hints.Claim(header, "Macros"),
                @class,
                model.Methods.Where(method => method.Header == header).ToEquatableArray(),
                model.LeftOutMacros.Where(macro => macro.Header == header).ToEquatableArray())));
        files.AddRange(model.Ioctls
            .GroupBy(ioctl => ioctl.Header)
            .Select(group => new IoctlsFile(hints.Claim(group.Key, "Ioctls"), @class, group.ToEquatableArray())));
        if (model.Ioctls.Count > 0)
        {
            files.Add(new IoctlTypesFile(hints.Claim(null, "Ioctl"), @class));
        }

        EquatableArray<int> lengths = model.Records
            .SelectMany(TypeNeeds.TypesOf)
            .SelectMany(TypeNeeds.ArrayLengths)
            .Distinct()
            .OrderBy(length => length)
            .ToEquatableArray();
        if (lengths.Count > 0)
        {
            files.Add(new ArraysFile(hints.Claim(null, "Arrays"), @class, lengths));
        }

        return new BindingsModel(files.ToEquatableArray(), conflicts);
    }

    /// <summary>Hint names: <c>Namespace.Uapi/linux.vfio/vfio_region_info.g.cs</c>; C tells foo from FOO, file names do not.</summary>
    private sealed class HintNames(string fullName)
    {
        private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

        public string Claim(string? header, string name)
        {
            string folder = header is null ? fullName : fullName + "/" + FolderOf(header);
            string stem = folder + "/" + name.TrimStart('@');
            string hint = stem + ".g.cs";
            for (int i = 2; !_taken.Add(hint); i++)
            {
                hint = stem + "." + i.ToString(CultureInfo.InvariantCulture) + ".g.cs";
            }

            return hint;
        }

        private static string FolderOf(string header)
        {
            string stem = header.EndsWith(".h", StringComparison.OrdinalIgnoreCase) ? header.Substring(0, header.Length - 2) : header;
            return string.Concat(stem.Replace('\\', '/').Replace('/', '.').Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')).Trim('.');
        }
    }
}
