// What the tests judge by: compilers, the installed kernel headers and the newest ones. Fetched when they are missing; a test that
// still has none of them fails with the sentence that says what to run. Nothing is skipped.
using System;
using System.Collections.Generic;
using System.IO;
using UapiGen.C.Layout;
using UapiGen.Oracle;
using UapiGen.Oracle.Compilers;
using Xunit;

namespace UapiGen.Layout.Tests;

internal static class Judges
{
    private static readonly Lazy<string?> InstallFailure = new(() => Preparation.Run(Repository.Root, "eng/install-judges.sh"));

    private static readonly Lazy<string?> FetchFailure = new(() => Preparation.Run(Repository.Root, "eng/fetch-backports-headers.sh"));

    /// <summary>Directories of the kernel headers of this system.</summary>
    public static IReadOnlyList<string> InstalledDirectories
    {
        get
        {
            Require(InstallFailure.Value);
            return InstalledHeaders.Directories;
        }
    }

    /// <summary>Directories of the newest kernel headers that Debian's backports serve.</summary>
    public static IReadOnlyList<string> BackportsDirectories
    {
        get
        {
            Require(FetchFailure.Value);
            string include = Path.Combine(Repository.Root, "artifacts/uapi/current/usr/include");
            return [include, include + "/x86_64-linux-gnu"];
        }
    }

    /// <summary>Judges a header of the first directory, and fails with all that is wrong.</summary>
    public static void AssertGood(string logicalPath, Target target, IReadOnlyList<string> directories)
    {
        Require(InstallFailure.Value);
        var judge = new HeaderJudge(new CompileOptions(target, directories, [], []));
        Verdict verdict = judge.Judge(directories[0] + "/" + logicalPath);
        Assert.True(verdict.Refusal is null, $"the compilers refuse {verdict.Header}: {verdict.Refusal}");
        Assert.True(verdict.IsGood, string.Join('\n', verdict.Sentences));
    }

    private static void Require(string? failure) => Assert.True(failure is null, failure);
}
