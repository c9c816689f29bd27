// Emulation: mmap and munmap, as a process makes them. Mirrors do_mmap of mm/mmap.c as far as files are asked.
using UapiGen.Runtime.Emulation;

namespace UapiGen.Runtime;

public sealed unsafe partial class EmulatedKernel
{
    private readonly MappingList _mappings = new();

    /// <summary>
    /// Maps a file into memory, shared with all that map it. Memory of a device that is switched off, which a kernel takes
    /// away under the program, stays; and the pages are always readable and writable.
    /// </summary>
    /// <inheritdoc cref="IUapiTransport.Map"/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Map(
        [UapiRole(UapiRole.FileDescriptor)] int fileDescriptor,
        ulong offset,
        nuint length,
        UapiProtection protection,
        [UapiRole(UapiRole.Output)] out void* address)
    {
        address = null;
        if ((offset & (ulong)(PageSize - 1)) != 0 || length == 0)
        {
            return UapiResult.Failure(Errno.EINVAL);
        }

        OpenFile? file = Files.Get(fileDescriptor);
        if (file is null)
        {
            return UapiResult.Failure(Errno.EBADF);
        }

        // MAP_SHARED: writing needs a file that is open for it, and nothing goes without reading.
        nuint whole = (length + (nuint)PageSize - 1) & ~((nuint)PageSize - 1);
        nuint mapped = 0;
        bool isAllowed = file.CanRead && (file.CanWrite || (protection & UapiProtection.Write) == 0);
        bool isWriter = isAllowed && file.CountWriter();
        int result = isAllowed ? file.Map(offset, whole, protection, out mapped) : -Errno.EACCES;
        if (result < 0)
        {
            Discount(file, isWriter);
            file.Put();
            return UapiResult.FromKernel(result);
        }

        // The mapping keeps the file, as vma->vm_file does.
        _mappings.Add(mapped, whole, isWriter, file);
        address = (void*)mapped;
        return UapiResult.Success();
    }

    /// <inheritdoc/>
    [UapiRole(UapiRole.Result)]
    public UapiResult Unmap(void* address, nuint length)
    {
        if (((nuint)address & (nuint)(PageSize - 1)) != 0 || length == 0)
        {
            return UapiResult.Failure(Errno.EINVAL);
        }

        if (_mappings.Remove((nuint)address, (length + (nuint)PageSize - 1) & ~((nuint)PageSize - 1), out bool isWriter) is { } file)
        {
            Discount(file, isWriter);
            file.Put();
        }

        return UapiResult.Success();
    }

    private static void Discount(OpenFile file, bool isWriter)
    {
        if (isWriter)
        {
            file.DiscountWriter();
        }
    }
}
