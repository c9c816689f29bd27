// Stage: model. A struct or union as it will be emitted: anonymous members flattened, bit-fields over named storage.
using UapiGen.Pipeline;

namespace UapiGen.Model;

internal enum RecordLayout
{
    /// <summary>Offsets are the same on every target: they are written down.</summary>
    Explicit,

    /// <summary>Offsets follow the width of pointers; C#'s sequential rules give C's on each target.</summary>
    Sequential,

    /// <summary>Offsets differ in a way that no C# rule follows: storage of C's size, and properties whose offset follows the ABI.</summary>
    PerAbi,
}

/// <summary>A complete or opaque record.</summary>
/// <param name="Key">As C spells it: <c>struct vfio_region_info</c>.</param>
/// <param name="Name">The C# name.</param>
/// <param name="Header">The logical path of the header that declares it.</param>
internal sealed record RecordModel(string Key, string Name, string Header)
{
    public bool IsUnion { get; init; }

    /// <summary>Declared without a body: used through pointers only.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>Bytes on LP64.</summary>
    public int Size { get; init; }

    /// <summary>Bytes on LP64.</summary>
    public int Alignment { get; init; } = 1;

    /// <summary>Bytes: the alignment that C# must be held to because its own would be larger (packed records); 0 when it is not.</summary>
    public int Pack { get; init; }

    public RecordLayout Layout { get; init; }

    /// <summary>The fields of a layout that follows the ABI; null for the others.</summary>
    public AbiStorage? Storage { get; init; }

    /// <summary>Bytes on each target; null when they are the same on all.</summary>
    public AbiNumber? Sizes { get; init; }

    /// <summary>False when <see cref="Storage"/> is larger than the record on some target.</summary>
    public bool IsSizeExact { get; init; } = true;

    public EquatableArray<MemberModel> Members { get; init; }

    public EquatableArray<BitStorageModel> BitStorage { get; init; }

    public EquatableArray<FlexibleArrayModel> FlexibleArrays { get; init; }

    /// <summary>Types of named members that have no name of their own.</summary>
    public EquatableArray<RecordModel> Nested { get; init; }

    /// <summary>Requests whose argument it is, in header order: C# names.</summary>
    public EquatableArray<string> Requests { get; init; }

    public DocModel Doc { get; init; } = DocModel.None;
}

/// <summary>A member of a record.</summary>
/// <param name="CName">Its name in the header.</param>
/// <param name="Name">Its C# name.</param>
/// <param name="Type">Its type; of a bit-field, the type of the property.</param>
/// <param name="CType">Its type as C spells it, typedefs resolved.</param>
/// <param name="Offset">Bytes from the start of the emitted record, on LP64.</param>
/// <param name="Size">Bytes on LP64.</param>
internal sealed record MemberModel(string CName, string Name, TypeRef Type, string CType, int Offset, int Size)
{
    /// <summary>Where a bit-field's bits lie; null for a plain member.</summary>
    public BitFieldModel? Bits { get; init; }

    /// <summary>Bytes from the start of the record on each target; null unless the record's layout follows the ABI.</summary>
    public AbiNumber? Offsets { get; init; }

    /// <summary>Elements on each target; null unless the member is an array whose length follows the ABI.</summary>
    public AbiNumber? Lengths { get; init; }

    /// <summary>Bytes on each target; null unless the member is an integer whose width follows the ABI otherwise than a pointer's.</summary>
    public AbiNumber? Widths { get; init; }

    /// <summary>Where a bit-field's bits lie when the record's layout follows the ABI.</summary>
    public AbiBitFieldModel? AbiBits { get; init; }

    public EquatableArray<RoleModel> Roles { get; init; }

    public DocModel Doc { get; init; } = DocModel.None;
}

/// <summary>A bit-field within its storage.</summary>
/// <param name="Storage">The private field that holds it.</param>
/// <param name="Width">Bits.</param>
/// <param name="Shift">Bits to the right of it in the storage, on little endian.</param>
/// <param name="BigEndianShift">The same on big endian.</param>
/// <param name="IsSigned">True when the highest bit is a sign.</param>
internal sealed record BitFieldModel(string Storage, int Width, int Shift, int BigEndianShift, bool IsSigned);

/// <summary>A bit-field of a record whose layout follows the ABI.</summary>
/// <param name="Keyword">The unsigned integer type to read.</param>
/// <param name="IsSigned">True when the highest bit is a sign.</param>
/// <param name="Width">Bits.</param>
/// <param name="Offset">Bytes from the start of the record to that integer.</param>
/// <param name="Shift">Bits to the right of it there, by the byte order of the target.</param>
internal sealed record AbiBitFieldModel(string Keyword, bool IsSigned, AbiNumber Width, AbiNumber Offset, AbiNumber Shift);

/// <summary>A private field that bit-fields share.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Type">An unsigned integer type.</param>
/// <param name="Offset">Bytes from the start of the record.</param>
internal sealed record BitStorageModel(string Name, ScalarRef Type, int Offset);

/// <summary>A flexible array member, which C# reaches through accessors.</summary>
/// <param name="CName">Its name in the header.</param>
/// <param name="Name">The accessor's C# name.</param>
/// <param name="Element">The element's type.</param>
/// <param name="Offset">Bytes from the start of the emitted record.</param>
/// <param name="ElementSize">Bytes.</param>
/// <param name="CountedBy">The C# name of the member that counts the elements, when known.</param>
internal sealed record FlexibleArrayModel(string CName, string Name, TypeRef Element, int Offset, int ElementSize, string? CountedBy)
{
    /// <summary>Bytes from the start of the record on each target; null when they are the same on all.</summary>
    public AbiNumber? Offsets { get; init; }

    /// <summary>True when the element's size differs between targets.</summary>
    public bool IsElementSizeVarying { get; init; }

    public DocModel Doc { get; init; } = DocModel.None;
}

/// <summary>A fact about a member, as <c>UapiRoleAttribute</c> will carry it.</summary>
/// <param name="Kind">A member of <c>UapiRole</c>.</param>
internal sealed record RoleModel(string Kind)
{
    /// <summary>On a function pointer: the parameter, counted from 0.</summary>
    public int? Parameter { get; init; }

    /// <summary>Valid bits of flags; null when unknown, 0 when the field must be zero.</summary>
    public ulong? Mask { get; init; }

    /// <summary>Bits of a steering tag.</summary>
    public int? Width { get; init; }

    /// <summary>The related member: its C name in a header's model, its C# name in a file's.</summary>
    public string? Of { get; init; }

    /// <summary>Further numbers that only a facts file can state, in the order in which it states them.</summary>
    public EquatableArray<RoleNumber> Numbers { get; init; }
}

/// <summary>A number that belongs to a role.</summary>
/// <param name="Name">A property of <c>UapiRoleAttribute</c>.</param>
/// <param name="Value">Its value: bits, or a limit.</param>
internal sealed record RoleNumber(string Name, ulong Value);
