// Emulation: an open file description, shared by the descriptors that were duplicated from one another.
using System.Threading;

namespace UapiGen.Runtime.Emulation;

/// <summary>
/// What descriptors point to: <c>struct file</c>. It starts with one reference, its maker's, and is released
/// with the last. Requests return as in the kernel: 0 or more, or a negated error number.
/// </summary>
internal abstract class OpenFile
{
    private int _references = 1;

    /// <summary>Whether it only names a file (O_PATH): no request reaches it, as if it were not open.</summary>
    public virtual bool IsPathOnly => false;

    public abstract int Ioctl(uint request, nuint argument);

    public void Get() => Interlocked.Increment(ref _references);

    public void Put()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Release();
        }
    }

    protected abstract void Release();
}
