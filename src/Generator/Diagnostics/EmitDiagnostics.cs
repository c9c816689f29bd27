// Stage: model and emitting. The findings of the stages behind the front end, as data; its own stages bring theirs.
using UapiGen.C;

namespace UapiGen.Diagnostics;

internal static class EmitDiagnostics
{
    /// <summary>Arguments: the record, the member, the target.</summary>
    public static readonly CDiagnosticDescriptor LayoutDiffers = new(
        "UAPI1301", CSeverity.Info, "Layout differs between targets",
        "The layout of '{0}' differs on {2}, first at {1}, and no one C# layout is right on both; the 64-bit layout is emitted, so do not use this struct on {2}");

    /// <summary>Arguments: the bit-field.</summary>
    public static readonly CDiagnosticDescriptor BitFieldTooWide = new(
        "UAPI1302", CSeverity.Warning, "Bit-field spans more than 64 bits",
        "Bit-field '{0}' straddles more bytes than any C# integer within its struct covers; it is left out, so read its bytes through a span");

    /// <summary>Arguments: the constant.</summary>
    public static readonly CDiagnosticDescriptor NotAString = new(
        "UAPI1303", CSeverity.Info, "String is not UTF-8",
        "The bytes of string macro '{0}' are not UTF-8; each byte became one character from U+0000 to U+00FF");

    /// <summary>Arguments: the enumerator, the target.</summary>
    public static readonly CDiagnosticDescriptor ConstantDiffers = new(
        "UAPI1304", CSeverity.Info, "Enumerator differs between targets",
        "The value of enumerator '{0}' is another one on {1}; a C# enumerator has one value only, and it is that of 64-bit targets, so compute it where {1} matters");

    /// <summary>Arguments: the member, the record that holds it, its type.</summary>
    public static readonly CDiagnosticDescriptor MemberTooLarge = new(
        "UAPI1305", CSeverity.Info, "Member is larger than in C",
        "Member '{0}' of '{1}' has in C# as many bytes as '{2}' has on the target where it is largest; copy its KernelSize bytes rather than assign it, or it overwrites what follows");

    /// <summary>Arguments: the header.</summary>
    public static readonly CDiagnosticDescriptor HeaderNotFound = new(
        "UAPI1401", CSeverity.Error, "Header not found",
        "Header '{0}' is neither bundled nor given to the project; add <UapiHeader Include=\"path/to/the/file.h\" LogicalPath=\"{0}\" /> or a <UapiIncludeDirectory> that holds it");

    /// <summary>Arguments: the class.</summary>
    public static readonly CDiagnosticDescriptor UnsafeNeeded = new(
        "UAPI1402", CSeverity.Warning, "Unsafe code is not allowed",
        "Bindings of '{0}' hold pointers, which C# takes only with unsafe code; set <AllowUnsafeBlocks>true</AllowUnsafeBlocks>, or use them as the nint that stands in their place");

    /// <summary>Arguments: the class.</summary>
    public static readonly CDiagnosticDescriptor LanguageTooOld = new(
        "UAPI1403", CSeverity.Error, "C# version too old",
        "Bindings of '{0}' need C# 12 and .NET 8 for inline arrays; raise <LangVersion> and <TargetFramework>, or remove the older pins");

    /// <summary>Arguments: the declaration, the header that wins, the other header.</summary>
    public static readonly CDiagnosticDescriptor ConflictingDeclarations = new(
        "UAPI1404", CSeverity.Warning, "Headers disagree",
        "'{0}' is declared differently by {1} and {2}; the first one is emitted, so give one of them a bindings class of its own");

    /// <summary>Arguments: the path.</summary>
    public static readonly CDiagnosticDescriptor UnreadableHeader = new(
        "UAPI1405", CSeverity.Error, "Header cannot be read",
        "'{0}' holds no text; give a header saved as text");

    /// <summary>Arguments: the constant, its value as an enumerator, its value as a macro.</summary>
    public static readonly CDiagnosticDescriptor MacroHidesEnumerator = new(
        "UAPI1406", CSeverity.Info, "Macro hides an enumerator",
        "Macro '{0}' bears the name of an enumerator with another value; the constant has the macro's value, as C has it after the #define, and the enum keeps the enumerator's");

    /// <summary>Arguments: the headers, the architecture that they are of, the architectures without them.</summary>
    public static readonly CDiagnosticDescriptor StandsIn = new(
        "UAPI1407", CSeverity.Info, "Header of another architecture stands in",
        "{0} of {1} is taken for {2}, whose own is not given; what it declares may be wrong there, so add a <UapiIncludeDirectory> with their headers, or do not use it on them");

    /// <summary>Arguments: the line.</summary>
    public static readonly CDiagnosticDescriptor FactNotUnderstood = new(
        "UAPI1450", CSeverity.Warning, "Fact not understood",
        "'{0}' is no fact; expected 'ioctl', 'feature', 'field', 'result' or 'parameter' with a name and its properties");

    /// <summary>Arguments: the name.</summary>
    public static readonly CDiagnosticDescriptor FactNamesNothing = new(
        "UAPI1451", CSeverity.Warning, "Fact names nothing",
        "The header declares no '{0}'; correct the name in this fact or remove it");

    /// <summary>Arguments: the property, the kind of fact.</summary>
    public static readonly CDiagnosticDescriptor FactPropertyNotUnderstood = new(
        "UAPI1452", CSeverity.Warning, "Property of a fact not understood",
        "'{0}' is no property of '{1}' facts, or its value is malformed; correct or remove it");

    /// <summary>Arguments: the header, the exception's type, its message.</summary>
    public static readonly CDiagnosticDescriptor UnexpectedFailure = new(
        "UAPI1999", CSeverity.Error, "Generator failure",
        "Bindings for '{0}' could not be made because of a defect in the generator ({1}: {2}); please report it with the header");
}
