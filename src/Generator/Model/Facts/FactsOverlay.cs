// Stage: facts. In: a header's model and the facts of its overlay. Out: the model with what C cannot say.
// A fact replaces what the conventions guessed of the same kind; facts of several lines add up.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Text;
using UapiGen.Diagnostics;
using UapiGen.Pipeline;

namespace UapiGen.Model.Facts;

/// <summary>Applies facts to one header's model.</summary>
/// <param name="file">The file that states them.</param>
/// <param name="reportsUnknownNames">False when the overlay was written for another edition of the header.</param>
/// <param name="scalars">Maps the name of a scalar type of the header; null for other names.</param>
/// <param name="constants">Integer constants, for masks.</param>
/// <param name="findings">Takes what names nothing.</param>
internal sealed class FactsOverlay(
    SourceFile file,
    bool reportsUnknownNames,
    Func<string, TypeRef?> scalars,
    IReadOnlyDictionary<string, ConstantDeclaration> constants,
    List<Finding> findings)
{
    private static readonly IReadOnlyList<(string Key, string Name)> s_flagNumbers =
        [("any", "Any"), ("one", "One"), ("end", "End"), ("wanted", "Wanted"), ("index", "Index"), ("get", "Get"), ("set", "Set"), ("probe", "Probe")];

    private static readonly IReadOnlyList<(string Key, string Name)> s_limits = [("min", "Minimum"), ("max", "Maximum"), ("multiple", "Multiple")];

    public HeaderModel Apply(HeaderModel model, IReadOnlyList<Fact> facts)
    {
        ILookup<string, Fact> byOwner = facts.ToLookup(fact => fact.Kind + " " + Owner(fact));
        foreach (Fact fact in facts.Where(fact => !Exists(model, fact)))
        {
            Report(fact.NameSpan, fact.Name);
        }

        return model with
        {
            Records = model.Records.Select(record => ApplyToRecord(record, byOwner)).ToEquatableArray(),
            Constants = model.Constants.Select(constant => ApplyToConstant(constant, byOwner["feature " + constant.CName], model)).ToEquatableArray(),
            Ioctls = model.Ioctls.Select(ioctl => ApplyToIoctl(ioctl, byOwner["ioctl " + ioctl.CName], model)).ToEquatableArray(),
        };
    }

    private static string Owner(Fact fact) => fact.Kind is "ioctl" or "feature" ? fact.Name : fact.Name.Substring(0, fact.Name.IndexOf('.'));

    private static string Member(Fact fact) => fact.Name.Substring(fact.Name.IndexOf('.') + 1);

    private static bool Exists(HeaderModel model, Fact fact) => fact.Kind switch
    {
        "ioctl" => model.Ioctls.Any(ioctl => ioctl.CName == fact.Name),
        "feature" => model.Constants.Any(constant => constant.CName == fact.Name),
        _ => model.Records.Any(record => record.Name == Owner(fact)
            && (record.Members.Any(member => member.CName == Member(fact)) || record.FlexibleArrays.Any(array => array.CName == Member(fact)))),
    };

    private RecordModel ApplyToRecord(RecordModel record, ILookup<string, Fact> byOwner)
    {
        List<Fact> fields = byOwner["field " + record.Name].ToList();
        List<Fact> results = byOwner["result " + record.Name].ToList();
        List<Fact> parameters = byOwner["parameter " + record.Name].ToList();
        if (fields.Count + results.Count + parameters.Count == 0)
        {
            return record;
        }

        return record with { Members = record.Members.Select(ApplyToMember).ToEquatableArray() };

        MemberModel ApplyToMember(MemberModel member)
        {
            List<RoleModel> stated = fields.Where(fact => Member(fact) == member.CName).Select(fact => FieldRole(fact, member)).OfType<RoleModel>()
                .Concat(results.Where(fact => Member(fact) == member.CName).Select(_ => new RoleModel("Result")))
                .Concat(parameters.Where(fact => Member(fact) == member.CName).SelectMany(fact => ParameterRoles(fact, member)))
                .ToList();
            IEnumerable<RoleModel> guessed = member.Roles.Where(role => stated.All(fact => !Replaces(fact, role)));
            return stated.Count == 0 ? member : member with { Roles = guessed.Concat(stated).ToEquatableArray() };
        }
    }

    /// <summary>Output says who writes, the others say what is written: only these exclude one another.</summary>
    private static bool Replaces(RoleModel fact, RoleModel guessed) =>
        guessed.Parameter == fact.Parameter && (guessed.Kind == fact.Kind || fact.Kind is not ("Output" or "Result" or "Limits" or "Announced" or "IntervalStart" or "IntervalLength"));

    private RoleModel? FieldRole(Fact fact, MemberModel member)
    {
        string role = fact.Properties.Count == 0 ? "" : fact.Properties[0].Key;
        return role switch
        {
            "reserved" => new RoleModel("Reserved"),
            "must-be-zero" when member.Roles.Any(guess => guess.Kind == "Flags") => new RoleModel("Flags") { Mask = 0 },
            "must-be-zero" => new RoleModel("Reserved"),
            "self-size" => new RoleModel("SelfSize"),
            "fd" => new RoleModel("FileDescriptor"),
            "flags" => new RoleModel("Flags") { Mask = fact.Value("mask") is { } mask ? Number(fact, "mask", mask) : null, Numbers = Numbers(fact, s_flagNumbers) },
            "user-pointer" => new RoleModel("UserPointer") { Of = fact.Value("count") },
            "count" => new RoleModel("Count") { Of = fact.Value("of") },
            "steering-tag" => new RoleModel("SteeringTag") { Width = fact.Value("width") is { } width ? int.Parse(width, CultureInfo.InvariantCulture) : member.Size * 8 },
            "processing-hint" => new RoleModel("ProcessingHint"),
            "output" => new RoleModel("Output"),
            "index" => new RoleModel("Index"),
            "limits" => new RoleModel("Limits") { Numbers = Numbers(fact, s_limits) },
            "announced" when fact.Value("mask") is { } bits => new RoleModel("Announced") { Mask = Number(fact, "mask", bits), Of = fact.Value("of") },
            "interval-start" => new RoleModel("IntervalStart"),
            "interval-length" => new RoleModel("IntervalLength"),
            _ => null,
        };
    }

    private static IEnumerable<RoleModel> ParameterRoles(Fact fact, MemberModel member)
    {
        if (fact.Properties.Count == 0)
        {
            yield break;
        }

        int index = int.Parse(fact.Properties[0].Key, CultureInfo.InvariantCulture);
        foreach (FactProperty property in fact.Properties.Skip(1))
        {
            yield return property.Key switch
            {
                "steering-tag" => new RoleModel("SteeringTag") { Parameter = index, Width = PointedToBits(member.Type, index) },
                "steering-tag-width" => new RoleModel("SteeringTagWidth") { Parameter = index },
                "processing-hint" => new RoleModel("ProcessingHint") { Parameter = index },
                _ => new RoleModel("Output") { Parameter = index },
            };
        }
    }

    private static int? PointedToBits(TypeRef type, int index) =>
        type is FunctionPointerRef function && index < function.Parameters.Count
            && function.Parameters[index].Type is PointerRef { Target: ScalarRef scalar } ? scalar.Size * 8 : null;

    private EquatableArray<RoleNumber> Numbers(Fact fact, IReadOnlyList<(string Key, string Name)> keys) => keys
        .Select(key => fact.Value(key.Key) is { } text && Number(fact, key.Key, text) is { } value ? new RoleNumber(key.Name, value) : null)
        .OfType<RoleNumber>()
        .ToEquatableArray();

    /// <summary>The value of <c>0x1F</c>, <c>31</c>, or of constants joined by bars.</summary>
    private ulong? Number(Fact fact, string key, string text)
    {
        ulong number = 0;
        foreach (string term in text.Split('|'))
        {
            if (Literal(term) is { } bits)
            {
                number |= bits;
            }
            else if (constants.TryGetValue(term, out ConstantDeclaration? constant) && constant.Kind == ConstantKind.Integer)
            {
                number |= constant.Size >= 8 ? constant.IntegerBits : constant.IntegerBits & ((1UL << (int)(constant.Size * 8)) - 1);
            }
            else
            {
                Report(fact.Properties.First(property => property.Key == key).Span, term);
                return null;
            }
        }

        return number;
    }

    private static ulong? Literal(string term) =>
        term.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && ulong.TryParse(term.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits) ? bits
        : ulong.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number
        : null;

    private ConstantModel ApplyToConstant(ConstantModel constant, IEnumerable<Fact> facts, HeaderModel model)
    {
        Fact? fact = facts.LastOrDefault();
        if (fact is null)
        {
            return constant;
        }

        List<string> operations = (fact.Value("ops") ?? "none").Split(',').Where(operation => operation != "none").Select(operation => operation == "get" ? "Get" : "Set").ToList();
        NamedRef? payload = Argument(fact, "payload", model) as NamedRef;
        int minimum = int.Parse(fact.Value("min") ?? "0", CultureInfo.InvariantCulture);
        return constant with { Feature = new FeatureModel(operations.ToEquatableArray(), payload, minimum, Returns(fact)) };
    }

    private IoctlModel ApplyToIoctl(IoctlModel ioctl, IEnumerable<Fact> facts, HeaderModel model)
    {
        foreach (Fact fact in facts)
        {
            ioctl = ioctl with
            {
                FileKind = fact.Value("fd") ?? ioctl.FileKind,
                Returns = fact.Value("returns") is null ? ioctl.Returns : Returns(fact),
                TextSize = fact.Value("text") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : ioctl.TextSize,
                MayInterrupt = ioctl.MayInterrupt || fact.Value("interruptible") is not null,
                Argument = fact.Value("argument") is null ? ioctl.Argument : Argument(fact, "argument", model),
            };
        }

        return ioctl;
    }

    private static string Returns(Fact fact) => fact.Value("returns") switch
    {
        "fd" => "FileDescriptor",
        "value" => "Value",
        _ => "Zero",
    };

    private TypeRef? Argument(Fact fact, string key, HeaderModel model)
    {
        string? name = fact.Value(key);
        if (name is null or "none" or "value")
        {
            return null;
        }

        RecordModel? record = model.Records.FirstOrDefault(candidate => candidate.Name == name);
        TypeRef? type = record is null ? scalars(name) : new NamedRef(record.Key, record.Name, IsEnum: false);
        if (type is null)
        {
            Report(fact.Properties.First(property => property.Key == key).Span, name);
        }

        return type;
    }

    private void Report(SourceSpan span, string name)
    {
        if (reportsUnknownNames)
        {
            findings.Add(new Finding(EmitDiagnostics.FactNamesNothing, file, span, name));
        }
    }
}
