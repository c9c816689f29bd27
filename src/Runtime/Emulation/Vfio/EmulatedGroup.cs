// Emulation: an IOMMU group with its one device, and its open file. Mirrors drivers/vfio/group.c.
using System;
using System.Text;

namespace UapiGen.Runtime.Emulation;

/// <summary>A group: it may be open once, and be in one container. Its lock comes before the container's.</summary>
internal sealed class EmulatedGroup(int number, EmulatedPciDevice device)
{
    public string Path => $"/dev/vfio/{number}";

    public object Gate { get; } = new();

    public EmulatedPciDevice Device => device;

    public bool IsOpen { get; set; }

    /// <summary>The container that it is in; null for none.</summary>
    public ContainerFile? Container { get; set; }

    /// <summary>The group itself and its open devices, as long as it is in a container.</summary>
    public int ContainerUsers { get; set; }
}

/// <summary>What a group's descriptor points to.</summary>
internal sealed unsafe class GroupFile(EmulatedKernel kernel, EmulatedGroup group) : OpenFile
{
    /// <summary>Opens the group.</summary>
    /// <returns>The descriptor, -EBUSY when it is open already, or -EMFILE.</returns>
    public static int Open(EmulatedKernel kernel, EmulatedGroup group, UapiOpenFlags access, bool closeOnExec)
    {
        lock (group.Gate)
        {
            if (group.IsOpen)
            {
                return -Errno.EBUSY;
            }

            group.IsOpen = true;
        }

        return kernel.Install(new GroupFile(kernel, group) { Access = access }, closeOnExec);
    }

    public override bool HasPlaces => true;

    public override int Ioctl(uint request, nuint argument)
    {
        if (request == Uapi.VFIO_GROUP_GET_STATUS)
        {
            return GetStatus(argument);
        }

        if (request == Uapi.VFIO_GROUP_SET_CONTAINER)
        {
            return SetContainer(argument);
        }

        if (request == Uapi.VFIO_GROUP_UNSET_CONTAINER)
        {
            return UnsetContainer();
        }

        return request == Uapi.VFIO_GROUP_GET_DEVICE_FD ? GetDevice(argument) : -Errno.ENOTTY;
    }

    /// <summary>A device of the group was closed.</summary>
    public void CloseDevice()
    {
        lock (group.Gate)
        {
            group.ContainerUsers--;
        }

        Put();
    }

    // Open devices hold a reference, so none is left here.
    protected override void Release()
    {
        lock (group.Gate)
        {
            Leave();
            group.IsOpen = false;
        }
    }

    private int GetStatus(nuint argument)
    {
        if (!kernel.Memory.TryRead(argument, out Uapi.vfio_group_status status))
        {
            return -Errno.EFAULT;
        }

        if (status.argsz < sizeof(Uapi.vfio_group_status))
        {
            return -Errno.EINVAL;
        }

        lock (group.Gate)
        {
            status.flags = (uint)(Uapi.VFIO_GROUP_FLAGS_VIABLE | (group.Container is null ? 0 : Uapi.VFIO_GROUP_FLAGS_CONTAINER_SET));
        }

        return kernel.Memory.TryWrite(argument, in status) ? 0 : -Errno.EFAULT;
    }

    private int SetContainer(nuint argument)
    {
        if (!kernel.Memory.TryRead(argument, out int fileDescriptor))
        {
            return -Errno.EFAULT;
        }

        OpenFile? file = kernel.Files.Get(fileDescriptor);
        if (file is null)
        {
            return -Errno.EBADF;
        }

        int result;
        lock (group.Gate)
        {
            if (group.Container is not null)
            {
                result = -Errno.EINVAL;
            }
            else if (file is not ContainerFile container)
            {
                result = -Errno.EBADFD;
            }
            else
            {
                // The group keeps the container's file open.
                container.Get();
                container.Attach();
                group.Container = container;
                group.ContainerUsers = 1;
                result = 0;
            }
        }

        file.Put();
        return result;
    }

    private int UnsetContainer()
    {
        lock (group.Gate)
        {
            if (group.Container is null)
            {
                return -Errno.EINVAL;
            }

            if (group.ContainerUsers != 1)
            {
                return -Errno.EBUSY;
            }

            Leave();
            return 0;
        }
    }

    private void Leave()
    {
        group.Container?.Detach();
        group.Container?.Put();
        group.Container = null;
        group.ContainerUsers = 0;
    }

    private int GetDevice(nuint argument)
    {
        int length = ReadName(argument, out string name);
        if (length < 0)
        {
            return length;
        }

        int matched = Match(name);
        if (matched < 0)
        {
            return matched;
        }

        lock (group.Gate)
        {
            // The descriptor is looked for first.
            if (!kernel.HasFreeDescriptor())
            {
                return -Errno.EMFILE;
            }

            if (group.Container is null || !group.Container.HasIommu)
            {
                return -Errno.EINVAL;
            }

            group.ContainerUsers++;
        }

        // The device's file keeps the group open, and takes both back even when it gets no descriptor.
        Get();
        return group.Device.OpenDescriptor(hasAccess: true, closeOnExec: true, group: this);
    }

    // Behind a name options may follow: the token of an SR-IOV function, which no device here is, is one too many like all others.
    private int Match(string name)
    {
        string wanted = group.Device.Name;
        ReadOnlySpan<char> options = name.StartsWith(wanted, StringComparison.Ordinal) ? name.AsSpan(wanted.Length) : "?";
        if (!options.IsEmpty && options[0] != ' ')
        {
            return -Errno.ENODEV;
        }

        return options.Trim(' ').IsEmpty ? 0 : -Errno.EINVAL;
    }

    private int ReadName(nuint argument, out string name)
    {
        name = "";
        Span<byte> bytes = stackalloc byte[256];
        for (int length = 0; length < bytes.Length; length++)
        {
            if (!kernel.Memory.TryRead(argument + (uint)length, out bytes[length]))
            {
                return -Errno.EFAULT;
            }

            if (bytes[length] == 0)
            {
                name = Encoding.UTF8.GetString(bytes[..length]);
                return length;
            }
        }

        // Longer than the name of any device.
        return -Errno.ENODEV;
    }
}
