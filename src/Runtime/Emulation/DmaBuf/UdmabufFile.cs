// Emulation: /dev/udmabuf, dma-bufs made of a process's memory. Mirrors drivers/dma-buf/udmabuf.c, check by check.
using System;
using System.Runtime.InteropServices;

namespace UapiGen.Runtime.Emulation;

/// <summary>Makes a dma-buf of pieces of memfds. Flags other than CLOEXEC are ignored, as in the kernel, and so is the padding of a piece.</summary>
internal sealed class UdmabufFile(EmulatedKernel kernel) : OpenFile
{
    private const uint ListLimit = 1024;

    // size_limit_mb of the module; it was 64 before Linux 7.
    private const ulong SizeLimit = (ulong)int.MaxValue << 20;

    public override bool HasPlaces => true;

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

        MemoryPiece[] pieces = new MemoryPiece[items.Length];
        for (int index = 0; index < items.Length; index++)
        {
            int found = Find(items[index], out MemoryFile? memory);
            if (memory is null)
            {
                foreach (MemoryPiece piece in pieces.AsSpan(0, index))
                {
                    piece.Memory.Put();
                }

                return found;
            }

            pieces[index] = new MemoryPiece(memory, items[index].offset, items[index].size);
        }

        return kernel.Install(new MemoryDmaBuf(kernel, pieces), (flags & Uapi.UDMABUF_FLAGS_CLOEXEC) != 0);
    }

    private int Find(in Uapi.udmabuf_create_item item, out MemoryFile? memory)
    {
        OpenFile? file = kernel.Files.Get((int)item.memfd);
        memory = file as MemoryFile;
        if (memory is null)
        {
            file?.Put();
            return -Errno.EBADFD;
        }

        UapiSeals seals = memory.Seals;
        bool isSealed = (seals & UapiSeals.Shrink) != 0 && (seals & (UapiSeals.Write | UapiSeals.FutureWrite)) == 0;
        if (isSealed && item.size > 0 && item.offset <= memory.Length && item.size <= memory.Length - item.offset)
        {
            return 0;
        }

        memory.Put();
        memory = null;
        return -Errno.EINVAL;
    }
}
