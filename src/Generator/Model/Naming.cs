// Stage: model. In: a merged model in C names. Out: the same model in C# names, with the cross-references of its documentation.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Documentation;
using UapiGen.Pipeline;

namespace UapiGen.Model;

internal sealed class Naming
{
    private readonly CSharpNames _names;

    /// <summary>C# names of types, by key; of nested ones with the names around them.</summary>
    private readonly Dictionary<string, string> _types = [];

    private readonly Dictionary<string, string> _typesByCName = [];

    private readonly Dictionary<string, string> _values = [];

    /// <summary>C# names of methods; an enumerator may bear the name of a function-like macro.</summary>
    private readonly Dictionary<string, string> _methods = [];

    private Naming(HeaderModel model, string className, bool isPascalCase)
    {
        _names = new CSharpNames(className, isPascalCase);
        foreach (int length in model.Records.SelectMany(TypeNeeds.TypesOf).SelectMany(TypeNeeds.ArrayLengths))
        {
            _names.Reserve("Array" + length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (RecordModel record in model.Records)
        {
            NameType(record.Key, record.Name);
            foreach (RecordModel nested in record.Nested)
            {
                NameNested(nested, record);
            }
        }

        foreach (EnumModel @enum in model.Enums)
        {
            NameType(@enum.Key, @enum.Name);
        }

        foreach (string name in model.Constants.Select(constant => constant.CName).Concat(model.Ioctls.Select(ioctl => ioctl.CName)))
        {
            _values[name] = _names.Claim(name, isType: false);
        }

        foreach (MethodModel method in model.Methods)
        {
            _methods[method.CName] = _names.Claim(method.CName, isType: false);
        }
    }

    public static HeaderModel Apply(HeaderModel model, string className, bool isPascalCase)
    {
        var naming = new Naming(model, className, isPascalCase);
        ILookup<string, string> requests = model.Ioctls
            .Where(ioctl => ioctl.Argument is NamedRef)
            .ToLookup(ioctl => ((NamedRef)ioctl.Argument!).Key, ioctl => naming._values[ioctl.CName]);
        return model with
        {
            Records = model.Records.Select(record => naming.Name(record) with { Requests = requests[record.Key].ToEquatableArray() }).ToEquatableArray(),
            Enums = model.Enums.Select(naming.Name).ToEquatableArray(),
            Constants = model.Constants.Select(naming.Name).ToEquatableArray(),
            Ioctls = model.Ioctls.Select(naming.Name).ToEquatableArray(),
            Methods = model.Methods.Select(method => method with { Name = naming._methods[method.CName], Doc = naming.Refer(method.Doc, method.CName) }).ToEquatableArray(),
        };
    }

    private void NameType(string key, string cName)
    {
        string name = _names.Claim(cName, isType: true);
        _types[key] = name;
        _typesByCName[cName] = name;
    }

    private void NameNested(RecordModel nested, RecordModel parent)
    {
        string name = nested.Key.Substring(nested.Key.LastIndexOf('.') + 1);
        _types[nested.Key] = _types[parent.Key] + "." + _names.Member(name, Last(_types[parent.Key]));
        foreach (RecordModel inner in nested.Nested)
        {
            NameNested(inner, nested);
        }
    }

    /// <summary>Names of members; two that PascalCase makes alike are told apart.</summary>
    private Dictionary<string, string> NameMembers(RecordModel record, string typeName)
    {
        var names = new Dictionary<string, string>();
        var taken = new HashSet<string>(record.Nested.Select(nested => Last(_types[nested.Key])));
        taken.UnionWith(record.Layout == RecordLayout.PerAbi ? AbiStorage.Names : []);
        foreach (string member in record.Members.Select(member => member.CName).Concat(record.FlexibleArrays.Select(array => array.CName)).Distinct())
        {
            string name = _names.Member(member, typeName);
            while (!taken.Add(name))
            {
                name += "_";
            }

            names.Add(member, name);
        }

        return names;
    }

    private RecordModel Name(RecordModel record)
    {
        string name = Last(_types[record.Key]);
        Dictionary<string, string> members = NameMembers(record, name);
        string? Related(string? cName) => cName is null ? null : members.TryGetValue(cName, out string? related) ? related : cName;
        return record with
        {
            Name = name,
            Doc = Refer(record.Doc, record.Name),
            Nested = record.Nested.Select(Name).ToEquatableArray(),
            Members = record.Members.Select(member => member with
            {
                Name = members[member.CName],
                Type = Name(member.Type),
                Doc = Refer(member.Doc, member.CName),
                Roles = member.Roles.Select(role => role with { Of = Related(role.Of) }).ToEquatableArray(),
            }).ToEquatableArray(),
            FlexibleArrays = record.FlexibleArrays.Select(array => array with
            {
                Name = members[array.CName],
                Element = Name(array.Element),
                CountedBy = Related(array.CountedBy),
                Doc = Refer(array.Doc, array.CName),
            }).ToEquatableArray(),
        };
    }

    private EnumModel Name(EnumModel @enum)
    {
        string name = _types[@enum.Key];
        return @enum with
        {
            Name = name,
            Doc = Refer(@enum.Doc, @enum.Name),
            Enumerators = @enum.Enumerators.Select(enumerator => enumerator with
            {
                Name = CSharpNames.Escape(enumerator.CName == name ? enumerator.CName + "_" : enumerator.CName),
                Doc = Refer(enumerator.Doc, enumerator.CName),
            }).ToEquatableArray(),
        };
    }

    private ConstantModel Name(ConstantModel constant) => constant with
    {
        Name = _values[constant.CName],
        Doc = Refer(constant.Doc, constant.CName),
        Feature = constant.Feature is { Payload: { } payload } feature ? feature with { Payload = (NamedRef)Name(payload) } : constant.Feature,
    };

    private IoctlModel Name(IoctlModel ioctl) => ioctl with
    {
        Name = _values[ioctl.CName],
        Doc = Refer(ioctl.Doc, ioctl.CName),
        Argument = ioctl.Argument is null ? null : Name(ioctl.Argument),
        SizeOf = ioctl.SizeOf is null ? null : Name(ioctl.SizeOf),
    };

    private TypeRef Name(TypeRef type) => type switch
    {
        NamedRef named => _types.TryGetValue(named.Key, out string? name) ? named with { Name = name } : VoidRef.Instance,
        PointerRef pointer => new PointerRef(Name(pointer.Target)),
        ArrayRef array => array with { Element = Name(array.Element) },
        FunctionPointerRef function => new FunctionPointerRef(
            function.Parameters.Select(parameter => parameter with { Type = Name(parameter.Type) }).ToEquatableArray(), Name(function.Return)),
        _ => type,
    };

    /// <summary>Finds the names in a text that a cref can reach: types behind their keyword, and names with an underscore.</summary>
    private DocModel Refer(DocModel doc, string self)
    {
        if (doc.IsEmpty)
        {
            return doc;
        }

        var references = new SortedDictionary<string, string>(System.StringComparer.Ordinal);
        foreach (string text in doc.Paragraphs.Concat([doc.Summary, doc.Returns]))
        {
            foreach (string name in MarkedNames(text))
            {
                if (name != self && (_typesByCName.TryGetValue(name, out string? target) || _values.TryGetValue(name, out target) || _methods.TryGetValue(name, out target)))
                {
                    references[name] = target;
                }
            }
        }

        return doc with { References = references.Select(pair => new DocReference(pair.Key, pair.Value)).ToEquatableArray() };
    }

    /// <summary>What a text means as a name of C: <c>&amp;name</c>, <c>struct name</c>, or a word with an underscore in it.</summary>
    private static IEnumerable<string> MarkedNames(string text)
    {
        bool isBehindKeyword = false;
        for (var cursor = new LineCursor(text); !cursor.IsAtEnd;)
        {
            int start = cursor.Position;
            if (!LineCursor.IsInWord(cursor.Current))
            {
                isBehindKeyword &= char.IsWhiteSpace(cursor.Current);
                cursor.Position++;
                continue;
            }

            string word = cursor.TakeWord();
            bool isMarked = isBehindKeyword || (start > 0 && text[start - 1] == '&') || word.IndexOf('_') > 0;
            if (isMarked && LineCursor.BeginsName(word[0]))
            {
                yield return word;
            }

            isBehindKeyword = word is "struct" or "union" or "enum";
        }
    }

    private static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);
}
