// Stage: documentation. What makes a paragraph an item of a list: a bullet, or a number or letter with a stop.
namespace UapiGen.C.Documentation;

internal static class ListItem
{
    /// <summary>Characters of <c>- </c>, <c>* </c>, <c>12. </c>, <c>a) </c>, the space included; 0 for a paragraph that is no item.</summary>
    public static int MarkerLength(string paragraph)
    {
        var cursor = new LineCursor(paragraph);
        return TakeMarker(ref cursor) && cursor.TakeSpaces() ? cursor.Position : 0;
    }

    private static bool TakeMarker(ref LineCursor cursor)
    {
        char first = cursor.Current;
        if (first is not ((>= 'a' and <= 'z') or '-' or '*' or '+' or '\u2022') && !char.IsDigit(first))
        {
            return false;
        }

        do
        {
            cursor.Position++;
        }
        while (char.IsDigit(first) && char.IsDigit(cursor.Current));

        return first is '-' or '*' or '+' or '\u2022' || cursor.Take('.') || cursor.Take(')');
    }
}
