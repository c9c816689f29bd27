// In: C's records on a target, and the structs of a loaded assembly. Out: what they disagree on.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.Model;

namespace UapiGen.Layout.Tests.Corpus;

/// <summary>C's records beside the loaded structs.</summary>
/// <param name="bindings">The class that holds the structs.</param>
/// <param name="target">The target that C's records are of.</param>
/// <param name="given">Records that a finding gives up on other targets than x86-64.</param>
internal sealed class RecordComparison(Type bindings, Target target, IReadOnlyList<string> given)
{
    private readonly TypeMeasure _measure = new(target);

    private readonly List<string> _wrong = [];

    public int Records { get; private set; }

    public int Fields { get; private set; }

    public int BitFields { get; private set; }

    public IReadOnlyList<string> Wrong => _wrong;

    public void Run(IEnumerable<RecordDeclaration> records, IReadOnlyList<RecordModel> models)
    {
        Dictionary<string, RecordModel> byKey = models.ToDictionary(model => model.Key);
        foreach (RecordDeclaration record in records.Where(record => record.Size > 0 && (target == Target.X86_64 || !given.Contains(TypeMapper.Key(record)))))
        {
            if (byKey.TryGetValue(TypeMapper.Key(record), out RecordModel? model))
            {
                Compare(record, model, bindings, model.Key);
            }
            else if (record.Location.File == 0 && target == Target.X86_64)
            {
                _wrong.Add(TypeMapper.Key(record) + " has no struct");
            }
        }
    }

    private void Compare(RecordDeclaration record, RecordModel model, Type parent, string path)
    {
        Type? type = parent.GetNestedType(model.Name.TrimStart('@'), BindingFlags.Public | BindingFlags.NonPublic);
        if (type is null)
        {
            _wrong.Add(path + " has no struct");
            return;
        }

        Records++;
        var probe = new RecordProbe(type);
        if (probe.KernelSize != record.Size || probe.Size < record.Size)
        {
            _wrong.Add($"{path}: {probe.KernelSize} bytes, in C {record.Size}");
        }

        List<FlatField> fields = [.. new LaidOut(target, record).Fields];
        Dictionary<string, string> names = model.Members.Select(member => (member.CName, member.Name))
            .Concat(model.FlexibleArrays.Select(array => (array.CName, array.Name)))
            .ToDictionary(pair => pair.CName, pair => pair.Name.TrimStart('@'));
        List<FlatField> named = [.. fields.Where(field => names.ContainsKey(field.Field.Name!))];
        _wrong.AddRange(fields.Where(field => !names.ContainsKey(field.Field.Name!) && _measure.SizeOf(field.Field.Type) > 0).Select(field => $"{path}.{field.Field.Name} has no member"));
        IReadOnlyList<MeasuredMember?> measured = probe.Members([.. named.Select(field => names[field.Field.Name!])]);
        for (int i = 0; i < named.Count; i++)
        {
            Compare(named[i], measured[i], model, path + "." + named[i].Field.Name);
            if (model.Nested.FirstOrDefault(nested => nested.Key.EndsWith("." + named[i].Field.Name + "_struct", StringComparison.Ordinal) || nested.Key.EndsWith("." + named[i].Field.Name + "_union", StringComparison.Ordinal)) is { } inner
                && RecordIn(named[i].Field.Type) is { } innerRecord)
            {
                Compare(innerRecord, inner, type, path + "." + named[i].Field.Name);
            }
        }
    }

    private void Compare(FlatField field, MeasuredMember? measured, RecordModel model, string path)
    {
        long bits = field.Field.BitWidth ?? (field.Field.IsFlexibleArray ? 0 : (_measure.SizeOf(field.Field.Type) ?? 0) * 8);
        var expected = new MeasuredMember(field.BitOffset is { } bit ? Simulated(bit, bits, field.Name, model) : field.Offset * 8, bits);
        Fields++;
        BitFields += field.BitOffset is null ? 0 : 1;
        if (measured != expected)
        {
            _wrong.Add(measured is { } actual ? $"{path}: {actual.Bits} bits at bit {actual.Bit}, in C {expected.Bits} at {expected.Bit}" : path + " has no member");
        }
    }

    private static RecordDeclaration? RecordIn(CType type) => type.Canonical switch
    {
        ArrayType array => RecordIn(array.Element),
        PointerType pointer => RecordIn(pointer.Target),
        RecordType record => record.Declaration,
        _ => null,
    };

    /// <summary>
    /// Where this little-endian machine sees the bits that a big-endian one counts from the highest of their integer: the integer is read in
    /// this machine's order, and the shift within it is what is judged.
    /// </summary>
    private long Simulated(long bit, long width, string name, RecordModel model)
    {
        if (!target.IsBigEndian)
        {
            return bit;
        }

        MemberModel member = model.Members.First(candidate => candidate.CName == name);
        (long start, long size) = member.AbiBits is { } bits
            ? (bits.Offset.On(target), bits.Keyword switch { "byte" => 1, "ushort" => 2, "uint" => 4, _ => 8 })
            : model.BitStorage.Where(storage => storage.Name == member.Bits!.Storage).Select(storage => ((long)storage.Offset, (long)storage.Type.Size)).First();
        return (start * 8) + (size * 8) - (bit - (start * 8)) - width;
    }
}
