// Facts: the analyzers' own copy of the roles that generated code carries. Names, not numbers, tie the two together.
namespace UapiGen.Analyzers.Facts;

/// <summary>What the kernel takes a field, a parameter or a result for: the members of <c>UapiGen.UapiRole</c> that a rule asks for.</summary>
internal enum RoleKind
{
    /// <summary>Must be zero.</summary>
    Reserved,

    /// <summary>A PCIe TPH steering tag of <see cref="Role.Width"/> bits.</summary>
    SteeringTag,

    /// <summary>The width, in bits, of the steering tag that a consumer can take: 8 or 16.</summary>
    SteeringTagWidth,

    /// <summary>Written by the callee, and valid only on success.</summary>
    Output,

    /// <summary>Success or an error number; has to be tested.</summary>
    Result,
}

/// <summary>One <c>UapiRoleAttribute</c> as read from a symbol.</summary>
/// <param name="Kind">The role.</param>
/// <param name="Parameter">On a function pointer or a method: the parameter, counted from 0; -1 for the symbol itself.</param>
/// <param name="Width">Bits of a steering tag; 0 when not given.</param>
internal readonly record struct Role(RoleKind Kind, int Parameter, int Width);
