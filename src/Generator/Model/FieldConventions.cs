// Stage: model. In: a member, its documentation and its neighbours. Out: the roles that uAPI's naming conventions give it.
// Conventions of Documentation/process/botching-up-ioctls.rst and of VFIO, iommufd, dma-buf and udmabuf; an overlay corrects them.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using UapiGen.C.Binding;
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>Reads roles for the members of one record.</summary>
/// <param name="record">The record whose members are asked for.</param>
/// <param name="fields">Its members, flattened.</param>
/// <param name="constants">Integer constants of the unit, by name.</param>
internal sealed class FieldConventions(RecordDeclaration record, IReadOnlyList<FlatField> fields, IReadOnlyDictionary<string, ConstantDeclaration> constants)
{
    private static readonly Regex s_reserved = new(@"^_*(reserved|resv|rsvd|pad|padding|unused)_?\d*$", RegexOptions.CultureInvariant);

    private static readonly Regex s_mustBeZero = new(@"\bmust be (0|zero)\b|\bset to zero\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_selfSize = new(@"\bsizeof\b|\bsize of (this|the) (data )?struct|\bstruct(ure)? size\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_fileDescriptor = new(@"^(fd|\w+_fd|\w*eventfd|memfd)$", RegexOptions.CultureInvariant);

    private static readonly Regex s_userPointer = new(@"(_uptr|_ptr|^user_va|^uptr|^bitmap|^ranges)$", RegexOptions.CultureInvariant);

    private static readonly Regex s_macroName = new(@"\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b", RegexOptions.CultureInvariant);

    public EquatableArray<RoleModel> Read(FlatField field, DocModel doc)
    {
        RoleModel? role = SelfSize(field, doc) ?? Flags(field, doc) ?? Reserved(field, doc) ?? FileDescriptor(field)
            ?? SteeringTag(field) ?? UserPointer(field, doc) ?? Count(field);
        return role is null ? EquatableArray<RoleModel>.Empty : new EquatableArray<RoleModel>([role]);
    }

    /// <summary>The member that counts a flexible array: <c>__counted_by</c>, or a count right before it by its name.</summary>
    public string? CounterOf(FlatField array)
    {
        if (array.Field.CountedBy is { } counter)
        {
            return counter;
        }

        bool isBytes = array.Field.Type.Canonical is ArrayType { Element: { } element } && IsInteger(element, 1);
        string name = array.Field.Name!;
        return fields
            .Where(field => field.Owner == array.Owner && IsInteger(field.Field.Type) && field.Offset < array.Offset)
            .Select(field => field.Field.Name!)
            .LastOrDefault(candidate => candidate == "nr_" + name || candidate == "num_" + name || (candidate == "count" && !isBytes));
    }

    private RoleModel? SelfSize(FlatField field, DocModel doc)
    {
        bool isFirst = field.Offset == 0 && field.BitOffset is null && !record.IsUnion && IsInteger(field.Field.Type, 4);
        bool isNamed = field.Field.Name == "argsz"
            || (field.Field.Name == "size" && (doc.IsEmpty || Says(doc, s_selfSize)))
            || (field.Field.Name is "sz" or "len" && Says(doc, s_selfSize));
        return isFirst && isNamed ? new RoleModel("SelfSize") : null;
    }

    private RoleModel? Flags(FlatField field, DocModel doc)
    {
        if (field.Field.Name != "flags" || !IsInteger(field.Field.Type))
        {
            return null;
        }

        List<string> names = field.Owner.InnerMacros.Where(macro => macro.After == field.Field).Select(macro => macro.Name).ToList();
        if (names.Count == 0)
        {
            names = MacrosIn(doc);
        }

        ulong? mask = null;
        foreach (string name in names)
        {
            if (constants.TryGetValue(name, out ConstantDeclaration? constant) && constant.Kind == ConstantKind.Integer)
            {
                ulong width = constant.Size >= 8 ? ulong.MaxValue : (1UL << (int)(constant.Size * 8)) - 1;
                mask = (mask ?? 0) | (constant.IntegerBits & width);
            }
        }

        return new RoleModel("Flags") { Mask = mask ?? (Says(doc, s_mustBeZero) ? 0UL : null) };
    }

    private static RoleModel? Reserved(FlatField field, DocModel doc) =>
        s_reserved.IsMatch(field.Field.Name!) || Says(doc, s_mustBeZero) ? new RoleModel("Reserved") : null;

    private static RoleModel? FileDescriptor(FlatField field) =>
        IsInteger(field.Field.Type, 4) && s_fileDescriptor.IsMatch(field.Field.Name!) ? new RoleModel("FileDescriptor") : null;

    /// <summary>PCIe TPH (PCIe 6.2, 6.17): <c>steering_tag</c>, <c>steering_tag_ext</c> and <c>ph</c>.</summary>
    private static RoleModel? SteeringTag(FlatField field) => field.Field.Name switch
    {
        "steering_tag" or "steering_tag_ext" when IsInteger(field.Field.Type, 1) => new RoleModel("SteeringTag") { Width = 8 },
        "steering_tag" or "steering_tag_ext" when IsInteger(field.Field.Type, 2) => new RoleModel("SteeringTag") { Width = 16 },
        "ph" when IsInteger(field.Field.Type, 1) => new RoleModel("ProcessingHint"),
        _ => null,
    };

    private RoleModel? UserPointer(FlatField field, DocModel doc)
    {
        bool isAddress = IsInteger(field.Field.Type, 8) && (s_userPointer.IsMatch(field.Field.Name!) || doc.Summary.StartsWith("User pointer", StringComparison.OrdinalIgnoreCase)
            || doc.Summary.StartsWith("Pointer to", StringComparison.OrdinalIgnoreCase));
        if (!isAddress && field.Field.Type.Canonical is not PointerType { Target.Canonical: not FunctionType })
        {
            return null;
        }

        string stem = Regex.Replace(field.Field.Name!, "_(uptr|ptr)$", "");
        string? counter = fields.Select(candidate => candidate.Field.Name!)
            .FirstOrDefault(name => name == "num_" + stem || name == "nr_" + stem || name == stem + "_len" || name == stem + "_size");
        return new RoleModel("UserPointer") { Of = counter };
    }

    private RoleModel? Count(FlatField field)
    {
        foreach (FlatField array in fields)
        {
            if (array.Field.IsFlexibleArray && array.Owner == field.Owner && CounterOf(array) == field.Field.Name)
            {
                return new RoleModel("Count") { Of = array.Field.Name };
            }
        }

        return null;
    }

    private static List<string> MacrosIn(DocModel doc) =>
        doc.Paragraphs.Concat([doc.Summary])
            .SelectMany(text => s_macroName.Matches(text).Cast<Match>())
            .Select(match => match.Value)
            .Distinct()
            .ToList();

    private static bool Says(DocModel doc, Regex phrase) => phrase.IsMatch(doc.Summary) || doc.Paragraphs.Any(phrase.IsMatch);

    private static bool IsInteger(CType type) => IsInteger(type, 1) || IsInteger(type, 2) || IsInteger(type, 4) || IsInteger(type, 8);

    private static bool IsInteger(CType type, int size) => type.Canonical is BuiltinType builtin && size == builtin.Kind switch
    {
        BuiltinKind.Char or BuiltinKind.SignedChar or BuiltinKind.UnsignedChar => 1,
        BuiltinKind.Short or BuiltinKind.UnsignedShort => 2,
        BuiltinKind.Int or BuiltinKind.UnsignedInt => 4,
        BuiltinKind.LongLong or BuiltinKind.UnsignedLongLong or BuiltinKind.Long or BuiltinKind.UnsignedLong => 8,
        _ => 0,
    };
}
