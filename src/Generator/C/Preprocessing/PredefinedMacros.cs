// Stage: preprocessing. What is defined before the first line: the target's macros, the compiler's, and -D and -U of the command line.
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using UapiGen.C.Binding;
using UapiGen.C.Layout;
using UapiGen.C.Lexing;
using UapiGen.C.Text;

namespace UapiGen.C.Preprocessing;

internal sealed partial class Preprocessor
{
    private static readonly (string Name, DynamicMacro Kind)[] DynamicMacros =
    [
        ("__FILE__", DynamicMacro.File),
        ("__BASE_FILE__", DynamicMacro.File),
        ("__LINE__", DynamicMacro.Line),
        ("__COUNTER__", DynamicMacro.Counter),
        ("__INCLUDE_LEVEL__", DynamicMacro.IncludeLevel),
        ("__DATE__", DynamicMacro.DateOrTime),
        ("__TIME__", DynamicMacro.DateOrTime),
        ("__has_include", DynamicMacro.HasInclude),
        ("__has_include_next", DynamicMacro.HasIncludeNext),
        ("__has_attribute", DynamicMacro.HasAttribute),
        ("__has_builtin", DynamicMacro.HasBuiltin),
        ("__has_feature", DynamicMacro.HasOther),
        ("__has_extension", DynamicMacro.HasOther),
        ("__has_c_attribute", DynamicMacro.HasOther),
        ("__has_cpp_attribute", DynamicMacro.HasOther),
        ("_Pragma", DynamicMacro.Pragma),
    ];

    private static readonly ConcurrentDictionary<Target, string> s_predefined = new();

    /// <summary>Defines what a compiler defines; gives the count of definitions, which are none of the headers'.</summary>
    private int DefinePredefined()
    {
        foreach (var (text, kind) in DynamicMacros)
        {
            var name = _names.Intern(text);
            name.Macro = new Macro(name, SourceSpan.None, null, false, []) { Dynamic = kind };
        }

        ReadDefinitions("<built-in>", PredefinedText(_options.Target));
        _names.ReadsHeaders = true;
        foreach (string undefined in _options.Undefines)
        {
            _names.Intern(undefined).Macro = null;
        }

        var commandLine = new StringBuilder();
        foreach (var define in _options.Defines)
        {
            commandLine.Append("#define ").Append(define.Key).Append(' ').Append(define.Value).Append('\n');
        }

        ReadDefinitions("<command-line>", commandLine.ToString());
        return _definitions.Count;
    }

    private void ReadDefinitions(string path, string text)
    {
        Enter(AddFile(path, path, text), null);
        ReadToEnd();
    }

    /// <summary>Definitions of what a target predefines, a line each; made once a target.</summary>
    public static string PredefinedText(Target target) => s_predefined.GetOrAdd(target, static target => MakePredefinedText(target));

