// Stage: model. In: a header as x86-64 has it, and how to read it for another target. Out: it for each target on which .NET runs.
// Where a target can only give what another has given, the header is not read again: the same predefined macros among those that its
// files write, the same files, and the same answers of the ABI to what the header asks.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Preprocessing;

namespace UapiGen.Model;

/// <summary>A header on one target; the unit may have been read for another one that does not differ.</summary>
internal sealed record TargetUnit(Target Target, TranslationUnit Unit);

internal static class TargetUnits
{
    /// <param name="reference">The header on the first target.</param>
    /// <param name="read">Reads it for a target.</param>
    /// <param name="followsArchitecture">True for a path whose text another architecture does not see.</param>
    public static IReadOnlyList<TargetUnit> Others(TranslationUnit reference, Func<Target, TranslationUnit> read, Func<string, bool> followsArchitecture)
    {
        var units = new List<TargetUnit> { new(reference.Target, reference) };
        foreach (Target target in Abi.Targets.Skip(1))
        {
            TargetUnit? same = units.FirstOrDefault(unit => unit.Unit.Target == unit.Target && AreSame(unit.Unit, target, followsArchitecture));
            units.Add(new TargetUnit(target, same?.Unit ?? read(target)));
        }

        return units.Skip(1).ToList();
    }

    private static bool AreSame(TranslationUnit unit, Target target, Func<string, bool> followsArchitecture)
    {
        Target read = unit.Target;
        return read.HasLayoutOf(target)
            && (read.DoesUnnamedBitFieldAlignRecord == target.DoesUnnamedBitFieldAlignRecord || !unit.Records.Any(HasUnnamedBitField))
            && ((read.IsCharUnsigned == target.IsCharUnsigned && read.WideCharacter == target.WideCharacter) || !MayComputeWithCharacters(unit))
            && (read.VaListSize == target.VaListSize || unit.Files.All(file => !Holds(file.Text, "va_list")))
            && TargetMacros.AreAlike(read, target, unit.TargetMacros)
            && !unit.Files.Any(file => followsArchitecture(file.Path));
    }

    /// <summary>False when no value of the header can follow the sign of a character: nothing casts to it or writes an escape or a wide one.</summary>
    private static bool MayComputeWithCharacters(TranslationUnit unit)
    {
        string text = unit.Files[0].Text;
        return Holds(text, "char)") || Holds(text, "'\\") || Holds(text, "L'") || Holds(text, "L\"")
            || unit.Constants.Any(constant => Closure.IsRoot(constant) && Holds(constant.Replacement, "char"))
            || unit.Macros.Any(macro => Closure.IsRoot(macro) && Holds(macro.Replacement, "char"));
    }

    private static bool Holds(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;

    private static bool HasUnnamedBitField(RecordDeclaration record) => record.Fields.Any(field =>
        (field.Name is null && field.BitWidth is not null) || (RecordIn(field.Type) is { Name: null } inner && HasUnnamedBitField(inner)));

    private static RecordDeclaration? RecordIn(CType type) => type.Canonical switch
    {
        ArrayType array => RecordIn(array.Element),
        RecordType record => record.Declaration,
        _ => null,
    };
}
