// Numbers look the same whoever's machine it is: sv-SE writes minus as U+2212, which is no C#.
using System.Globalization;
using UapiGen.Generator.Tests.Harness;
using Xunit;

namespace UapiGen.Generator.Tests;

public sealed class CultureTests
{
    [Fact]
    public void Culture_WithAnotherMinus_GeneratesTheSame()
    {
        const string Header = "enum e { BELOW = -5 };\n#define NEGATIVE (-7)\n#define FRACTION 2.5\nstruct s { int x[1000]; unsigned b : 3; };\n";
        string expected = GeneratorTest.ForHeader(Header).Generate().Joined();
        var swedish = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        swedish.NumberFormat.NegativeSign = "\u2212";
        swedish.NumberFormat.NumberDecimalSeparator = ",";
        swedish.NumberFormat.NumberGroupSeparator = "\u00A0";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = swedish;
            Assert.Equal(expected, GeneratorTest.ForHeader(Header).Generate().Joined());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
