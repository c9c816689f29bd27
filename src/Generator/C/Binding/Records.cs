// Stage: binding. Records and enums: members bound, attributes gathered, layout asked for.
using System.Collections.Generic;
using System.Globalization;
using UapiGen.C.Layout;
using UapiGen.C.Parsing;
using UapiGen.C.Text;

namespace UapiGen.C.Binding;

internal sealed partial class Binder
{
    private RecordDeclaration BindRecord(RecordSyntax syntax, SpecifiersSyntax specifiers, RecordDeclaration? parent)
    {
        var record = RecordFor(syntax);
        if (!syntax.HasBody)
        {
            return record;
        }

        if (record.IsComplete || _lost.Contains(record))
        {
            if (record.IsComplete)
            {
                Report(ParsingDiagnostics.Redefinition, syntax.TagSpan, record.Name ?? "");
            }

            return record;
        }

        Records.Add(record);
        record.Location = syntax.Tag is null ? syntax.Span : syntax.TagSpan;
        record.Parent = parent;
        record.IsPacked = IsPacked(syntax.Attributes);
        record.ExplicitAlignment = TypeAlignmentOf(syntax.Attributes);
        record.PragmaPack = syntax.PragmaPack;
        _starts[record] = specifiers.Span;
        var fields = BindMembers(record, syntax);
        if (fields is null || syntax.IsBroken)
        {
            _lost.Add(record);
            return record;
        }

        record.Fields = fields;
        MarkFlexibleArrays(record);
        if (!RecordLayout.TryLayOut(record, Measure))
        {
            Report(LayoutDiagnostics.TooLarge, record.Location, NameFor(record));
            _lost.Add(record);
            return record;
        }

        record.IsComplete = true;
        return record;
    }

    /// <summary>What a sentence calls a record: by its name, or by that of the record around it, with which it is lost.</summary>
    private static string NameFor(RecordDeclaration record)
    {
        RecordDeclaration? named = record;
        while (named is { Name: null })
        {
            named = named.Parent;
        }

        return named?.Name ?? "the record";
    }

    private RecordDeclaration RecordFor(RecordSyntax syntax)
    {
        if (syntax.Tag is null)
        {
            return new RecordDeclaration { IsUnion = syntax.IsUnion };
        }

        if (!_records.TryGetValue(syntax.Tag, out var record))
        {
            record = new RecordDeclaration { Name = syntax.Tag.Text, IsTagged = true, IsUnion = syntax.IsUnion, Location = syntax.TagSpan };
            _records.Add(syntax.Tag, record);
            _starts[record] = syntax.Span;
            TaggedRecords.Add(record);
        }
        else if (record.IsUnion != syntax.IsUnion)
        {
            Report(ParsingDiagnostics.Redefinition, syntax.TagSpan, syntax.Tag.Text);
        }

        return record;
    }

    /// <summary>The members; null when one is lost, and the record with it.</summary>
    private List<FieldDeclaration>? BindMembers(RecordDeclaration record, RecordSyntax syntax)
    {
        var fields = new List<FieldDeclaration>();
        bool isLost = false;
        foreach (var member in syntax.Members)
        {
            var type = BindSpecifiers(member.Specifiers, record);
            if (type is null)
            {
                isLost = true;
                continue;
            }

            int before = fields.Count;
            if (member.Declarators.Count == 0)
            {
                // C11 6.7.2.1p13: an untagged record is an anonymous member; a tagged one declares its tag only.
                if (CTypes.Unqualified(type) is RecordType { Declaration.IsTagged: false })
                {
                    isLost |= !TryAddField(record, fields, type, member.Specifiers, new DeclaratorSyntax { Span = member.Specifiers.Span });
                }
            }

            foreach (var declarator in member.Declarators)
            {
                isLost |= !TryAddField(record, fields, type, member.Specifiers, declarator);
            }

            for (int i = before; i < fields.Count; i++)
            {
                _starts[fields[i]] = member.Specifiers.Span;
            }
        }

        AddInnerMacros(record, syntax, fields);
        return isLost ? null : fields;
    }

    private bool TryAddField(RecordDeclaration record, List<FieldDeclaration> fields, CType specified, SpecifiersSyntax specifiers, DeclaratorSyntax declarator)
    {
        string name = declarator.DeclaredName?.Text ?? "(unnamed)";
        var type = BindDeclarator(specified, declarator);
        type = type is null ? null : ApplyTypeAttributes(type, specifiers.Attributes, declarator.Attributes);
        if (type is null)
        {
            return false;
        }

        var field = new FieldDeclaration
        {
            Name = declarator.DeclaredName?.Text,
            Location = declarator.NameSpan,
            Type = type,
            IsPacked = IsPacked(specifiers.Attributes, declarator.Attributes),
            ExplicitAlignment = System.Math.Max(AlignmentOf(specifiers.Attributes, declarator.Attributes), AlignasOf(specifiers)),
            CountedBy = CountedBy(declarator.Attributes),
        };
        if (!IsComplete(type) && (declarator.BitWidth is null || CTypes.IntegerKind(type) is not null))
        {
            ReportIncomplete(type, name, declarator.NameSpan, record);
            return false;
        }

        if (declarator.BitWidth is { } width)
        {
            if (BitWidth(width, type, name, record) is not { } bits)
            {
                return false;
            }

            field.BitWidth = bits;
        }

        fields.Add(field);
        return true;
    }

