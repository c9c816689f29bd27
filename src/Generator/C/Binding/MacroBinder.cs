// Stage: binding. Object-like macros, evaluated with the state at the end of the unit: constants, ioctl numbers, and what is neither.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using UapiGen.C.Lexing;
using UapiGen.C.Parsing;
using UapiGen.C.Preprocessing;
using UapiGen.C.Text;

namespace UapiGen.C.Binding;

internal sealed class MacroBinder(PreprocessedUnit unit, Binder binder, CancellationToken cancellationToken)
{
    private readonly Name _ioc = unit.Names.Intern("_IOC");
    private readonly List<Token> _expanded = [];
    private (ulong None, ulong Read, ulong Write)? _directions;

    public List<ConstantDeclaration> Constants { get; } = [];

    public List<IoctlDeclaration> Ioctls { get; } = [];

    public List<MacroDeclaration> Macros { get; } = [];

    public void Bind()
    {
        foreach (var macro in unit.Macros)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Bind(macro);
        }
    }

    /// <summary>Binds the macros of the main header only, for a unit that is compared with another target's.</summary>
    /// <param name="shared">What need not be evaluated again; null when nothing is known.</param>
    public void BindForComparison(SharedConstants? shared)
    {
        foreach (var macro in unit.Macros.Where(macro => macro.Location.File == 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (shared is null || !shared.TryTake(macro, out var constant, out var ioctl))
            {
                Bind(macro);
                continue;
            }

            Constants.Add(constant);
            if (ioctl is not null)
            {
                Ioctls.Add(ioctl);
            }
        }
    }

    /// <summary>
    /// True when a macro uses what <c>linux/ioctl.h</c> or <c>linux/types.h</c> declare and nothing declared it: half of uAPI's request
    /// numbers stand in headers that leave these includes to their users.
    /// </summary>
    public bool NeedsBaseHeaders() => unit.Macros.Any(macro => macro.Body.Any(token => token.Name is { Macro: null } name
        && (IoctlMacros.Contains(name.Text) || (IsBaseType(name.Text) && !binder.IsTypedef(name)))));

    private static readonly HashSet<string> IoctlMacros = ["_IO", "_IOR", "_IOW", "_IOWR", "_IOC"];

    /// <summary><c>__u8</c> to <c>__s64</c>, and the little- and big-endian ones.</summary>
    private static bool IsBaseType(string name) => name is "__u8" or "__u16" or "__u32" or "__u64" or "__s8" or "__s16" or "__s32" or "__s64"
        or "__le16" or "__le32" or "__le64" or "__be16" or "__be32" or "__be64";

    private void Bind(Macro macro)
    {
        if (macro.IsFunctionLike)
        {
            AddMacro(macro, "it takes parameters");
            return;
        }

        if (macro.Body.Length == 0)
        {
            AddMacro(macro, "it is empty");
            return;
        }

        var tokens = _expanded;
        tokens.Clear();
        if (!unit.Preprocessor.TryExpandBody(macro, tokens))
        {
            AddMacro(macro, "it expands to too much");
            return;
        }

        if (tokens.Count == 0)
        {
            AddMacro(macro, "it expands to nothing");
            return;
        }

        var expression = Parser.ParseExpression(tokens, unit, cancellationToken, out string reason);
        if (expression is null)
        {
            AddMacro(macro, tokens.Count == 2 && tokens[0].Kind == TokenKind.Identifier ? "'" + tokens[0].Text + "' is a keyword or a type" : reason);
            return;
        }

        if (binder.Evaluator.Evaluate(expression) is not { } value)
        {
            AddMacro(macro, binder.Evaluator.Reason);
            return;
        }

        AddConstant(macro, value, SharedConstants.IsSameOnAllTargets(tokens));
        if (RequestArguments.Of(macro, _ioc) is { } arguments)
        {
            AddIoctl(macro, arguments, (uint)value.Bits);
        }
    }

    private void AddConstant(Macro macro, ConstantValue value, bool isSameOnAllTargets)
    {
        if (value.Bytes is null && !value.IsFloating && CTypes.IntegerKind(value.Type) is null)
        {
            AddMacro(macro, "its type is '" + value.Type + "'");
            return;
        }

        Constants.Add(Located(macro, new ConstantDeclaration
        {
            Kind = value.Bytes is not null ? ConstantKind.String : value.IsFloating ? ConstantKind.Float : ConstantKind.Integer,
            Type = CTypes.IntegerKind(value.Type) is { } integer ? CTypes.Of(integer) : value.Type.Canonical,
            Size = binder.Measure.SizeOf(value.Type) ?? 0,
            IsSigned = value.IsFloating || (CTypes.IntegerKind(value.Type) is { } kind && binder.Measure.IsSigned(kind)),
            IntegerBits = value.Bits,
            FloatValue = value.Float,
            StringValue = value.Bytes,
            Replacement = macro.Spell(),
            IsSameOnAllTargets = isSameOnAllTargets,
        }));
    }

    private void AddMacro(Macro macro, string reason) => Macros.Add(Located(macro, new MacroDeclaration
    {
        Parameters = macro.Parameters?.Select(name => name.Text).ToArray(),
        IsVariadic = macro.IsVariadic,
        Replacement = macro.Spell(),
        Reason = reason,
    }));

    private static T Located<T>(Macro macro, T declaration)
        where T : Declaration
    {
        declaration.Name = macro.Name.Text;
        declaration.Location = macro.Location;
        return declaration;
    }

    private void AddIoctl(Macro macro, List<List<Token>> arguments, uint value)
    {
        if (Evaluate(arguments[0], out _) is not { } direction || Evaluate(arguments[1], out _) is not { } type
            || Evaluate(arguments[2], out _) is not { } number || Evaluate(arguments[3], out var sizeExpression) is not { } size)
        {
            return;
        }

        var (none, read, write) = _directions ??= (Constant("_IOC_NONE"), Constant("_IOC_READ"), Constant("_IOC_WRITE"));
        Ioctls.Add(Located(macro, new IoctlDeclaration
        {
            Direction = direction == (read | write) ? IoctlDirection.ReadWrite
                : direction == read ? IoctlDirection.Read
                : direction == write ? IoctlDirection.Write
                : direction == none || direction == 0 ? IoctlDirection.None : IoctlDirection.ReadWrite,
            Type = (int)(type & 0xFF),
            Number = (int)(number & 0xFF),
            Size = (long)size,
            Argument = sizeExpression is MeasureSyntax { IsAlignment: false, Type: { } argument } ? binder.BindTypeName(argument) : null,
            Value = value,
        }));
    }

    private ulong? Evaluate(List<Token> tokens, out ExpressionSyntax? expression)
    {
        expression = Parser.ParseExpression(unit.Preprocessor.ExpandTokens(tokens), unit, cancellationToken, out _);
        return expression is null ? null : binder.Evaluator.EvaluateInteger(expression)?.Bits;
    }

    private ulong Constant(string name)
    {
        var token = new Token(TokenKind.Identifier, TokenFlags.None, name, unit.Names.Intern(name), SourceSpan.None);
        return Evaluate([token], out _) ?? 0;
    }
}
