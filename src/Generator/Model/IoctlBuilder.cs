// Stage: model. In: _IOC-built macros, and the comments that name them. Out: IoctlModels, with the argument where C or a comment says it.
// VFIO's numbers carry no size; its comments "NAME - _IOWR(TYPE, BASE + n, struct X)" say what the argument points to.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using UapiGen.C.Binding;
using UapiGen.C.Documentation;
using UapiGen.C.Layout;
using UapiGen.Pipeline;

namespace UapiGen.Model;

internal sealed class IoctlBuilder
{
    private static readonly Regex s_argument = new(@",\s*(?:struct|union)\s+(?<name>\w+)\s*\)", RegexOptions.CultureInvariant);

    /// <summary>iommufd's way: <c>struct x - ioctl(NAME)</c>.</summary>
    private static readonly Regex s_request = new(@"^ioctl\((?<name>\w+)\)", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, KernelDoc> _heads = [];

    /// <summary>By the request that they name, the comments of its argument.</summary>
    private readonly Dictionary<string, KernelDoc> _arguments = [];

    /// <summary>Requests by target and name.</summary>
    private readonly Dictionary<Target, Dictionary<string, IoctlDeclaration>> _ioctls;

    private readonly TypeMapper _types;

    private readonly IReadOnlyCollection<RecordModel> _records;

    /// <param name="unit">The unit whose comments are looked through.</param>
    /// <param name="others">It on the other targets.</param>
    /// <param name="types">Names types.</param>
    /// <param name="records">The records that will be emitted.</param>
    public IoctlBuilder(TranslationUnit unit, IReadOnlyList<TargetUnit> others, TypeMapper types, IReadOnlyCollection<RecordModel> records)
    {
        _ioctls = others
            .Prepend(new TargetUnit(unit.Target, unit))
            .ToDictionary(other => other.Target, other => other.Unit.Ioctls.GroupBy(ioctl => ioctl.Name!).ToDictionary(group => group.Key, group => group.Last()));
        _types = types;
        _records = records;
        IEnumerable<Declaration> declarations = unit.Records.Concat<Declaration>(unit.Ioctls).Concat(unit.Constants).Concat(unit.Enums).Concat(unit.Macros);
        foreach (KernelDoc doc in declarations.Where(MayHaveHead).SelectMany(DocReader.Parse))
        {
            if (doc.Subject is not null && s_request.Match(doc.Brief) is { Success: true } request && !_arguments.ContainsKey(request.Groups["name"].Value))
            {
                _arguments.Add(request.Groups["name"].Value, doc);
            }

            if (doc.Subject is { } subject && doc.Brief.StartsWith("_IO", StringComparison.Ordinal) && !_heads.ContainsKey(subject))
            {
                _heads.Add(subject, doc);
            }
        }
    }

    public IoctlModel Build(IoctlDeclaration ioctl, string header)
    {
        _heads.TryGetValue(ioctl.Name!, out KernelDoc? head);
        DocModel own = DocReader.Read(ioctl);
        return new IoctlModel(
            ioctl.Name!, ioctl.Name!, ioctl.Direction.ToString(), ioctl.Type, ioctl.Number, (int)ioctl.Size, ioctl.Value,
            own.Summary.Length > 0 ? own : head is not null ? DocReader.Read([head], ioctl.Name) : _arguments.TryGetValue(ioctl.Name!, out KernelDoc? taker) ? OfArgument(taker) : own)
        {
            Header = header,
            Argument = Argument(ioctl, head),
            SizeOf = ioctl.Argument is { } argument && IsPointerSized(argument) ? _types.Map(argument) : null,
            Sizes = AbiNumber.Of(target => _ioctls[target].TryGetValue(ioctl.Name!, out IoctlDeclaration? other) ? other.Size : null) is { IsSame: false } sizes ? sizes : null,
            Requests = Requests(ioctl),
            IsKernelSize = ioctl.Argument is not null && RecordOf(ioctl.Argument) is { IsSizeExact: false },
        };
    }

    /// <summary>The number on each target when another header of the architecture, or a condition, makes it another request there.</summary>
    private AbiNumber? Requests(IoctlDeclaration ioctl)
    {
        bool isSame = _ioctls.Values.All(ioctls => !ioctls.TryGetValue(ioctl.Name!, out IoctlDeclaration? other)
            || (other.Direction == ioctl.Direction && other.Type == ioctl.Type && other.Number == ioctl.Number));
        return isSame ? null : AbiNumber.Of(target => _ioctls[target].TryGetValue(ioctl.Name!, out IoctlDeclaration? other) ? other.Value : null);
    }

    /// <summary>A request that only its argument's comment tells of: what that says, and which struct it is.</summary>
    private static DocModel OfArgument(KernelDoc argument)
    {
        DocModel doc = DocReader.Compose("", argument.Paragraphs.Take(1).ToList(), argument.Returns, null);
        return doc with { Paragraphs = doc.Paragraphs.Concat(["Takes a &struct " + argument.Subject + "."]).ToEquatableArray() };
    }

    private static bool MayHaveHead(Declaration declaration) =>
        Closure.IsRoot(declaration) && declaration.Comments.Any(comment => comment.Contains(" - _IO") || comment.Contains(" - ioctl("));

    private NamedRef? Argument(IoctlDeclaration ioctl, KernelDoc? head)
    {
        if (ioctl.Argument?.Canonical is RecordType { Declaration.Name: not null } record)
        {
            return _types.Map(record.Declaration);
        }

        string? named = head is not null && s_argument.Match(head.Brief) is { Success: true } match ? match.Groups["name"].Value : null;
        RecordModel? model = named is null ? null : _records.FirstOrDefault(candidate => candidate.Name == named && !candidate.IsOpaque);
        return model is null ? null : new NamedRef(model.Key, model.Name, IsEnum: false);
    }

    /// <summary>True when the encoded size follows the target.</summary>
    private bool IsPointerSized(CType argument) => TypeMapper.IsPointerSized(argument) || RecordOf(argument) is { Sizes: not null };

    private RecordModel? RecordOf(CType argument) => argument.Canonical is RecordType record
        ? _records.FirstOrDefault(candidate => candidate.Key == TypeMapper.Key(record.Declaration))
        : null;
}
