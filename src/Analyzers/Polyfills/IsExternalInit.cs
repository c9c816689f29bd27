// The type that the compiler asks for when a record has init accessors; netstandard2.0 lacks it.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
