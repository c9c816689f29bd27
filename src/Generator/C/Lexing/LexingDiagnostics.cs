// Findings of the lexing stage: UAPI1000 to UAPI1099.
namespace UapiGen.C.Lexing;

internal static class LexingDiagnostics
{
    public static readonly CDiagnosticDescriptor UnterminatedComment = new(
        "UAPI1001", CSeverity.Error, "Comment without end", "This comment is never closed; add '*/'");

    public static readonly CDiagnosticDescriptor UnterminatedLiteral = new(
        "UAPI1002", CSeverity.Error, "Literal without end", "This {0} literal is not closed on its line; add {1}");

    public static readonly CDiagnosticDescriptor StrayCharacter = new(
        "UAPI1003", CSeverity.Error, "Character outside of C", "The character {0} cannot stand here in C; remove it");

    public static readonly CDiagnosticDescriptor BinaryContent = new(
        "UAPI1004", CSeverity.Error, "Not a text file", "This file holds binary data from this place on, so that nothing behind it is read; name a C header instead");

    public static readonly CDiagnosticDescriptor FileTooLarge = new(
        "UAPI1005", CSeverity.Error, "Header too large", "This file has {0} characters, and at most {1} are read; split it or name the header that declares what you need");

    public static readonly CDiagnosticDescriptor ConflictMarker = new(
        "UAPI1006", CSeverity.Error, "Unresolved merge conflict", "A merge conflict marker stands here; resolve the conflict: the lines up to '=======' are read, the other side is not");

    public static readonly CDiagnosticDescriptor TooManyFindings = new(
        "UAPI1007", CSeverity.Error, "Too many findings", "This header and its includes have more than {0} findings, and the rest is not told; correct the first ones, or name a C header instead");
}
