// Stage: parsing. Declaration specifiers (C11 6.7, 6.7.2), type names (6.7.7) and GNU attributes.
using System.Collections.Generic;
using UapiGen.C.Binding;
using UapiGen.C.Lexing;

namespace UapiGen.C.Parsing;

internal sealed partial class Parser
{
    private static bool IsTypeName(in Token token) => token.Name is { } name && (name.IsTypedef || name.Keyword switch
    {
        Keyword.Void or Keyword.Bool or Keyword.Char or Keyword.Short or Keyword.Int or Keyword.Long or Keyword.Signed or Keyword.Unsigned
            or Keyword.Float or Keyword.Double or Keyword.Float128 or Keyword.Int128 or Keyword.Complex or Keyword.Struct or Keyword.Union
            or Keyword.Enum or Keyword.Typeof or Keyword.Const or Keyword.Volatile or Keyword.Restrict or Keyword.Atomic or Keyword.BuiltinVaList
            or Keyword.Attribute or Keyword.Alignas => true,
        _ => false,
    });

    // declaration-specifiers | specifier-qualifier-list, in any order
    private SpecifiersSyntax Specifiers(bool isMember)
    {
        var specifiers = new SpecifiersSyntax { Span = Place };
        while (Kind == TokenKind.Identifier && TrySpecifier(specifiers))
        {
        }

        if (!specifiers.HasType && _error is null)
        {
            MissingType(isMember);
        }

        return specifiers;
    }

    private bool TrySpecifier(SpecifiersSyntax specifiers)
    {
        var name = Current.Name!;
        switch (name.Keyword)
        {
            case Keyword.None when specifiers.HasType && IsAnnotation():
                break;
            case Keyword.None:
                if (specifiers.HasType || !name.IsTypedef)
                {
                    return false;
                }

                specifiers.TypedefName = Take().Name;
                return true;
            case Keyword.Typedef:
                specifiers.Storage = StorageClass.Typedef;
                break;
            case Keyword.Extern:
                specifiers.Storage = StorageClass.Extern;
                break;
            case Keyword.Static:
                specifiers.Storage = StorageClass.Static;
                break;
            case Keyword.Auto or Keyword.Register or Keyword.ThreadLocal or Keyword.Inline or Keyword.Noreturn or Keyword.Extension:
                break;
            case Keyword.Const:
                specifiers.Qualifiers |= TypeQualifiers.Const;
                break;
            case Keyword.Volatile:
                specifiers.Qualifiers |= TypeQualifiers.Volatile;
                break;
            case Keyword.Restrict:
                specifiers.Qualifiers |= TypeQualifiers.Restrict;
                break;
            case Keyword.Atomic when !specifiers.HasType && PeekAt(1).Kind == TokenKind.LeftParen:
                // atomic-type-specifier: _Atomic ( type-name )
                Typeof(specifiers);
                specifiers.Qualifiers |= TypeQualifiers.Atomic;
                return true;
            case Keyword.Atomic:
                specifiers.Qualifiers |= TypeQualifiers.Atomic;
                break;
            case Keyword.Attribute:
                Attributes(specifiers.Attributes);
                return true;
            case Keyword.Alignas:
                Alignas(specifiers);
                return true;
            case Keyword.Struct or Keyword.Union when !specifiers.HasType:
                specifiers.Record = Record(specifiers);
                return true;
            case Keyword.Enum when !specifiers.HasType:
                specifiers.Enum = Enum(specifiers);
                return true;
            case Keyword.Typeof when !specifiers.HasType:
                Typeof(specifiers);
                return true;
            default:
                return TryBasic(specifiers, name.Keyword);
        }

        Take();
        return true;
    }

    /// <summary>
    /// An address space or a check of sparse in a header that was taken from a kernel tree without being installed: no part of the
    /// type. C takes such a word for a name, so that it counts only where a declarator still has to follow.
    /// </summary>
    private bool IsAnnotation() =>
        Current.Text is "__user" or "__kernel" or "__iomem" or "__percpu" or "__rcu" or "__force" or "__nocast" or "__private"
        && PeekAt(1).Kind is TokenKind.Star or TokenKind.Identifier or TokenKind.LeftParen;

