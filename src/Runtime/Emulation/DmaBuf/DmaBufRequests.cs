// Emulation: the ioctls of a dma-buf, whoever exported it. Mirrors dma_buf_ioctl, check by check.
using System;
using System.Text;

namespace UapiGen.Runtime.Emulation;

/// <summary>SYNC, SET_NAME and the sync files.</summary>
internal static unsafe class DmaBufRequests
{
    public static int Invoke(EmulatedDmaBuf buffer, uint request, nuint argument)
    {
        if (request == Uapi.DMA_BUF_IOCTL_SYNC)
        {
            return Sync(buffer, argument);
        }

        // DMA_BUF_SET_NAME is one of the two by the width of a pointer.
        if (request == Uapi.DMA_BUF_SET_NAME_A || request == Uapi.DMA_BUF_SET_NAME_B)
        {
            return SetName(buffer, argument);
        }

        if (buffer.Kernel.HasSyncFiles && request == Uapi.DMA_BUF_IOCTL_EXPORT_SYNC_FILE)
        {
            return ExportSyncFile(buffer.Kernel, argument);
        }

        return buffer.Kernel.HasSyncFiles && request == Uapi.DMA_BUF_IOCTL_IMPORT_SYNC_FILE
            ? ImportSyncFile(buffer.Kernel, argument)
            : -Errno.ENOTTY;
    }

    private static int Sync(EmulatedDmaBuf buffer, nuint argument)
    {
        EmulatedKernel kernel = buffer.Kernel;
        if (!kernel.Memory.TryRead(argument, out Uapi.dma_buf_sync sync))
        {
            return -Errno.EFAULT;
        }

        const ulong Valid = Uapi.DMA_BUF_SYNC_VALID_FLAGS_MASK;
        if ((sync.flags & ~Valid) != 0)
        {
            return -Errno.EINVAL;
        }

        if ((sync.flags & Uapi.DMA_BUF_SYNC_RW) == 0)
        {
            return -Errno.EINVAL;
        }

        var direction = (sync.flags & Uapi.DMA_BUF_SYNC_RW) switch
        {
            Uapi.DMA_BUF_SYNC_READ => Uapi.dma_data_direction.DMA_FROM_DEVICE,
            Uapi.DMA_BUF_SYNC_WRITE => Uapi.dma_data_direction.DMA_TO_DEVICE,
            _ => Uapi.dma_data_direction.DMA_BIDIRECTIONAL,
        };

        // That START and END come in pairs is never checked. Neither call is required of an exporter.
        if ((sync.flags & Uapi.DMA_BUF_SYNC_END) != 0)
        {
            return buffer.Operations->end_cpu_access == null ? 0 : buffer.Operations->end_cpu_access(buffer.Pointer, direction);
        }

        int begun = buffer.Operations->begin_cpu_access == null ? 0 : buffer.Operations->begin_cpu_access(buffer.Pointer, direction);
        return begun == 0 && kernel.Faults.Hits(EmulatedFault.Interrupt) ? -Errno.EINTR : begun;
    }

    private static int SetName(EmulatedDmaBuf buffer, nuint argument)
    {
        // Byte by byte, for the string may end right before memory that is not mapped.
        Span<byte> name = stackalloc byte[Uapi.DMA_BUF_NAME_LEN];
        for (int length = 0; length < name.Length; length++)
        {
            if (!buffer.Kernel.Memory.TryRead(argument + (uint)length, out name[length]))
            {
                return -Errno.EFAULT;
            }

            if (name[length] == 0)
            {
                if (buffer.Kernel.Faults.Hits(EmulatedFault.Allocation))
                {
                    return -Errno.ENOMEM;
                }

                buffer.Name = Encoding.UTF8.GetString(name[..length]);
                return 0;
            }
        }

        return -Errno.EINVAL;
    }

    private static int ExportSyncFile(EmulatedKernel kernel, nuint argument)
    {
        if (!kernel.Memory.TryRead(argument, out Uapi.dma_buf_export_sync_file export))
        {
            return -Errno.EFAULT;
        }

        if ((export.flags & ~(uint)Uapi.DMA_BUF_SYNC_RW) != 0)
        {
            return -Errno.EINVAL;
        }

        if ((export.flags & Uapi.DMA_BUF_SYNC_RW) == 0)
        {
            return -Errno.EINVAL;
        }

        // The descriptor is found before anything is made.
        int fileDescriptor = kernel.Install(new SyncFile(), closeOnExec: true);
        if (fileDescriptor < 0)
        {
            return fileDescriptor;
        }

        int error = kernel.Faults.Hits(EmulatedFault.Allocation) ? -Errno.ENOMEM : 0;
        export.fd = fileDescriptor;
        if (error == 0 && !kernel.Memory.TryWrite(argument, in export))
        {
            error = -Errno.EFAULT;
        }

        if (error != 0)
        {
            kernel.Withdraw(fileDescriptor);
        }

        return error;
    }

    private static int ImportSyncFile(EmulatedKernel kernel, nuint argument)
    {
        if (!kernel.Memory.TryRead(argument, out Uapi.dma_buf_import_sync_file import))
        {
            return -Errno.EFAULT;
        }

        if ((import.flags & ~(uint)Uapi.DMA_BUF_SYNC_RW) != 0)
        {
            return -Errno.EINVAL;
        }

        if ((import.flags & Uapi.DMA_BUF_SYNC_RW) == 0)
        {
            return -Errno.EINVAL;
        }

        // A descriptor that is not open is no sync file, either: EINVAL, and not EBADF.
        OpenFile? file = kernel.Files.Get(import.fd);
        bool isSyncFile = file is SyncFile;
        file?.Put();
        if (!isSyncFile)
        {
            return -Errno.EINVAL;
        }

        return kernel.Faults.Hits(EmulatedFault.Allocation) ? -Errno.ENOMEM : 0;
    }
}
