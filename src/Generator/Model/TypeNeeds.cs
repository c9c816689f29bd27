// Stage: model. In: a merged model and a filter. Out: the model narrowed to what the filter takes and what that needs.
using System.Collections.Generic;
using System.Linq;
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>Asks models which types and inline arrays they use.</summary>
internal static class TypeNeeds
{
    public static HeaderModel Narrow(HeaderModel model, NameFilter filter)
    {
        EquatableArray<ConstantModel> constants = model.Constants.Where(constant => filter.Takes(constant.CName)).ToEquatableArray();
        EquatableArray<IoctlModel> ioctls = model.Ioctls.Where(ioctl => filter.Takes(ioctl.CName)).ToEquatableArray();
        var needed = new HashSet<string>(model.Enums.Where(@enum => filter.Takes(@enum.Name)).Select(@enum => @enum.Key));
        var pending = new Queue<RecordModel>(model.Records.Where(record => filter.Takes(record.Name)));
        Dictionary<string, RecordModel> records = model.Records.ToDictionary(record => record.Key);
        void Need(TypeRef? type)
        {
            foreach (NamedRef named in NamedIn(type))
            {
                // A nested record's key goes on behind that of the record that emits it.
                string key = records.ContainsKey(named.Key) ? named.Key : named.Key.Split('.')[0];
                if (records.TryGetValue(key, out RecordModel? record) && !needed.Contains(key))
                {
                    pending.Enqueue(record);
                }

                needed.Add(key);
            }
        }

        foreach (IoctlModel ioctl in ioctls)
        {
            Need(ioctl.Argument);
            Need(ioctl.SizeOf);
        }

        foreach (ConstantModel constant in constants)
        {
            Need(constant.Feature?.Payload);
        }

        while (pending.Count > 0)
        {
            RecordModel record = pending.Dequeue();
            needed.Add(record.Key);
            foreach (TypeRef type in TypesOf(record))
            {
                Need(type);
            }
        }

        return model with
        {
            Records = model.Records.Where(record => needed.Contains(record.Key)).ToEquatableArray(),
            Enums = model.Enums.Where(@enum => needed.Contains(@enum.Key)).ToEquatableArray(),
            Constants = constants,
            Ioctls = ioctls,
            Methods = model.Methods.Where(method => filter.Takes(method.CName)).ToEquatableArray(),
            LeftOutMacros = model.LeftOutMacros.Where(macro => filter.Takes(macro.CName)).ToEquatableArray(),
        };
    }

    /// <summary>The types of a record's members, of its flexible arrays and of the records nested in it.</summary>
    public static IEnumerable<TypeRef> TypesOf(RecordModel record) => record.Members
        .Select(member => member.Lengths is not null && member.Type is ArrayRef array ? array.Element : member.Type) // A span needs no array of its own.
        .Concat(record.FlexibleArrays.Select(array => array.Element))
        .Concat(record.Nested.SelectMany(TypesOf));

    /// <summary>Lengths of the inline arrays that a type is made of.</summary>
    public static IEnumerable<int> ArrayLengths(TypeRef type) => type switch
    {
        ArrayRef array => ArrayLengths(array.Element).Concat([array.Length]),
        _ => [],
    };

    /// <summary>True when C# spells the type with a pointer.</summary>
    public static bool HasPointer(TypeRef type) => type is PointerRef or FunctionPointerRef;

    private static IEnumerable<NamedRef> NamedIn(TypeRef? type) => type switch
    {
        NamedRef named => [named],
        PointerRef pointer => NamedIn(pointer.Target),
        ArrayRef array => NamedIn(array.Element),
        FunctionPointerRef function => function.Parameters.SelectMany(parameter => NamedIn(parameter.Type)).Concat(NamedIn(function.Return)),
        _ => [],
    };
}
