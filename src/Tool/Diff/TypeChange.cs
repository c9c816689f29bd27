// Stage: diff. In: the types of one thing in two versions, of the same size. Out: whether a program notices.
using UapiGen.C.Binding;
using UapiGen.C.Layout;

namespace UapiGen.Tool.Diff;

internal static class TypeChange
{
    /// <summary>The class and rule of a change between types of the same size; null when there is none.</summary>
    public static (ChangeClass Class, string Rule, string Why)? Of(CType old, CType @new, TypeMeasure measure)
    {
        string before = old.ToString();
        string after = @new.ToString();
        if (before == after || (Untagged(before) && Untagged(after)))
        {
            return null;
        }

        (CType oldElement, string oldBounds) = Element(old);
        (CType newElement, string newBounds) = Element(@new);
        string change = $"{before} became {after}";
        if (CTypes.IntegerKind(oldElement) is { } oldKind && CTypes.IntegerKind(newElement) is { } newKind)
        {
            if (measure.SizeOf(oldKind) != measure.SizeOf(newKind) || oldBounds != newBounds)
            {
                return (ChangeClass.Source, "type-shape", $"{change}, the same bytes in other elements");
            }

            return measure.IsSigned(oldKind) == measure.IsSigned(newKind)
                ? (ChangeClass.Harmless, "type-same", $"{change}, of the same size and signedness")
                : (ChangeClass.Source, "type-sign", $"{change}, the same bytes with another signedness");
        }

        if (oldElement.ToString() == newElement.ToString() && oldBounds == newBounds)
        {
            return (ChangeClass.Harmless, "type-same", $"{change}, which is the same");
        }

        return oldElement.Canonical is PointerType && newElement.Canonical is PointerType && oldBounds == newBounds
            ? (ChangeClass.Harmless, "type-same", $"{change}, a pointer as before")
            : (ChangeClass.Source, "type-shape", $"{change}, the same bytes of another type");
    }

    private static bool Untagged(string type) => type.Contains("<anonymous>", System.StringComparison.Ordinal);

    private static (CType Element, string Bounds) Element(CType type)
    {
        string bounds = "";
        CType element = type.Canonical;
        while (element is ArrayType array)
        {
            // [0] and [] are the same to the ABI.
            bounds += $"[{(array.Length is null or 0 ? "" : array.Length)}]";
            element = array.Element.Canonical;
        }

        return (element, bounds);
    }
}
