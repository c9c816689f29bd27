// Stage: model. All that later steps may see of one header: equatable, without positions, tokens or syntax.
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>What a header declares, and the types that it needs from its includes.</summary>
/// <param name="Header">Its logical path: <c>linux/vfio.h</c>.</param>
internal sealed record HeaderModel(string Header)
{
    /// <summary>In source order; those of includes only when something needs them.</summary>
    public EquatableArray<RecordModel> Records { get; init; }

    public EquatableArray<EnumModel> Enums { get; init; }

    public EquatableArray<ConstantModel> Constants { get; init; }

    public EquatableArray<IoctlModel> Ioctls { get; init; }

    /// <summary>The function-like macros that are expressions.</summary>
    public EquatableArray<MethodModel> Methods { get; init; }

    /// <summary>The function-like macros that are not.</summary>
    public EquatableArray<LeftOutMacro> LeftOutMacros { get; init; }
}

/// <summary>A named enum.</summary>
/// <param name="Key">As C spells it: <c>enum vfio_device_mig_state</c>.</param>
/// <param name="Name">The C# name.</param>
/// <param name="Header">The logical path of the header that declares it.</param>
/// <param name="UnderlyingType">A C# keyword.</param>
/// <param name="Enumerators">In header order.</param>
/// <param name="Doc">What the header says.</param>
internal sealed record EnumModel(string Key, string Name, string Header, string UnderlyingType, EquatableArray<EnumeratorModel> Enumerators, DocModel Doc);

/// <param name="CName">Its name in the header.</param>
/// <param name="Name">The C# name.</param>
/// <param name="Value">The value, printed.</param>
/// <param name="Doc">What the header says.</param>
internal sealed record EnumeratorModel(string CName, string Name, string Value, DocModel Doc);

/// <summary>A macro or an enumerator that becomes a C# constant.</summary>
/// <param name="CName">Its name in the header.</param>
/// <param name="Name">The C# name.</param>
/// <param name="Type">A C# keyword, with C's width and signedness.</param>
/// <param name="Value">A C# constant expression of that type.</param>
/// <param name="Written">As the header writes it; empty for an enumerator.</param>
/// <param name="Doc">What the header says.</param>
internal sealed record ConstantModel(string CName, string Name, string Type, string Value, string Written, DocModel Doc)
{
    /// <summary>The logical path of the header that declares it.</summary>
    public string Header { get; init; } = "";

    /// <summary>The value on each target, printed, in the order of <see cref="Abi.Targets"/>; empty when one value serves them all.</summary>
    public EquatableArray<string> Values { get; init; }

    /// <summary>Facts of a VFIO device feature, on the constant that holds its index.</summary>
    public FeatureModel? Feature { get; init; }
}

/// <param name="Operations">Members of <c>UapiOperations</c>, in order.</param>
/// <param name="Payload">The record behind the feature's header; null when there is none.</param>
/// <param name="MinimumSize">Bytes: the least payload that the kernel takes.</param>
/// <param name="Returns">A member of <c>UapiReturns</c>.</param>
internal sealed record FeatureModel(EquatableArray<string> Operations, NamedRef? Payload, int MinimumSize, string Returns);

/// <summary>A request number, kept symbolic: its bits differ between architectures.</summary>
/// <param name="CName">Its name in the header.</param>
/// <param name="Name">The C# name.</param>
/// <param name="Direction">A member of <c>UapiDirection</c>.</param>
/// <param name="Type">The type character's code.</param>
/// <param name="Number">The number within the type.</param>
/// <param name="Size">Bytes that the number encodes, on LP64.</param>
/// <param name="Value">The number on x86-64.</param>
/// <param name="Doc">What the header says.</param>
internal sealed record IoctlModel(string CName, string Name, string Direction, int Type, int Number, int Size, uint Value, DocModel Doc)
{
    /// <summary>The logical path of the header that declares it.</summary>
    public string Header { get; init; } = "";

    /// <summary>The record or scalar that the argument points to; null when there is none or it goes by value.</summary>
    public TypeRef? Argument { get; init; }

    /// <summary>What the encoded size is the size of, where that differs between targets; null for a plain number.</summary>
    public TypeRef? SizeOf { get; init; }

    /// <summary>Bytes that the number encodes on each target; null when they are the same, or those of <see cref="SizeOf"/>.</summary>
    public AbiNumber? Sizes { get; init; }

    /// <summary>The whole number on each target, where more than the size differs: its direction, its type or its number; else null.</summary>
    public AbiNumber? Requests { get; init; }

    /// <summary>True when that type is larger in C# than in C on some target, and says itself what C has.</summary>
    public bool IsKernelSize { get; init; }

    public string? FileKind { get; init; }

    /// <summary>A member of <c>UapiReturns</c>.</summary>
    public string Returns { get; init; } = "Zero";

    public bool MayInterrupt { get; init; }

    /// <summary>Bytes of a text argument, its NUL included; 0 when the argument is no text.</summary>
    public int TextSize { get; init; }
}
