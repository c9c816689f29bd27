using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace UapiGen.Oracle;

/// <summary>The summary of a run: a line a header, then the sums.</summary>
internal static class VerdictTable
{
    /// <returns>0 when nothing was found, 1 otherwise.</returns>
    public static int Print(IEnumerable<Verdict> verdicts, TextWriter text, bool withDetails, bool onlyBad, TimeSpan elapsed)
    {
        List<Verdict> sorted = [.. verdicts.OrderBy(verdict => verdict.Header, StringComparer.Ordinal)];
        text.WriteLine($"{"facts",8} {"wrong",6} {"missing",8} {"extra",6} {"errors",7}  header");
        foreach (Verdict verdict in sorted.Where(verdict => !onlyBad || !verdict.IsGood || verdict.Refusal is not null))
        {
            text.WriteLine(
                $"{verdict.Facts,8} {verdict.Wrong.Count,6} {verdict.Missing.Count,8} {verdict.Extra.Count,6} {verdict.Errors.Count,7}  {verdict.Header}");
            if (verdict.Refusal is not null)
            {
                text.WriteLine("           not judged: " + verdict.Refusal);
            }

            foreach (string sentence in withDetails ? verdict.Sentences : [])
            {
                text.WriteLine("           " + sentence);
            }
        }

        text.WriteLine(
            $"{sorted.Sum(v => v.Facts),8} {sorted.Sum(v => v.Wrong.Count),6} {sorted.Sum(v => v.Missing.Count),8} {sorted.Sum(v => v.Extra.Count),6} {sorted.Sum(v => v.Errors.Count),7}  "
            + $"{sorted.Count} headers, {sorted.Count(v => !v.IsGood)} with findings, {sorted.Count(v => v.Refusal is not null)} not judged, {elapsed.TotalSeconds:f0} s");
        return sorted.All(verdict => verdict.IsGood) && sorted.Count > 0 ? 0 : 1;
    }
}