    private static string MakePredefinedText(Target target)
    {
        var text = new StringBuilder(4096);
        foreach (string macro in target.ArchitectureMacros)
        {
            int equals = macro.IndexOf('=');
            Define(text, equals < 0 ? macro : macro.Substring(0, equals), equals < 0 ? "1" : macro.Substring(equals + 1));
        }

        foreach (var (name, value) in CompilerMacros)
        {
            Define(text, name, value);
        }

        bool isLp64 = target.PointerSize == 8;
        string pointer = target.PointerSize.ToString(CultureInfo.InvariantCulture);
        Define(text, "__BYTE_ORDER__", target.IsBigEndian ? "__ORDER_BIG_ENDIAN__" : "__ORDER_LITTLE_ENDIAN__");
        Define(text, "__FLOAT_WORD_ORDER__", target.IsBigEndian ? "__ORDER_BIG_ENDIAN__" : "__ORDER_LITTLE_ENDIAN__");
        Define(text, "__SIZEOF_POINTER__", pointer);
        Define(text, "__SIZEOF_LONG__", pointer);
        Define(text, "__SIZEOF_SIZE_T__", pointer);
        Define(text, "__SIZEOF_PTRDIFF_T__", pointer);
        Define(text, "__SIZEOF_LONG_DOUBLE__", target.LongDoubleSize.ToString(CultureInfo.InvariantCulture));
        Define(text, "__SIZE_TYPE__", isLp64 ? "long unsigned int" : "unsigned int");
        Define(text, "__PTRDIFF_TYPE__", isLp64 ? "long int" : "int");
        Define(text, "__INTPTR_TYPE__", isLp64 ? "long int" : "int");
        Define(text, "__UINTPTR_TYPE__", isLp64 ? "long unsigned int" : "unsigned int");
        Define(text, "__INT64_TYPE__", isLp64 ? "long int" : "long long int");
        Define(text, "__UINT64_TYPE__", isLp64 ? "long unsigned int" : "long long unsigned int");
        Define(text, "__INTMAX_TYPE__", isLp64 ? "long int" : "long long int");
        Define(text, "__UINTMAX_TYPE__", isLp64 ? "long unsigned int" : "long long unsigned int");
        bool isWideUnsigned = target.WideCharacter == BuiltinKind.UnsignedInt;
        Define(text, "__WCHAR_TYPE__", isWideUnsigned ? "unsigned int" : "int");
        Define(text, "__WCHAR_MIN__", isWideUnsigned ? "0U" : "(-0x7fffffff - 1)");
        DefineLimits(text, target);
        DefineFloatingLimits(text);
        Define(text, "__BIGGEST_ALIGNMENT__", target.BiggestAlignment.ToString(CultureInfo.InvariantCulture));
        Define(text, "__LONG_MAX__", isLp64 ? "0x7fffffffffffffffL" : "0x7fffffffL");
        if (isLp64)
        {
            Define(text, "__LP64__", "1");
            Define(text, "_LP64", "1");
            Define(text, "__SIZEOF_INT128__", "16");
        }
        else
        {
            Define(text, "__ILP32__", "1");
            Define(text, "_ILP32", "1");
        }

        if (target.IsCharUnsigned)
        {
            Define(text, "__CHAR_UNSIGNED__", "1");
        }

        return text.ToString();
    }

    private static readonly (string Name, string Value)[] CompilerMacros =
    [
        ("__STDC__", "1"), ("__STDC_VERSION__", "201112L"), ("__STDC_HOSTED__", "1"),
        ("__GNUC__", "12"), ("__GNUC_MINOR__", "2"), ("__GNUC_PATCHLEVEL__", "0"), ("__GNUC_STDC_INLINE__", "1"),
        ("__linux__", "1"), ("__linux", "1"), ("linux", "1"), ("__gnu_linux__", "1"), ("__unix__", "1"), ("__unix", "1"), ("unix", "1"), ("__ELF__", "1"),
        ("__CHAR_BIT__", "8"),
        ("__ORDER_LITTLE_ENDIAN__", "1234"), ("__ORDER_BIG_ENDIAN__", "4321"), ("__ORDER_PDP_ENDIAN__", "3412"),
        ("__SIZEOF_SHORT__", "2"), ("__SIZEOF_INT__", "4"), ("__SIZEOF_LONG_LONG__", "8"), ("__SIZEOF_FLOAT__", "4"), ("__SIZEOF_DOUBLE__", "8"),
        ("__SIZEOF_WCHAR_T__", "4"), ("__SIZEOF_WINT_T__", "4"), ("__WINT_TYPE__", "unsigned int"),
        ("__INT8_TYPE__", "signed char"), ("__UINT8_TYPE__", "unsigned char"), ("__INT16_TYPE__", "short int"), ("__UINT16_TYPE__", "short unsigned int"),
        ("__INT32_TYPE__", "int"), ("__UINT32_TYPE__", "unsigned int"), ("__CHAR16_TYPE__", "short unsigned int"), ("__CHAR32_TYPE__", "unsigned int"),
        ("__SCHAR_MAX__", "0x7f"), ("__SHRT_MAX__", "0x7fff"), ("__INT_MAX__", "0x7fffffff"), ("__LONG_LONG_MAX__", "0x7fffffffffffffffLL"),
        ("__ATOMIC_RELAXED", "0"), ("__ATOMIC_CONSUME", "1"), ("__ATOMIC_ACQUIRE", "2"), ("__ATOMIC_RELEASE", "3"), ("__ATOMIC_ACQ_REL", "4"), ("__ATOMIC_SEQ_CST", "5"),
        ("__STDC_UTF_16__", "1"), ("__STDC_UTF_32__", "1"), ("__GXX_ABI_VERSION", "1002"), ("__PIC__", "2"), ("__pic__", "2"), ("__PIE__", "2"), ("__pie__", "2"),
        ("__REGISTER_PREFIX__", ""), ("__USER_LABEL_PREFIX__", ""), ("__NO_INLINE__", "1"), ("__FLT_EVAL_METHOD__", "0"), ("__VERSION__", "\"12.2.0\""),
    ];

