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

    /// <summary>How many interrupts there are of a kind.</summary>
    public int Count(int index) => index switch
    {
        Uapi.VFIO_PCI_INTX_IRQ_INDEX => options.HasInterruptPin ? 1 : 0,
        Uapi.VFIO_PCI_MSI_IRQ_INDEX => options.MsiVectors,
        Uapi.VFIO_PCI_MSIX_IRQ_INDEX => options.MsixVectors,
        Uapi.VFIO_PCI_ERR_IRQ_INDEX => options.IsExpress ? 1 : 0,
        Uapi.VFIO_PCI_REQ_IRQ_INDEX => 1,
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

    public bool Has(int index)
    {
        lock (_gate)
        {
            return _kind == index;
        }
    }

    /// <summary>Gives interrupts their events, which are let go of later; null takes one away.</summary>
    public void Set(int index, int start, ReadOnlySpan<EventFile?> events)
    {
        lock (_gate)
        {
            if (index == Uapi.VFIO_PCI_ERR_IRQ_INDEX)
            {
                Replace(ref _error, events[0]);
                return;
            }

            if (index == Uapi.VFIO_PCI_REQ_IRQ_INDEX)
            {
                Replace(ref _request, events[0]);
                return;
            }

            if (_kind == None)
            {
                _kind = index;
                _events = new EventFile?[Count(index)];
            }

            for (int vector = 0; vector < events.Length; vector++)
            {
                Replace(ref _events[start + vector], events[vector]);
            }
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
                for (int vector = 0; vector < _events.Length; vector++)
                {
                    Replace(ref _events[vector], null);
                }

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

    private static void Replace(ref EventFile? place, EventFile? file)
    {
        place?.Put();
        place = file;
    }
}
