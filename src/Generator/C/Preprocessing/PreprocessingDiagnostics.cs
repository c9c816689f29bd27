// Findings of the preprocessing stage: UAPI1100 to UAPI1199.
namespace UapiGen.C.Preprocessing;

internal static class PreprocessingDiagnostics
{
    public static readonly CDiagnosticDescriptor IncludeNotFound = new(
        "UAPI1101", CSeverity.Error, "Included header not found", "The header '{0}' that is included here was not found; add the directory that holds it (<UapiIncludeDirectory>, or -I), or the header itself (<UapiHeader>)");

    public static readonly CDiagnosticDescriptor IncludeTooDeep = new(
        "UAPI1102", CSeverity.Error, "Includes nested too deeply", "Includes are nested {0} deep here, which a cycle without include guards does; add '#ifndef' guards to '{1}'");

    public static readonly CDiagnosticDescriptor MalformedDirective = new(
        "UAPI1103", CSeverity.Error, "Malformed directive", "The directive '#{0}' is malformed: {1}");

    public static readonly CDiagnosticDescriptor UnbalancedConditional = new(
        "UAPI1104", CSeverity.Error, "Unbalanced conditional", "{0}");

    public static readonly CDiagnosticDescriptor ErrorDirective = new(
        "UAPI1105", CSeverity.Error, "#error reached", "The header refuses to be read this way: #error {0}");

    public static readonly CDiagnosticDescriptor MalformedInvocation = new(
        "UAPI1106", CSeverity.Error, "Malformed macro use", "The macro '{0}' {1}");

    public static readonly CDiagnosticDescriptor ExpansionTooLarge = new(
        "UAPI1107", CSeverity.Error, "Macro expansion too large", "The macro '{0}' expands to more than {1} tokens, or its uses nest more than {2} deep; it is not expanded here");

    public static readonly CDiagnosticDescriptor WarningDirective = new(
        "UAPI1108", CSeverity.Warning, "#warning reached", "#warning {0}");

    public static readonly CDiagnosticDescriptor InvalidPaste = new(
        "UAPI1109", CSeverity.Error, "'##' makes no token", "Pasting '{0}' and '{1}' gives no valid token; the two stay apart");

    public static readonly CDiagnosticDescriptor MalformedCondition = new(
        "UAPI1110", CSeverity.Error, "Malformed condition", "The condition of '#{0}' cannot be evaluated: {1}; the group is skipped");

    public static readonly CDiagnosticDescriptor UnitTooLarge = new(
        "UAPI1111", CSeverity.Error, "Header too large with its includes", "With all that it includes and expands, this header has more than {0} {1}, and nothing is read from here on; look for includes without guards and for macros that multiply");
}
