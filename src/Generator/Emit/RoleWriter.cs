// Stage: emitting. In: the roles of a member. Out: attributes, one a line:
//     [global::UapiGen.UapiRole(global::UapiGen.UapiRole.Flags, Mask = 0xF)]
//     [global::UapiGen.UapiRole(global::UapiGen.UapiRole.Count, Of = "dma_ranges")]
//     [global::UapiGen.UapiRole(global::UapiGen.UapiRole.SteeringTag, Parameter = 1, Width = 16)]
using System.Collections.Generic;
using System.Globalization;
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class RoleWriter
{
    public static void Write(CodeWriter w, IEnumerable<RoleModel> roles)
    {
        foreach (RoleModel role in roles)
        {
            w.Line($"[global::UapiGen.UapiRole(global::UapiGen.UapiRole.{role.Kind}{Properties(role)})]");
        }
    }

    private static string Properties(RoleModel role)
    {
        string properties = "";
        if (role.Parameter is { } parameter)
        {
            properties += ", Parameter = " + parameter.ToString(CultureInfo.InvariantCulture);
        }

        if (role.Mask is { } mask)
        {
            properties += ", Mask = " + (mask == 0 ? "0" : "0x" + mask.ToString("X", CultureInfo.InvariantCulture));
        }

        if (role.Width is { } width)
        {
            properties += ", Width = " + width.ToString(CultureInfo.InvariantCulture);
        }

        foreach (RoleNumber number in role.Numbers)
        {
            properties += $", {number.Name} = 0x{number.Value.ToString("X", CultureInfo.InvariantCulture)}";
        }

        return role.Of is { } of ? properties + ", Of = \"" + of.TrimStart('@') + "\"" : properties;
    }
}
