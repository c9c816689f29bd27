// Test harness: everything that a value holds, field by field, whatever its access.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace UapiGen.Generator.Tests.Harness;

internal static class ObjectGraph
{
    public static void AssertHoldsNone(object root, params Type[] banned)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object>([root]);
        while (pending.TryPop(out object? value))
        {
            Type type = value.GetType();
            if (type.IsPrimitive || type.IsEnum || value is string || (!type.IsValueType && !seen.Add(value)))
            {
                continue;
            }

            Assert.DoesNotContain(banned, other => other.IsInstanceOfType(value));
            foreach (object child in Children(value, type))
            {
                pending.Push(child);
            }
        }
    }

    private static IEnumerable<object> Children(object value, Type type)
    {
        if (value is Array array)
        {
            return ((IEnumerable)array).OfType<object>();
        }

        IEnumerable<Type> types = Enumerable.Empty<Type>();
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            types = types.Append(current);
        }

        return types
            .SelectMany(current => current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(field => field.GetValue(value))
            .OfType<object>();
    }
}
