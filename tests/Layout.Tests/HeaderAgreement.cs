// In: two renditions of one header. Out: where they contradict each other on what both declare.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.Oracle.Facts;
using UapiGen.Tool.Dump;

namespace UapiGen.Layout.Tests;

/// <summary>A contradiction: the declared name, and the sentence with both sides.</summary>
internal sealed record Disagreement(string Name, string Sentence);

internal static class HeaderAgreement
{
    public static IEnumerable<Disagreement> Compare(TranslationUnit ours, TranslationUnit kernels) =>
        CompareRecords(ours, kernels).Concat(CompareValues(ValuesOf(ours), ValuesOf(kernels))).Concat(CompareFeatures(FeaturesOf(ours), FeaturesOf(kernels)));

    private static IEnumerable<Disagreement> CompareRecords(TranslationUnit ours, TranslationUnit kernels)
    {
        Dictionary<string, RecordDeclaration> theirs = kernels.Records.ToDictionary(Spelling.Of);
        foreach (RecordDeclaration our in ours.Records)
        {
            string name = Spelling.Of(our);
            if (!theirs.TryGetValue(name, out RecordDeclaration? their))
            {
                continue;
            }

            if (our.Alignment != their.Alignment)
            {
                yield return new(name, $"{name} is aligned to {our.Alignment}, the kernel's to {their.Alignment}");
            }

            Dictionary<string, string> ourFields = FieldsOf(our, ours);
            Dictionary<string, string> theirFields = FieldsOf(their, kernels);
            foreach ((string field, string place) in ourFields)
            {
                if (theirFields.TryGetValue(field, out string? theirPlace) && theirPlace != place)
                {
                    yield return new($"{name}.{field}", $"{name}.{field} is {place}, the kernel's {theirPlace}");
                }
            }

            // Only a field that the other does not have yet explains another size.
            bool haveSameFields = ourFields.Keys.ToHashSet().SetEquals(theirFields.Keys);
            if (our.Size != their.Size && haveSameFields)
            {
                yield return new(name, $"{name} has {our.Size} bytes, the kernel's {their.Size}, with the same fields");
            }

            RecordDeclaration longer = our.Size > their.Size ? our : their;
            Dictionary<string, string> shorterFields = our.Size > their.Size ? theirFields : ourFields;
            Dictionary<string, string> longerFields = our.Size > their.Size ? ourFields : theirFields;
            if (our.Size != their.Size && shorterFields.Keys.Any(field => !longerFields.ContainsKey(field)))
            {
                yield return new(name, $"{name} has grown to {longer.Size} bytes, and lost {string.Join(", ", shorterFields.Keys.Except(longerFields.Keys))}");
            }
        }
    }

    private static Dictionary<string, string> FieldsOf(RecordDeclaration record, TranslationUnit unit) =>
        FieldPath.Of(record, unit.Target).ToDictionary(path => path.Designator, Describe);

    private static string Describe(FieldPath path) =>
        path.Shape.BitOffset is { } bit ? $"{path.Shape.Field.BitWidth} bits at bit {bit}" : $"{path.Shape.Field.Type} at byte {path.Shape.Offset}";

    private static IEnumerable<Disagreement> CompareValues(Dictionary<string, string> ours, Dictionary<string, string> kernels) =>
        ours.Where(our => kernels.TryGetValue(our.Key, out string? their) && their != our.Value)
            .Select(our => new Disagreement(our.Key, $"{our.Key} is {our.Value}, the kernel's {kernels[our.Key]}"));

    /// <summary>Enumerators, constants and ioctl numbers; a macro over an enumerator of its name tells the same.</summary>
    private static Dictionary<string, string> ValuesOf(TranslationUnit unit)
    {
        var values = new Dictionary<string, string>();
        foreach (EnumeratorDeclaration enumerator in unit.Enums.SelectMany(@enum => @enum.Enumerators))
        {
            values["enumerator " + enumerator.Name] = ValueText.Of(enumerator);
        }

        foreach (ConstantDeclaration constant in unit.Constants)
        {
            values[constant.Name!] = $"({constant.Type}) {ValueText.Of(constant)}";
        }

        foreach (IoctlDeclaration ioctl in unit.Ioctls)
        {
            values[ioctl.Name!] = $"0x{ioctl.Value:x8}";
        }

        return values;
    }

    private static IEnumerable<Disagreement> CompareFeatures(ILookup<ulong, string> ours, ILookup<ulong, string> kernels)
    {
        foreach (IGrouping<ulong, string> our in ours)
        {
            List<string> onlyOurs = [.. our.Except(kernels[our.Key])];
            List<string> onlyTheirs = [.. kernels[our.Key].Except(our)];
            if (onlyOurs.Count > 0 && onlyTheirs.Count > 0)
            {
                yield return new(onlyOurs[0], $"{our.Key} is {onlyOurs[0]}, the kernel's {onlyTheirs[0]}");
            }
        }
    }

    /// <summary>VFIO features by index; flags and masks of the same prefix lie above the index.</summary>
    private static ILookup<ulong, string> FeaturesOf(TranslationUnit unit)
    {
        const ulong IndexMask = 0xffff;
        return unit.Constants
            .Where(constant => constant.Name!.StartsWith("VFIO_DEVICE_FEATURE_", System.StringComparison.Ordinal) && constant.IntegerBits < IndexMask)
            .ToLookup(constant => constant.IntegerBits, constant => constant.Name!);
    }
}