    /// <summary>True for what a member can be: a complete type, or an array without a length of a complete type.</summary>
    private bool IsComplete(CType type) =>
        type.Canonical is ArrayType { Length: null } array ? IsComplete(array.Element)
        : type.Canonical is not (BuiltinType { Kind: BuiltinKind.Void } or FunctionType) && Measure.SizeOf(type) is not null;

    private void ReportIncomplete(CType type, string name, SourceSpan span, RecordDeclaration record)
    {
        var element = type.Canonical;
        while (element is ArrayType array)
        {
            element = array.Element.Canonical;
        }

        string recordName = NameFor(record);
        if (element is RecordType { Declaration: var lost } && _lost.Contains(lost))
        {
            // What an untagged one lacks was told a moment ago.
            if (lost.Name is null)
            {
                return;
            }

            Report(ParsingDiagnostics.UnknownTypedefUse, span, recordName, element.ToString());
        }
        else
        {
            Report(ParsingDiagnostics.IncompleteType, span, name, type.ToString(), recordName);
        }
    }

    private int? BitWidth(ExpressionSyntax width, CType type, string name, RecordDeclaration record)
    {
        string recordName = NameFor(record);
        if (CTypes.IntegerKind(type) is not { } kind)
        {
            Report(LayoutDiagnostics.InvalidBitField, width.Span, name, "has the type '" + type + "', which is no integer type", recordName);
            return null;
        }

        if (Evaluator.EvaluateInteger(width) is not { } bits)
        {
            Report(ParsingDiagnostics.NotConstant, width.Span, "A bit-field's width", Evaluator.Reason, recordName);
            return null;
        }

        int most = kind == BuiltinKind.Bool ? 1 : Measure.SizeOf(kind) * 8;
        if (bits.Bits > (ulong)most || (bits.Bits == 0 && name != "(unnamed)"))
        {
            Report(
                LayoutDiagnostics.InvalidBitField, width.Span, name,
                "is " + ((long)bits.Bits).ToString(CultureInfo.InvariantCulture) + " bits wide where 1 to " + most.ToString(CultureInfo.InvariantCulture) + " fit its type", recordName);
            return null;
        }

        return (int)bits.Bits;
    }

    /// <summary>C11 6.7.2.1p18, and GNU's <c>[0]</c>: an array without elements that ends the record, or lies in a union.</summary>
    private static void MarkFlexibleArrays(RecordDeclaration record)
    {
        for (int i = 0; i < record.Fields.Count; i++)
        {
            bool isLast = record.IsUnion || i == record.Fields.Count - 1;
            if (record.Fields[i].Type.Canonical is ArrayType array)
            {
                record.Fields[i].IsFlexibleArray = array.Length is null || (array.Length == 0 && isLast);
            }
        }
    }

    /// <summary>The macros that were defined between the record's braces, each with the member before it.</summary>
    private void AddInnerMacros(RecordDeclaration record, RecordSyntax syntax, List<FieldDeclaration> fields)
    {
        int members = 0;
        int next = 0;
        for (int i = FirstDefinitionAt(syntax.OpenToken + 1); i < _unit.Definitions.Count && _unit.Definitions[i].TokenIndex <= syntax.CloseToken; i++)
        {
            var (macro, at) = _unit.Definitions[i];
            for (; members < syntax.Members.Count && syntax.Members[members].EndToken <= at; members++)
            {
                next += CountFields(syntax.Members[members]);
            }

            var after = next > 0 && next <= fields.Count ? fields[next - 1] : null;
            if (!macro.IsFunctionLike)
            {
                record.InnerMacros.Add(new InnerMacro(macro.Name.Text, after));
            }
        }
    }

    private static int CountFields(MemberDeclarationSyntax member) =>
        member.Declarators.Count > 0 ? member.Declarators.Count : member.Specifiers.Record is { Tag: null } ? 1 : 0;

    /// <summary>The first definition at or behind a token, by binary search: definitions stand in token order.</summary>
    private int FirstDefinitionAt(int token)
    {
        int low = 0;
        int high = _unit.Definitions.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_unit.Definitions[middle].TokenIndex < token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
