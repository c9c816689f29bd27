// Stage: Bindings. In: a request and the results of all headers. Out: the files of its class; a failure costs this class only.
using System;
using System.Collections.Generic;
using System.Linq;
using UapiGen.Model;

namespace UapiGen.Pipeline;

/// <param name="ClassName">The class, namespace included.</param>
/// <param name="Files">One each.</param>
/// <param name="Conflicts">Where headers disagree.</param>
/// <param name="Failure">The message of an unexpected exception; null when all went well.</param>
internal sealed record BindingsResult(string ClassName, EquatableArray<FileModel> Files, EquatableArray<Conflict> Conflicts, string? Failure)
{
    public static BindingsResult Build(BindingsRequest request, IReadOnlyList<HeaderResult> headers)
    {
        try
        {
            List<HeaderModel> models = request.Headers
                .Select(name => headers.FirstOrDefault(header => header.Header == name)?.Model)
                .OfType<HeaderModel>()
                .ToList();
            BindingsModel model = BindingsBuilder.Build(request, models);
            return new BindingsResult(request.Class.FullName, model.Files, model.Conflicts, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new BindingsResult(request.Class.FullName, EquatableArray<FileModel>.Empty, EquatableArray<Conflict>.Empty, e.GetType().Name + ": " + e.Message);
        }
    }
}