    private bool TryBasic(SpecifiersSyntax specifiers, Keyword keyword)
    {
        var basic = specifiers.Basic ?? new BasicTypeSyntax();
        switch (keyword)
        {
            case Keyword.Void or Keyword.Bool or Keyword.Char or Keyword.Int or Keyword.Float or Keyword.Double or Keyword.Float128 or Keyword.Int128 or Keyword.BuiltinVaList:
                if (basic.Base != Keyword.None)
                {
                    return false;
                }

                basic.Base = keyword;
                break;
            case Keyword.Long:
                basic.LongCount++;
                break;
            case Keyword.Short:
                basic.IsShort = true;
                break;
            case Keyword.Signed:
                basic.IsSigned = true;
                break;
            case Keyword.Unsigned:
                basic.IsUnsigned = true;
                break;
            case Keyword.Complex:
                basic.IsComplex = true;
                break;
            default:
                return false;
        }

        if (specifiers.HasType && specifiers.Basic is null)
        {
            return false;
        }

        specifiers.Basic = basic;
        Take();
        return true;
    }

    /// <summary>A name where a type has to stand is a type that nobody declared, if what follows looks like a declarator.</summary>
    private void MissingType(bool isMember)
    {
        bool isUnknownType = Kind == TokenKind.Identifier && Keyword == Keyword.None
            && (PeekAt(1).Kind is TokenKind.Identifier or TokenKind.Star || (isMember && PeekAt(1).Kind == TokenKind.LeftParen));
        if (isUnknownType)
        {
            Fail(ParsingDiagnostics.UnknownType, Current.Text);
        }
        else if (Kind == TokenKind.Other)
        {
            char stray = Current.Text[0];
            bool isShown = stray > ' ' && !char.IsControl(stray) && !char.IsSurrogate(stray);
            Fail(LexingDiagnostics.StrayCharacter, isShown ? "'" + Current.Text + "'" : "U+" + ((int)stray).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            Unexpected("a declaration begins with a type");
        }
    }

    // alignment-specifier: _Alignas ( type-name | constant-expression )
    private void Alignas(SpecifiersSyntax specifiers)
    {
        var place = Place;
        Take();
        Expect(TokenKind.LeftParen);
        specifiers.AlignasValues.Add(IsTypeName(Current) ? new MeasureSyntax(place, isAlignment: true, TypeName(), null) : Conditional());
        Expect(TokenKind.RightParen);
    }

    // GNU: typeof ( expression | type-name )
    private void Typeof(SpecifiersSyntax specifiers)
    {
        Take();
        Expect(TokenKind.LeftParen);
        if (IsTypeName(Current))
        {
            specifiers.TypeofType = TypeName();
        }
        else
        {
            specifiers.TypeofExpression = Expression();
        }

        Expect(TokenKind.RightParen);
    }

    // type-name: specifier-qualifier-list abstract-declarator
    private TypeNameSyntax TypeName()
    {
        if (!Enter(TypeNameDepth))
        {
            return new TypeNameSyntax(new SpecifiersSyntax { Span = Place }, new DeclaratorSyntax());
        }

        var specifiers = Specifiers(isMember: false);
        var declarator = Declarator(isAbstract: true);
        Leave(TypeNameDepth);
        return new TypeNameSyntax(specifiers, declarator);
    }

    // GNU: __attribute__ ( ( attribute-list ) )
    private void Attributes(List<AttributeSyntax> attributes)
    {
        Take();
        Expect(TokenKind.LeftParen);
        Expect(TokenKind.LeftParen);
        while (Kind is TokenKind.Identifier or TokenKind.Comma)
        {
            if (!TryTake(TokenKind.Comma))
            {
                attributes.Add(Attribute());
            }
        }

        Expect(TokenKind.RightParen);
        Expect(TokenKind.RightParen);
    }

    private AttributeSyntax Attribute()
    {
        var place = Place;
        string name = Take().Text.Trim('_');
        var arguments = new List<Token>();
        ExpressionSyntax? value = null;
        if (Kind == TokenKind.LeftParen && name is "aligned" or "vector_size" or "warn_if_not_aligned")
        {
            Take();
            value = IsTypeName(Current) ? new MeasureSyntax(Place, isAlignment: true, TypeName(), null) : Conditional();
            Expect(TokenKind.RightParen);
        }
        else if (Kind == TokenKind.LeftParen)
        {
            int from = _next + 1;
            SkipBalanced(TokenKind.LeftParen, TokenKind.RightParen);
            for (int i = from; i < _next - 1; i++)
            {
                arguments.Add(_tokens[i]);
            }
        }

        return new AttributeSyntax(place, name, arguments, value);
    }
}
