// Emulation: the interrupts of a device and the events that they are told to. Mirrors vfio_pci_intrs.c.
using System;

namespace UapiGen.Runtime.Emulation;

/// <summary>One kind of INTx, MSI and MSI-X at a time has events; the error and request interrupts have one each, of their own.</summary>
internal sealed class DeviceInterrupts(EmulatedPciDeviceOptions options)
{
    private const int None = -1;
    private readonly object _gate = new();
    private int _kind = None;
    private EventFile?[] _events = [];
    private EventFile? _error;
    private EventFile? _request;
    private EventFile? _unmask;

    /// <summary>How many interrupts there are of a kind.</summary>
    public int Count(int index) => index switch
    {
        Uapi.VFIO_PCI_INTX_IRQ_INDEX => options.HasInterruptPin ? 1 : 0,
        Uapi.VFIO_PCI_MSI_IRQ_INDEX => options.MsiVectors,
        Uapi.VFIO_PCI_MSIX_IRQ_INDEX => options.MsixVectors,
        Uapi.VFIO_PCI_ERR_IRQ_INDEX or Uapi.VFIO_PCI_REQ_IRQ_INDEX => 1,
        _ => 0,
    };

    /// <summary>Whether INTx, MSI or MSI-X may be set up now: it has events, or none of the three has.</summary>
    public bool MayUse(int index)
    {
        lock (_gate)
        {
            return _kind == index || _kind == None;
        }
    }

    /// <summary>Whether INTx, MSI or MSI-X is set up; of the two others, whether it has its event.</summary>
    public bool Has(int index)
    {
        lock (_gate)
        {
            return index switch
            {
                Uapi.VFIO_PCI_ERR_IRQ_INDEX => _error is not null,
                Uapi.VFIO_PCI_REQ_IRQ_INDEX => _request is not null,
                _ => _kind == index,
            };
        }
    }

    /// <summary>Sets INTx up, or gives it another event. Without one, a negative descriptor, it is set up all the same.</summary>
    /// <returns>0, -EBADF or -EINVAL; then nothing has changed.</returns>
    public int SetShared(EmulatedKernel kernel, int fileDescriptor)
    {
        lock (_gate)
        {
            int found = Find(kernel, fileDescriptor, out EventFile? file);
            if (found < 0)
            {
                return found;
            }

            if (_kind == None)
            {
                _kind = Uapi.VFIO_PCI_INTX_IRQ_INDEX;
                _events = new EventFile?[1];
            }

            Replace(ref _events[0], file);
            return 0;
        }
    }

    /// <summary>Lets an event unmask INTx.</summary>
    /// <returns>0, -EBADF, -EINVAL; -EBUSY when there is one already.</returns>
    public int SetUnmask(EmulatedKernel kernel, int fileDescriptor)
    {
        lock (_gate)
        {
            int found = Find(kernel, fileDescriptor, out EventFile? file);
            if (found < 0)
            {
                return found;
            }

            if (file is not null && _unmask is not null)
            {
                file.Put();
                return -Errno.EBUSY;
            }

            Replace(ref _unmask, file);
            return 0;
        }
    }

    /// <summary>Sets MSI or MSI-X up, or gives vectors other events: a negative descriptor leaves a vector without one.</summary>
    /// <returns>
    /// 0; -ERANGE to set up no vector at all; -EBADF or -EINVAL for a descriptor of no event, and then the vectors before it have lost
    /// theirs, too.
    /// </returns>
    public int SetVectors(EmulatedKernel kernel, int index, int start, ReadOnlySpan<int> descriptors)
    {
        lock (_gate)
        {
            bool isNew = _kind == None;
            if (isNew)
            {
                if (start + descriptors.Length == 0)
                {
                    return -Errno.ERANGE;
                }

                _kind = index;
                _events = new EventFile?[Count(index)];
            }

            for (int vector = 0; vector < descriptors.Length; vector++)
            {
                int found = Find(kernel, descriptors[vector], out EventFile? file);
                Replace(ref _events[start + vector], file);
                if (found < 0)
                {
                    Clear(_events.AsSpan(start, vector));
                    _kind = isNew ? None : _kind;
                    return found;
                }
            }

            return 0;
        }
    }

    /// <summary>Gives the error or the request interrupt its event; -1 takes it away, and other negative numbers are EINVAL.</summary>
    /// <returns>0, -EBADF or -EINVAL.</returns>
    public int SetSingle(EmulatedKernel kernel, int index, int fileDescriptor)
    {
        lock (_gate)
        {
            if (fileDescriptor < -1)
            {
                return -Errno.EINVAL;
            }

            int found = Find(kernel, fileDescriptor, out EventFile? file);
            if (found == 0)
            {
                Replace(ref index == Uapi.VFIO_PCI_ERR_IRQ_INDEX ? ref _error : ref _request, file);
            }

            return found;
        }
    }

    /// <summary>Takes the events of a kind away.</summary>
    public void Disable(int index)
    {
        lock (_gate)
        {
            if (index == Uapi.VFIO_PCI_ERR_IRQ_INDEX)
            {
                Replace(ref _error, null);
            }
            else if (index == Uapi.VFIO_PCI_REQ_IRQ_INDEX)
            {
                Replace(ref _request, null);
            }
            else if (_kind == index)
            {
                Clear(_events);
                Replace(ref _unmask, null);
                _kind = None;
            }
        }
    }

    /// <summary>Takes all events away.</summary>
    public void Disable()
    {
        for (int index = 0; index < Uapi.VFIO_PCI_NUM_IRQS; index++)
        {
            Disable(index);
        }
    }

    /// <summary>Tells an event.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Raise(int index, int vector)
    {
        lock (_gate)
        {
            EventFile? file = index switch
            {
                Uapi.VFIO_PCI_ERR_IRQ_INDEX => _error,
                Uapi.VFIO_PCI_REQ_IRQ_INDEX => _request,
                _ => _kind == index && (uint)vector < (uint)_events.Length ? _events[vector] : null,
            };
            file?.Signal(1);
            return file is not null;
        }
    }

    private static void Clear(Span<EventFile?> events)
    {
        foreach (ref EventFile? file in events)
        {
            Replace(ref file, null);
        }
    }

    // A negative descriptor stands for no event.
    private static int Find(EmulatedKernel kernel, int fileDescriptor, out EventFile? file)
    {
        OpenFile? open = fileDescriptor < 0 ? null : kernel.Files.Get(fileDescriptor);
        file = open as EventFile;
        if (file is not null || fileDescriptor < 0)
        {
            return 0;
        }

        open?.Put();
        return open is null ? -Errno.EBADF : -Errno.EINVAL;
    }

    private static void Replace(ref EventFile? place, EventFile? file)
    {
        place?.Put();
        place = file;
    }
}
