// Stage: emitting. In: a TypeRef. Out: how C# spells it within the bindings class.
using System.Globalization;
using System.Linq;
using UapiGen.Model;

namespace UapiGen.Emit;

/// <summary>Spells types; without unsafe code a pointer is spelled as the integer that is as wide.</summary>
internal readonly record struct TypeSpelling(bool AllowsPointers)
{
    public string Spell(TypeRef type) => type switch
    {
        ScalarRef scalar => scalar.Keyword,
        NamedRef named => named.Name,
        ArrayRef array => "Array" + array.Length.ToString(CultureInfo.InvariantCulture) + "<" + SpellElement(array.Element) + ">",
        PointerRef or FunctionPointerRef when !AllowsPointers => "nint",
        PointerRef pointer => Spell(pointer.Target) + "*",
        FunctionPointerRef function => "delegate* unmanaged<"
            + string.Join(", ", function.Parameters.Select(parameter => parameter.Type).Concat([function.Return]).Select(Spell)) + ">",
        _ => "void",
    };

    /// <summary>A type argument, which C# does not let be a pointer.</summary>
    public string SpellElement(TypeRef type) => TypeNeeds.HasPointer(type) ? "nint" : Spell(type);

    /// <summary>True when the record cannot be declared without <c>unsafe</c>.</summary>
    public bool NeedsUnsafe(RecordModel record) => AllowsPointers && record.Members.Any(member => TypeNeeds.HasPointer(member.Type));
}
