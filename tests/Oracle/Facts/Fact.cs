// Stage: facts. One thing that the front end says of a header, in the form in which a compiler can confirm or deny it.
namespace UapiGen.Oracle.Facts;

/// <summary>A claim: the C expression has the value.</summary>
/// <param name="Subject">What is told: <c>offsetof(struct x, y)</c>.</param>
/// <param name="Expression">An integer constant expression of C.</param>
/// <param name="Expected">Its value as the front end has it, as 64 bits.</param>
internal record Fact(string Subject, string Expression, ulong Expected)
{
    /// <summary>The claim as a declaration of one line.</summary>
    public string Assertion => $"_Static_assert((unsigned long long)({Expression}) == 0x{Expected:x}ULL, \"\");";

    /// <summary>The expected value for people.</summary>
    public virtual string ExpectedText => Show(Expected);

    /// <summary>A value of the expression for people.</summary>
    public virtual string Show(ulong value) => value <= long.MaxValue ? $"{value}" : $"{(long)value} (0x{value:x})";
}

/// <summary>A claim that a C expression has a type.</summary>
/// <param name="Subject">What is told: <c>type of struct x.y</c>.</param>
/// <param name="Operand">An expression or type name, as <c>__typeof__</c> takes it.</param>
/// <param name="TypeName">The type as the front end spells it.</param>
internal sealed record TypeFact(string Subject, string Operand, string TypeName)
    : Fact(Subject, $"__builtin_types_compatible_p(__typeof__({Operand}), {TypeName})", 1)
{
    public override string ExpectedText => TypeName;
}

/// <summary>A claim about the one of C's arithmetic types that an expression has; its values are indexes.</summary>
internal sealed record ArithmeticTypeFact(string Subject, string Operand, ulong Expected) : Fact(Subject, ArithmeticTypes.Select(Operand), Expected)
{
    public override string Show(ulong value) => ArithmeticTypes.NameOf(value);
}
