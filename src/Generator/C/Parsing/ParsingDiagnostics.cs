// Findings of the parsing and binding stages: UAPI1200 to UAPI1299.
namespace UapiGen.C.Parsing;

internal static class ParsingDiagnostics
{
    public static readonly CDiagnosticDescriptor UnexpectedToken = new(
        "UAPI1201", CSeverity.Error, "Syntax error", "{0} is not expected here: {1}; the declaration is left out");

    public static readonly CDiagnosticDescriptor UnknownType = new(
        "UAPI1202", CSeverity.Error, "Unknown type", "The type '{0}' is not declared; include the header that declares it. What needs it is left out");

    public static readonly CDiagnosticDescriptor NestedTooDeeply = new(
        "UAPI1203", CSeverity.Error, "Nested too deeply", "The nesting is more than {0} levels deep here; the declaration is left out");

    public static readonly CDiagnosticDescriptor NotConstant = new(
        "UAPI1204", CSeverity.Error, "Not a constant expression", "{0} has to be an integer constant expression, but {1}; '{2}' is left out");

    public static readonly CDiagnosticDescriptor IncompleteType = new(
        "UAPI1205", CSeverity.Error, "Incomplete type", "'{0}' has the type '{1}', which is incomplete here; '{2}' is left out");

    public static readonly CDiagnosticDescriptor Redefinition = new(
        "UAPI1206", CSeverity.Error, "Declared twice", "'{0}' is declared again; the first declaration is kept");

    public static readonly CDiagnosticDescriptor InvalidSpecifiers = new(
        "UAPI1207", CSeverity.Error, "Type specifiers that do not go together", "These type specifiers make no C type; what they declare is left out");

    public static readonly CDiagnosticDescriptor StaticAssertFailed = new(
        "UAPI1208", CSeverity.Error, "Static assertion failed", "The header asserts what does not hold on {0}: {1}");

    public static readonly CDiagnosticDescriptor UnknownTypedefUse = new(
        "UAPI1209", CSeverity.Error, "Declaration lost before", "'{0}' needs '{1}', which was left out because of an error; '{0}' is left out too");

    public static readonly CDiagnosticDescriptor AttributeTakenForName = new(
        "UAPI1210", CSeverity.Warning, "Attribute macro that is not defined", "'{0}' is not defined here, so that C takes it for a name and {1} is not packed; include linux/compiler_types.h before, or write __attribute__((packed))");
}
