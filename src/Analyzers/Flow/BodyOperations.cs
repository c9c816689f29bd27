// Flow: the operations of a whole body, and what they do to its locals, found once however many rules and flows ask.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace UapiGen.Analyzers.Flow;

/// <summary>Lives as long as the body's outermost operation. Immutable; safe for many threads.</summary>
internal sealed class BodyOperations
{
    private static readonly ConditionalWeakTable<IOperation, BodyOperations> Known = new();

    private readonly Dictionary<ILocalSymbol, LocalUse> _locals = new(SymbolEqualityComparer.Default);

    private BodyOperations(IOperation root)
    {
        var all = ImmutableArray.CreateBuilder<IOperation>();
        var open = new Stack<IOperation.OperationList.Enumerator>();
        Visit(root);
        while (open.Count > 0)
        {
            var children = open.Pop();
            if (children.MoveNext())
            {
                open.Push(children);
                Visit(children.Current);
            }
        }

        All = all.ToImmutable();

        void Visit(IOperation operation)
        {
            all.Add(operation);
            Add(operation);
            open.Push(operation.ChildOperations.GetEnumerator());
            Depth = Math.Max(Depth, open.Count);
        }
    }

    /// <summary>Gets how many operations stand one within the other.</summary>
    public int Depth { get; private set; }

    /// <summary>Gets the outermost operation and all within it, in order.</summary>
    public ImmutableArray<IOperation> All { get; }

    public static BodyOperations Of(IOperation root) => Known.GetValue(root, static r => new BodyOperations(r));

    /// <summary>What the body does to a local; null for one that it neither declares nor writes.</summary>
    public LocalUse? UseOf(ILocalSymbol local) => _locals.TryGetValue(local, out var use) ? use : null;

    private void Add(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                var declared = Use(declarator.Symbol);
                declared.IsDeclared = declarator.Parent is IVariableDeclarationOperation;
                declared.Initializer = declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value;
                if (declared.Initializer is { } initializer)
                {
                    declared.Values.Add(initializer);
                }

                break;

            case ILocalReferenceOperation reference when !LocalWrites.IsRead(reference):
                var written = Use(reference.Local);
                if (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)
                {
                    written.IsAliasedAgain |= assignment.IsRef == reference.Local.IsRef;
                    written.MayBeWrittenUnseen |= assignment.IsRef;
                    written.Values.Add(assignment.Value);
                }
                else
                {
                    written.MayBeWrittenUnseen = true;
                }

                break;
        }
    }

    private LocalUse Use(ILocalSymbol local)
    {
        if (!_locals.TryGetValue(local, out var use))
        {
            _locals.Add(local, use = new LocalUse());
        }

        return use;
    }
}

/// <summary>What a body does to one local.</summary>
internal sealed class LocalUse
{
    /// <summary>Gets or sets a value indicating whether an ordinary declaration declares it, and not a pattern or a loop.</summary>
    public bool IsDeclared { get; set; }

    /// <summary>Gets or sets what it is declared with.</summary>
    public IOperation? Initializer { get; set; }

    /// <summary>Gets the initialiser and the values of simple assignments.</summary>
    public List<IOperation> Values { get; } = [];

    /// <summary>Gets or sets a value indicating whether something else than these may write it: ref, out, address, deconstruction.</summary>
    public bool MayBeWrittenUnseen { get; set; }

    /// <summary>Gets or sets a value indicating whether it is made to stand for something else later.</summary>
    public bool IsAliasedAgain { get; set; }
}
