// Stage: model. In: the models of the headers of one class. Out: one model; each declaration once, what disagrees named.
// A declaration comes from the header that makes it, which has its facts; others see it only through an include.
using System.Collections.Generic;
using System.Linq;
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>Two headers that declare one name differently; the first is emitted.</summary>
internal sealed record Conflict(string Name, string Header, string OtherHeader);

internal static class HeaderMerge
{
    public static (HeaderModel Model, EquatableArray<Conflict> Conflicts) Merge(IReadOnlyList<HeaderModel> headers)
    {
        var conflicts = new List<Conflict>();
        var merged = new HeaderModel(headers.Count == 0 ? "" : headers[0].Header)
        {
            Records = Unite(headers, header => header.Records, record => record.Key, record => record.Header, AreSame, record => record.IsOpaque, conflicts),
            Enums = Unite(headers, header => header.Enums, @enum => @enum.Key, @enum => @enum.Header, AreSame, _ => false, conflicts),
            Constants = Unite(headers, header => header.Constants, constant => constant.CName, constant => constant.Header, (a, b) => a.Type == b.Type && a.Value == b.Value && a.Values.Equals(b.Values), _ => false, conflicts),
            Ioctls = Unite(headers, header => header.Ioctls, ioctl => ioctl.CName, ioctl => ioctl.Header, (a, b) => a.Value == b.Value, _ => false, conflicts),
            Methods = Unite(headers, header => header.Methods, method => method.CName, method => method.Header, AreSame, _ => false, conflicts),
            LeftOutMacros = headers.SelectMany(header => header.LeftOutMacros).ToEquatableArray(),
        };
        return (merged, conflicts.ToEquatableArray());
    }

    private static EquatableArray<T> Unite<T>(
        IReadOnlyList<HeaderModel> headers,
        System.Func<HeaderModel, EquatableArray<T>> select,
        System.Func<T, string> key,
        System.Func<T, string> declaringHeader,
        System.Func<T, T, bool> areSame,
        System.Func<T, bool> isOpaque,
        List<Conflict> conflicts)
        where T : class, System.IEquatable<T>
    {
        var order = new List<string>();
        var kept = new Dictionary<string, (T Item, bool IsOwn)>();
        foreach (HeaderModel header in headers)
        {
            foreach (T item in select(header))
            {
                bool isOwn = declaringHeader(item) == header.Header;
                if (!kept.TryGetValue(key(item), out (T Item, bool IsOwn) known))
                {
                    order.Add(key(item));
                    kept.Add(key(item), (item, isOwn));
                }
                else if (isOpaque(known.Item) && !isOpaque(item))
                {
                    kept[key(item)] = (item, isOwn);
                }
                else if (!isOpaque(item) && !areSame(known.Item, item))
                {
                    conflicts.Add(new Conflict(key(item), declaringHeader(known.Item), declaringHeader(item)));
                }
                else if (isOwn && !known.IsOwn && !isOpaque(item))
                {
                    kept[key(item)] = (item, true);
                }
            }
        }

        return order.Select(name => kept[name].Item).ToEquatableArray();
    }

    private static bool AreSame(RecordModel a, RecordModel b) => a.Size == b.Size && a.Alignment == b.Alignment
        && a.Members.Select(member => (member.CName, member.Type, member.Offset)).SequenceEqual(b.Members.Select(member => (member.CName, member.Type, member.Offset)));

    private static bool AreSame(MethodModel a, MethodModel b) => a.ReturnType == b.ReturnType && a.Body == b.Body && a.Bodies.Equals(b.Bodies) && a.Parameters.Equals(b.Parameters);

    private static bool AreSame(EnumModel a, EnumModel b) => a.UnderlyingType == b.UnderlyingType
        && a.Enumerators.Select(enumerator => (enumerator.CName, enumerator.Value)).SequenceEqual(b.Enumerators.Select(enumerator => (enumerator.CName, enumerator.Value)));
}
