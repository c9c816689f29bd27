// Findings of the layout stage: UAPI1300 to UAPI1349.
namespace UapiGen.C.Layout;

internal static class LayoutDiagnostics
{
    public static readonly CDiagnosticDescriptor TooLarge = new(
        "UAPI1310", CSeverity.Error, "Record too large", "'{0}' is larger than an object can be; check its array lengths. It is left out");

    public static readonly CDiagnosticDescriptor InvalidBitField = new(
        "UAPI1311", CSeverity.Error, "Invalid bit-field", "The bit-field '{0}' {1}; '{2}' is left out");

    public static readonly CDiagnosticDescriptor InvalidAlignment = new(
        "UAPI1312", CSeverity.Error, "Invalid alignment", "An alignment has to be a power of two of at most 2^28 bytes, but this is {0}; the attribute is ignored");
}
