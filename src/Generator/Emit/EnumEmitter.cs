// Stage: emitting. In: a named enum. Out: the C# enum with the integer type that C chose:
//     public enum vfio_device_mig_state : uint
//     {
//         VFIO_DEVICE_STATE_ERROR = 0,
//     }
using UapiGen.Model;

namespace UapiGen.Emit;

internal static class EnumEmitter
{
    public static void Write(CodeWriter w, EnumModel @enum)
    {
        DocWriter.Write(w, @enum.Doc, $"<c>{DocWriter.Escape(@enum.Key)}</c>; <c>{@enum.Header}</c>");
        w.Line(FileEmitter.GeneratedCode);
        using (w.Block($"public enum {@enum.Name} : {@enum.UnderlyingType}"))
        {
            foreach (EnumeratorModel enumerator in @enum.Enumerators)
            {
                if (!enumerator.Doc.IsEmpty)
                {
                    w.Separate();
                    DocWriter.Write(w, enumerator.Doc, "");
                }

                w.Line($"{enumerator.Name} = {enumerator.Value},");
            }
        }
    }
}
