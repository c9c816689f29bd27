// In: a generated struct, loaded. Out: what the running program measures of it: size, addresses of members, bits that a bit-field writes.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UapiGen.Layout.Tests.Corpus;

/// <summary>Where a member lies.</summary>
/// <param name="Bit">The first bit from the start of the struct, counted from the lowest.</param>
/// <param name="Bits">How many bits it has.</param>
internal readonly record struct MeasuredMember(long Bit, long Bits);

/// <summary>Measures one struct by code made for it.</summary>
internal sealed unsafe class RecordProbe
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private delegate void Measure(byte* memory, long[] results);

    private static readonly MethodInfo s_bits = typeof(RecordProbe).GetMethod(nameof(Bits), Any)!;

    private static readonly MethodInfo s_reference = typeof(MemoryMarshal).GetMethods().Single(method =>
        method.Name == nameof(MemoryMarshal.GetReference) && method.GetParameters()[0].ParameterType.GetGenericTypeDefinition() == typeof(Span<>));

    private readonly Type _type;

    public RecordProbe(Type type)
    {
        _type = type;
        Size = (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
        KernelSize = type.GetProperty("KernelSize", Any) is { } kernelSize ? (int)kernelSize.GetValue(null)! : Size;
    }

    /// <summary>Bytes, as <c>Unsafe.SizeOf</c> gives them.</summary>
    public int Size { get; }

    /// <summary>Bytes that the kernel takes it for, as the struct itself says where it may be larger.</summary>
    public int KernelSize { get; }

    /// <summary>The places of members, in the order of the names; null where the struct has no such member.</summary>
    /// <param name="names">C# names without <c>@</c>.</param>
    public IReadOnlyList<MeasuredMember?> Members(IReadOnlyList<string> names)
    {
        var method = new DynamicMethod("Measure", null, [typeof(byte*), typeof(long[])], _type.Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        bool[] found = [.. names.Select((name, i) => Emit(il, name, i))];
        il.Emit(OpCodes.Ret);
        var results = new long[names.Count * 2];
        byte[] memory = GC.AllocateArray<byte>(Size + 64, pinned: true);
        fixed (byte* start = memory)
        {
            method.CreateDelegate<Measure>()(start, results);
        }

        return [.. names.Select((_, i) => found[i] ? new MeasuredMember(results[i * 2], results[(i * 2) + 1]) : (MeasuredMember?)null)];
    }

    private bool Emit(ILGenerator il, string name, int index)
    {
        if (_type.GetField(name, Any) is { } field)
        {
            EmitAddress(il, index, () => il.Emit(OpCodes.Ldflda, field), field.FieldType);
        }
        else if (_type.GetProperty(name, Any) is { PropertyType.IsByRef: true } reference)
        {
            EmitAddress(il, index, () => il.Emit(OpCodes.Call, reference.GetMethod!), reference.PropertyType.GetElementType()!);
        }
        else if (_type.GetProperty(name, Any) is { PropertyType.IsGenericType: true } span)
        {
            EmitSpan(il, index, span);
        }
        else if (_type.GetProperty(name, Any) is { SetMethod: not null } property)
        {
            EmitBits(il, index, property);
        }
        else if (_type.GetMethod(name, Any) is { IsStatic: true, ReturnType.IsGenericType: true } accessor)
        {
            Type element = accessor.ReturnType.GenericTypeArguments[0];
            EmitAddress(
                il,
                index,
                () =>
                {
                    il.Emit(OpCodes.Ldc_I4_0);
                    il.Emit(OpCodes.Call, accessor);
                    il.Emit(OpCodes.Call, s_reference.MakeGenericMethod(element));
                },
                null);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>A span over the member: where it begins, and its elements' bits.</summary>
    private static void EmitSpan(ILGenerator il, int index, PropertyInfo span)
    {
        Type element = span.PropertyType.GenericTypeArguments[0];
        EmitAddress(
            il,
            index,
            () =>
            {
                il.Emit(OpCodes.Call, span.GetMethod!);
                il.Emit(OpCodes.Call, s_reference.MakeGenericMethod(element));
            },
            null);
        EmitStore(il, (index * 2) + 1, () =>
        {
            LocalBuilder local = il.DeclareLocal(span.PropertyType);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, span.GetMethod!);
            il.Emit(OpCodes.Stloc, local);
            il.Emit(OpCodes.Ldloca, local);
            il.Emit(OpCodes.Call, span.PropertyType.GetProperty("Length")!.GetMethod!);
            il.Emit(OpCodes.Sizeof, element);
            il.Emit(OpCodes.Mul);
            il.Emit(OpCodes.Ldc_I4_8);
            il.Emit(OpCodes.Mul);
            il.Emit(OpCodes.Conv_I8);
        });
    }

    /// <summary><c>results[2i] = (&amp;member - memory) * 8; results[2i + 1] = sizeof(type) * 8</c>.</summary>
    private static void EmitAddress(ILGenerator il, int index, Action member, Type? type)
    {
        EmitStore(il, index * 2, () =>
        {
            il.Emit(OpCodes.Ldarg_0);
            member();
            il.Emit(OpCodes.Conv_I8);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Conv_I8);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Ldc_I4_8);
            il.Emit(OpCodes.Conv_I8);
            il.Emit(OpCodes.Mul);
        });
        EmitStore(il, (index * 2) + 1, () =>
        {
            if (type is null)
            {
                il.Emit(OpCodes.Ldc_I4_0);
            }
            else
            {
                EmitSize(il, type);
                il.Emit(OpCodes.Ldc_I4_8);
                il.Emit(OpCodes.Mul);
            }

            il.Emit(OpCodes.Conv_I8);
        });
    }

    /// <summary>Bytes of a member's type, as the type itself says where C# has more (UAPI1305).</summary>
    private static void EmitSize(ILGenerator il, Type type)
    {
        if (type.GetProperty("KernelSize", Any) is { } kernelSize)
        {
            il.Emit(OpCodes.Call, kernelSize.GetMethod!);
            return;
        }

        il.Emit(OpCodes.Sizeof, type);
    }

    /// <summary>Writes all ones through the property, looks which bits of the struct that sets, and reads them back.</summary>
    private void EmitBits(ILGenerator il, int index, PropertyInfo property)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Ldc_I4, Size);
        il.Emit(OpCodes.Initblk);
        il.Emit(OpCodes.Ldarg_0);
        EmitConstant(il, property.PropertyType);
        il.Emit(OpCodes.Call, property.SetMethod!);
        for (int part = 0; part < 2; part++)
        {
            int asked = part;
            EmitStore(il, (index * 2) + part, () =>
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldc_I4, Size);
                il.Emit(OpCodes.Ldc_I4, asked);
                il.Emit(OpCodes.Call, s_bits);
            });
        }
    }

    private static void EmitConstant(ILGenerator il, Type type)
    {
        int size = Marshal.SizeOf(type.IsEnum ? Enum.GetUnderlyingType(type) : type);
        if (size == 8)
        {
            il.Emit(OpCodes.Ldc_I8, -1L);
            return;
        }

        il.Emit(OpCodes.Ldc_I4_M1);
    }

    private static void EmitStore(ILGenerator il, int index, Action value)
    {
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, index);
        value();
        il.Emit(OpCodes.Stelem_I8);
    }

    /// <summary>The first set bit, or how many are set in a row from it; -1 when more are set behind a gap.</summary>
    private static long Bits(byte* memory, int size, int part)
    {
        long first = -1;
        long last = -1;
        long count = 0;
        for (long bit = 0; bit < size * 8L; bit++)
        {
            if ((memory[bit / 8] >> (int)(bit % 8) & 1) != 0)
            {
                first = first < 0 ? bit : first;
                last = bit;
                count++;
            }
        }

        return count != last - first + 1 ? -1 : part == 0 ? first : count;
    }
}
