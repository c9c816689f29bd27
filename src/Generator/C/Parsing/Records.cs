// Stage: parsing. Struct, union and enum specifiers (C11 6.7.2.1, 6.7.2.2).
using System.Collections.Generic;
using UapiGen.C.Lexing;

namespace UapiGen.C.Parsing;

internal sealed partial class Parser
{
    // struct-or-union attributes opt identifier opt { struct-declaration-list } attributes opt | struct-or-union identifier
    // Attributes behind a tag without a body are the declaration's: of a pointer to the record, say.
    private RecordSyntax Record(SpecifiersSyntax specifiers)
    {
        var record = new RecordSyntax(Place, Take().Name!.Keyword == Keyword.Union);
        AttributesAndAsm(record.Attributes);
        if (Kind == TokenKind.Identifier && Keyword == Keyword.None)
        {
            record.TagSpan = Place;
            record.Tag = Take().Name;
        }

        var behindTag = new List<AttributeSyntax>();
        AttributesAndAsm(behindTag);
        (Kind == TokenKind.LeftBrace ? record.Attributes : specifiers.Attributes).AddRange(behindTag);
        if (Kind != TokenKind.LeftBrace)
        {
            if (record.Tag is null)
            {
                Unexpected("a tag or '{' has to follow");
            }

            return record;
        }

        if (!Enter(RecordDepth))
        {
            return record;
        }

        record.HasBody = true;
        record.OpenToken = _next;
        Take();
        while (Kind is not (TokenKind.RightBrace or TokenKind.EndOfFile) && _error is null)
        {
            MemberDeclaration(record);
        }

        record.CloseToken = _next;
        record.PragmaPack = _pack.Bytes;
        Expect(TokenKind.RightBrace);
        AttributesAndAsm(record.Attributes);
        Leave(RecordDepth);
        return record;
    }

    private void MemberDeclaration(RecordSyntax record)
    {
        int first = _next;
        int depth = _depth;
        var pack = _pack;
        if (TryTake(TokenKind.Semicolon))
        {
            return;
        }

        if (Keyword == Keyword.StaticAssert)
        {
            StaticAssert();
        }
        else
        {
            var member = Member(first);
            if (_error is null)
            {
                record.Members.Add(member);
            }
        }

        // A member that cannot be read costs its record, which cannot be laid out without it, and nothing else.
        if (_error is { } error && Current.Kind != TokenKind.EndOfFile && error.Descriptor != ParsingDiagnostics.NestedTooDeeply)
        {
            _diagnostics.Add(error);
            _error = null;
            _depth = depth;
            _pack = pack;
            record.IsBroken = true;
            SkipMember(first);
        }
    }

    // struct-declaration: specifier-qualifier-list struct-declarator-list opt ;
    private MemberDeclarationSyntax Member(int first)
    {
        var specifiers = Specifiers(isMember: true);
        var declarators = new List<DeclaratorSyntax>();
        while (Kind is not (TokenKind.Semicolon or TokenKind.RightBrace) && _error is null)
        {
            var declarator = Kind == TokenKind.Colon ? new DeclaratorSyntax { Span = Place } : Declarator(isAbstract: false);
            AttributesAndAsm(declarator.Attributes);
            if (TryTake(TokenKind.Colon))
            {
                declarator.BitWidth = Conditional();
            }

            AttributesAndAsm(declarator.Attributes);
            declarators.Add(declarator);
            WarnOfAttributeName(specifiers, declarator);
            if (!TryTake(TokenKind.Comma))
            {
                break;
            }
        }

        if (Kind != TokenKind.RightBrace)
        {
            Expect(TokenKind.Semicolon);
        }

        return new MemberDeclarationSyntax(specifiers, declarators, first, _next);
    }

    /// <summary>From a member that failed to behind its <c>;</c>, or to the brace that closes its record.</summary>
    private void SkipMember(int first)
    {
        int depth = 0;
        _next = first;
        while (Kind != TokenKind.EndOfFile)
        {
            if (Kind == TokenKind.RightBrace && depth == 0)
            {
                return;
            }

            var kind = Take().Kind;
            depth += kind == TokenKind.LeftBrace ? 1 : kind == TokenKind.RightBrace ? -1 : 0;
            if (kind == TokenKind.Semicolon && depth == 0)
            {
                return;
            }
        }
    }

    // enum attributes opt identifier opt { enumerator-list , opt } attributes opt | enum identifier
    private EnumSyntax Enum(SpecifiersSyntax specifiers)
    {
        var @enum = new EnumSyntax(Place);
        Take();
        AttributesAndAsm(@enum.Attributes);
        if (Kind == TokenKind.Identifier && Keyword == Keyword.None)
        {
            @enum.TagSpan = Place;
            @enum.Tag = Take().Name;
        }

        // C23: the underlying type. In a record's body ':' begins a bit-field's width instead.
        if (Kind == TokenKind.Colon && IsTypeName(PeekAt(1)))
        {
            Take();
            @enum.FixedType = TypeName();
        }

        var behindTag = new List<AttributeSyntax>();
        AttributesAndAsm(behindTag);
        (Kind == TokenKind.LeftBrace ? @enum.Attributes : specifiers.Attributes).AddRange(behindTag);
        if (!TryTake(TokenKind.LeftBrace))
        {
            if (@enum.Tag is null)
            {
                Unexpected("a tag or '{' has to follow");
            }

            return @enum;
        }

        @enum.HasBody = true;
        while (Kind == TokenKind.Identifier && _error is null)
        {
            var place = Place;
            var name = Take().Name!;
            AttributesAndAsm([]);
            var value = TryTake(TokenKind.Equal) ? Conditional() : null;
            @enum.Enumerators.Add(new EnumeratorSyntax(place, name, value));
            if (!TryTake(TokenKind.Comma))
            {
                break;
            }
        }

        Expect(TokenKind.RightBrace);
        AttributesAndAsm(@enum.Attributes);
        return @enum;
    }
}