    private static void Define(StringBuilder text, string name, string value) => text.Append("#define ").Append(name).Append(' ').Append(value).Append('\n');

    /// <summary>Makes the value of a built-in macro; false when it leaves no token behind.</summary>
    private bool TryDynamic(Macro macro, in Token use, out Token result)
    {
        var place = PlaceOf(use);
        result = use.WithFlags(use.Flags | TokenFlags.NoExpand);
        switch (macro.Dynamic)
        {
            case DynamicMacro.File:
                result = new Token(TokenKind.String, use.Flags, "\"" + _files[System.Math.Max(place.File, 0)].Path + "\"", null, use.Span, use.Expansion);
                return true;
            case DynamicMacro.Line:
                result = Number(place.File < 0 ? "0" : Format(_files[place.File].GetLinePosition(place.Start).Line), use);
                return true;
            case DynamicMacro.Counter:
                result = Number(Format(_counter++), use);
                return true;
            case DynamicMacro.IncludeLevel:
                result = Number(Format(_includes.Count), use);
                return true;
            case DynamicMacro.DateOrTime:
                result = new Token(TokenKind.String, use.Flags, "\"\"", null, use.Span, use.Expansion);
                return true;
            case DynamicMacro.Pragma:
                return !TryPragmaOperator(use);
            default:
                if (IsNextLeftParen())
                {
                    result = Number(HasOperand(macro.Dynamic), use);
                }

                return true;
        }
    }

    /// <summary>The answer to <c>__has_include(...)</c> and its kin.</summary>
    private string HasOperand(DynamicMacro kind)
    {
        ReadRaw();
        var tokens = new List<Token>();
        int depth = 0;
        for (var token = ReadRaw(); token.Kind is not (TokenKind.EndOfFile or TokenKind.EndOfTokens); token = ReadRaw())
        {
            depth += token.Kind == TokenKind.LeftParen ? 1 : token.Kind == TokenKind.RightParen ? -1 : 0;
            if (depth < 0)
            {
                break;
            }

            tokens.Add(token);
        }

        // As for #include, what begins like no header's name is expanded first (C23 6.10.1p5).
        bool isHeader = kind is DynamicMacro.HasInclude or DynamicMacro.HasIncludeNext;
        if (isHeader && tokens.Count > 0 && tokens[0].Kind == TokenKind.Identifier)
        {
            tokens = ExpandTokens(tokens);
        }

        string text = Spell(tokens);
        switch (kind)
        {
            case DynamicMacro.HasAttribute:
                return KnownAttributes.Contains(text.Trim('_')) ? "1" : "0";
            case DynamicMacro.HasBuiltin:
                return text.StartsWith("__builtin_", System.StringComparison.Ordinal) ? "1" : "0";
            case DynamicMacro.HasInclude or DynamicMacro.HasIncludeNext:
                return Unquote(text, SourceSpan.None, out string name, out bool isQuoted, out _)
                    && _resolver.Resolve(name, _file?.Header, isQuoted, kind == DynamicMacro.HasIncludeNext) is not null ? "1" : "0";
            default:
                return "0";
        }
    }

    private static readonly HashSet<string> KnownAttributes =
        ["aligned", "packed", "deprecated", "unused", "const", "pure", "noreturn", "may_alias", "mode", "vector_size", "transparent_union", "always_inline"];

    /// <summary><c>_Pragma("...")</c> (C11 6.10.9).</summary>
    private bool TryPragmaOperator(in Token use)
    {
        if (!IsNextLeftParen())
        {
            return false;
        }

        ReadRaw();
        var text = ReadRaw();
        ReadRaw();
        if (text.Kind != TokenKind.String)
        {
            Report(PreprocessingDiagnostics.MalformedInvocation, PlaceOf(use), use.Text, "takes one string literal; correct the use");
            return true;
        }

        var lexer = new Lexer(new SourceFile(use.Span.File, "", "", CharacterLiteral.Bytes(text.Text)), _names, new DiagnosticList());
        var line = new List<Token>();
        for (var token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
        {
            line.Add(token);
        }

        Pragma(line, PlaceOf(use), _file);
        return true;
    }
}
