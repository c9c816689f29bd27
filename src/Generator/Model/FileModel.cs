// Stage: model. One generated file each: all that an emitter needs, so that a file is remade only when its own content changes.
using UapiGen.Pipeline;

namespace UapiGen.Model;

/// <summary>A generated file.</summary>
/// <param name="HintName">Unique without regard to case.</param>
/// <param name="Class">The class that it extends.</param>
internal abstract record FileModel(string HintName, BindingsClass Class);

internal sealed record RecordFile(string HintName, BindingsClass Class, RecordModel Record) : FileModel(HintName, Class);

internal sealed record EnumFile(string HintName, BindingsClass Class, EnumModel Enum) : FileModel(HintName, Class);

/// <summary>The constants of one header.</summary>
internal sealed record ConstantsFile(string HintName, BindingsClass Class, EquatableArray<ConstantModel> Constants) : FileModel(HintName, Class);

/// <summary>The function-like macros of one header: methods, and those that are listed.</summary>
internal sealed record MacrosFile(string HintName, BindingsClass Class, EquatableArray<MethodModel> Methods, EquatableArray<LeftOutMacro> LeftOut) : FileModel(HintName, Class);

/// <summary>The request numbers of one header.</summary>
internal sealed record IoctlsFile(string HintName, BindingsClass Class, EquatableArray<IoctlModel> Ioctls) : FileModel(HintName, Class);

/// <summary>The types behind <c>Ioctls.NAME</c>, once a class.</summary>
internal sealed record IoctlTypesFile(string HintName, BindingsClass Class) : FileModel(HintName, Class);

/// <summary>The inline arrays that members need, once a class.</summary>
internal sealed record ArraysFile(string HintName, BindingsClass Class, EquatableArray<int> Lengths) : FileModel(HintName, Class);
