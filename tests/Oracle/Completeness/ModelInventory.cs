// Stage: completeness. In: the front end's translation unit. Out: its inventory, spelled as clang's.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Binding;

namespace UapiGen.Oracle.Completeness;

internal static class ModelInventory
{
    public static Inventory Of(TranslationUnit unit, Func<Declaration, bool> isInScope)
    {
        var inventory = new Inventory();
        foreach (RecordDeclaration record in unit.Records.Where(isInScope))
        {
            inventory.Add(record.IsUnion ? "union" : "struct", record.Name + " " + Members(record) + (record.IsPacked ? " packed" : ""));
        }

        foreach (EnumDeclaration @enum in unit.Enums.Where(isInScope))
        {
            if (@enum.Name is not null && @enum.Enumerators.Count > 0)
            {
                inventory.Add("enum", @enum.Name);
            }

            foreach (EnumeratorDeclaration enumerator in @enum.Enumerators)
            {
                inventory.Add("enumerator", enumerator.Name!);
            }
        }

        foreach (TypedefDeclaration typedef in unit.Typedefs.Where(isInScope))
        {
            inventory.Add("typedef", typedef.Name!);
        }

        return inventory;
    }

    private static string Members(RecordDeclaration record)
    {
        var members = new List<string>();
        foreach (FieldDeclaration field in record.Fields)
        {
            CType element = field.Type.Canonical;
            bool isFlexible = element is ArrayType { Length: null };
            while (element is ArrayType array)
            {
                element = array.Element.Canonical;
            }

            string untagged = element is RecordType { Declaration: { Name: null } inner } ? Members(inner) : "";
            string member = field.Name + (isFlexible ? "[]" : "") + untagged;
            if (member.Length > 0)
            {
                members.Add(member);
            }
        }

        return "{" + string.Join(',', members) + "}";
    }
}
