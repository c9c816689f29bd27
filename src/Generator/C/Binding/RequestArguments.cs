// Stage: binding. In: a macro. Out: what it hands to _IOC, as written, where it is a request number (linux/ioctl.h) and nothing more.
using System.Collections.Generic;
using System.Linq;
using UapiGen.C.Lexing;
using UapiGen.C.Preprocessing;

namespace UapiGen.C.Binding;

internal static class RequestArguments
{
    private const int MaximumAliases = 32;

    /// <summary>
    /// The four arguments of <c>_IOC</c> when the macro as a whole is one such number, through however many macros; null otherwise.
    /// <c>_IOC_SIZE(X)</c> or <c>X | 1</c> are no requests, though their expansion holds one.
    /// </summary>
    public static List<List<Token>>? Of(Macro macro, Name ioc)
    {
        IReadOnlyList<Token> tokens = macro.Body;
        for (int depth = 0; depth < MaximumAliases; depth++)
        {
            tokens = WithoutParentheses(tokens);
            if (tokens.Count == 0 || tokens[0].Name?.Macro is not { } used)
            {
                return null;
            }

            if (!used.IsFunctionLike)
            {
                if (tokens.Count != 1)
                {
                    return null;
                }

                tokens = used.Body;
                continue;
            }

            var arguments = InvocationArguments(tokens);
            if (arguments is null)
            {
                return null;
            }

            if (ReferenceEquals(used.Name, ioc))
            {
                return arguments.Count == 4 ? arguments : null;
            }

            if (arguments.Count != used.Parameters!.Count)
            {
                return null;
            }

            tokens = Replace(used, arguments);
        }

        return null;
    }

    /// <summary>The body with parameters replaced by the arguments as written; enough to follow _IOW down to _IOC.</summary>
    private static List<Token> Replace(Macro macro, List<List<Token>> arguments)
    {
        var replaced = new List<Token>();
        for (int i = 0; i < macro.Body.Length; i++)
        {
            if (macro.ParameterAt(i) is >= 0 and var parameter)
            {
                replaced.AddRange(arguments[parameter]);
            }
            else
            {
                replaced.Add(macro.Body[i]);
            }
        }

        return replaced;
    }

    private static IReadOnlyList<Token> WithoutParentheses(IReadOnlyList<Token> tokens)
    {
        while (tokens.Count > 2 && tokens[0].Kind == TokenKind.LeftParen && Closing(tokens, 0) == tokens.Count - 1)
        {
            tokens = tokens.Skip(1).Take(tokens.Count - 2).ToArray();
        }

        return tokens;
    }

    private static int Closing(IReadOnlyList<Token> tokens, int open)
    {
        int depth = 0;
        for (int i = open; i < tokens.Count; i++)
        {
            depth += tokens[i].Kind == TokenKind.LeftParen ? 1 : tokens[i].Kind == TokenKind.RightParen ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The arguments when the tokens are one macro use and nothing else.</summary>
    private static List<List<Token>>? InvocationArguments(IReadOnlyList<Token> tokens)
    {
        if (tokens.Count < 3 || tokens[1].Kind != TokenKind.LeftParen || Closing(tokens, 1) != tokens.Count - 1)
        {
            return null;
        }

        var arguments = new List<List<Token>> { new() };
        int depth = 0;
        for (int i = 2; i < tokens.Count - 1; i++)
        {
            depth += tokens[i].Kind == TokenKind.LeftParen ? 1 : tokens[i].Kind == TokenKind.RightParen ? -1 : 0;
            if (depth == 0 && tokens[i].Kind == TokenKind.Comma)
            {
                arguments.Add([]);
            }
            else
            {
                arguments[arguments.Count - 1].Add(tokens[i]);
            }
        }

        return arguments;
    }
}
