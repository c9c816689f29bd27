// Emulation: /dev/udmabuf, dma-bufs made of a process's memory. Mirrors drivers/dma-buf/udmabuf.c, check by check.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>Makes a dma-buf of one piece of a memfd; of a list only one of one piece. Flags other than CLOEXEC are ignored, as in the kernel.</summary>
internal sealed class UdmabufFile(EmulatedKernel kernel) : OpenFile
{
    private const uint ListLimit = 1024;
    private const ulong SizeLimit = 64UL << 20;

    public override int Ioctl(uint request, nuint argument)
    {
        if (request == Uapi.UDMABUF_CREATE)
        {
            return kernel.Memory.TryRead(argument, out Uapi.udmabuf_create create)
                ? Create(create.flags, new Uapi.udmabuf_create_item { memfd = create.memfd, offset = create.offset, size = create.size })
                : -Errno.EFAULT;
        }

        return request == Uapi.UDMABUF_CREATE_LIST ? CreateList(argument) : -Errno.ENOTTY;
    }

    private int CreateList(nuint argument)
    {
        if (!kernel.Memory.TryRead(argument, out Uapi.udmabuf_create_list head))
        {
            return -Errno.EFAULT;
        }

        if (head.count > ListLimit)
        {
            return -Errno.EINVAL;
        }

        Uapi.udmabuf_create_item[] items = new Uapi.udmabuf_create_item[head.count];
        nuint first = argument + (nuint)Uapi.udmabuf_create_list.list_SizeWith(0);
        return kernel.Memory.TryRead(first, MemoryMarshal.AsBytes(items.AsSpan())) ? Create(head.flags, items) : -Errno.EFAULT;
    }

    private int Create(uint flags, params ReadOnlySpan<Uapi.udmabuf_create_item> items)
    {
        ulong total = 0;
        ulong withinPage = (ulong)kernel.PageSize - 1;
        foreach (ref readonly Uapi.udmabuf_create_item item in items)
        {
            if (((item.offset | item.size) & withinPage) != 0)
            {
                return -Errno.EINVAL;
            }

            total += item.size;
            if (total > SizeLimit)
            {
                return -Errno.EINVAL;
            }
        }

        if (total == 0)
        {
            return -Errno.EINVAL;
        }

        foreach (ref readonly Uapi.udmabuf_create_item item in items)
        {
            int found = Find(item, out MemoryFile? memory);
            if (memory is null)
            {
                return found;
            }

            if (items.Length == 1)
            {
                MemoryDmaBuf buffer = new(kernel, memory, item.offset, item.size);
                return kernel.Install(buffer, (flags & Uapi.UDMABUF_FLAGS_CLOEXEC) != 0);
            }

            memory.Put();
        }

        // Pieces that are not in one place in this process cannot be shown as one buffer.
        return -Errno.ENOMEM;
    }

    private int Find(in Uapi.udmabuf_create_item item, out MemoryFile? memory)
    {
        OpenFile? file = kernel.Files.Get((int)item.memfd);
        memory = file as MemoryFile;
        if (memory is null)
        {
            file?.Put();
            return file is null ? -Errno.EBADF : -Errno.EBADFD;
        }

        UapiSeals seals = memory.Seals;
        bool isSealed = (seals & UapiSeals.Shrink) != 0 && (seals & (UapiSeals.Write | UapiSeals.FutureWrite)) == 0;
        if (isSealed && item.offset <= memory.Length && item.size <= memory.Length - item.offset)
        {
            return 0;
        }

        memory.Put();
        memory = null;
        return -Errno.EINVAL;
    }
}
