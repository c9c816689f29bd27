// Stage: binding. The value of a constant expression, with its C type.
namespace UapiGen.C.Binding;

/// <summary>An integer, a floating value, a string literal, or an address that is a plain number.</summary>
/// <param name="Type">C's type of the expression; an array of char, or of the wide element, for a string literal.</param>
/// <param name="Bits">An integer's or an address's bits, sign-extended to 64 where the type is signed.</param>
/// <param name="Float">The value of a floating expression.</param>
/// <param name="Bytes">A string literal's bytes, each as one char from 0 to 255, without the terminating NUL; a wide one's as UTF-8.</param>
internal readonly record struct ConstantValue(CType Type, ulong Bits, double Float = 0, string? Bytes = null)
{
    public bool IsFloating => CTypes.IsFloating(Type);

    /// <summary>True when the value compares unequal to 0.</summary>
    public bool IsTrue => Bytes is not null || (IsFloating ? Float != 0 : Bits != 0);
}
