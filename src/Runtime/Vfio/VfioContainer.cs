// Vfio: a container: the IOMMU, and what of the program's memory devices reach through it.
using System;
using UapiGen.Runtime.Vfio;
using System.Globalization;

namespace UapiGen.Runtime;

/// <summary>A container of groups. Its calls may be made from any thread, and allocate nothing.</summary>
/// <param name="handle">The container's descriptor; this object closes it.</param>
public sealed unsafe class VfioContainer(VfioContainerHandle handle) : IDisposable
{
    private const string Path = "/dev/vfio/vfio";

    /// <summary>The container's descriptor.</summary>
    public VfioContainerHandle Handle { get; } = handle ?? throw new ArgumentNullException(nameof(handle));

    /// <summary>Opens a new container, which closes on exec.</summary>
    /// <param name="transport">The kernel that it is in.</param>
    /// <exception cref="UapiException">ENOENT: no VFIO here; EACCES; EMFILE.</exception>
    public static VfioContainer Open(IUapiTransport transport)
    {
        VfioContainerHandle handle = new(transport);
        handle.Fill(transport.Open(Path, UapiOpenFlags.ReadWrite | UapiOpenFlags.CloseOnExec).ThrowIfError("open", Path));
        return new VfioContainer(handle);
    }

    /// <summary>The version of the interface: <c>VFIO_GET_API_VERSION</c>.</summary>
    /// <returns><c>VFIO_API_VERSION</c>, 0.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetApiVersion() => Handle.Ioctl(Uapi.VFIO_GET_API_VERSION, null);

    /// <summary>Whether the container has an extension: <c>VFIO_CHECK_EXTENSION</c>.</summary>
    /// <param name="extension">A generated constant, such as <c>VFIO_TYPE1v2_IOMMU</c>.</param>
    /// <exception cref="UapiException">The file is no container.</exception>
    public bool HasExtension(int extension) =>
        Handle.Ioctl(Uapi.VFIO_CHECK_EXTENSION, (void*)(nint)extension).ThrowIfError(nameof(Uapi.VFIO_CHECK_EXTENSION), Decimal(extension)) > 0;

    /// <summary>Chooses the kind of IOMMU: <c>VFIO_SET_IOMMU</c>. To be called once a group is in the container.</summary>
    /// <param name="type">A generated constant, such as <c>VFIO_TYPE1v2_IOMMU</c>.</param>
    /// <returns>0; EINVAL without a group, a second time, or for what is no kind of IOMMU; ENODEV for one that is not there.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult SetIommu(int type) => Handle.Ioctl(Uapi.VFIO_SET_IOMMU, (void*)(nint)type);

    /// <summary>What the IOMMU can do: <c>VFIO_IOMMU_GET_INFO</c>, asked a second time when its capabilities need more room.</summary>
    /// <exception cref="UapiException">EINVAL before <see cref="SetIommu"/>.</exception>
    public VfioIommuInfo GetIommuInfo() => new(VfioInfoCall.Invoke(Handle, Uapi.VFIO_IOMMU_GET_INFO, new Uapi.vfio_iommu_type1_info(), nameof(Uapi.VFIO_IOMMU_GET_INFO)));

    /// <summary>The same without an allocation: the answer lies in the caller's buffer.</summary>
    /// <param name="buffer">24 bytes, and room for capabilities: where it is short, <see cref="VfioIommuInfo.RequiredSize"/> says how much they take.</param>
    /// <param name="info">The answer; empty after an error.</param>
    /// <returns>0; EINVAL before <see cref="SetIommu"/>.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult GetIommuInfo(Span<byte> buffer, [UapiRole(UapiRole.Output)] out VfioIommuInfo info)
    {
        UapiResult result = VfioInfoCall.Invoke(Handle, Uapi.VFIO_IOMMU_GET_INFO, new Uapi.vfio_iommu_type1_info(), buffer);
        info = new VfioIommuInfo(result.IsSuccess ? buffer : default);
        return result;
    }

    /// <summary>Lets the container's devices reach memory of the program: <c>VFIO_IOMMU_MAP_DMA</c>. The pages stay in memory until they are unmapped.</summary>
    /// <param name="iova">The address that devices use, on a page of the IOMMU.</param>
    /// <param name="address">Where the memory is, on a page.</param>
    /// <param name="size">Bytes, in pages.</param>
    /// <param name="flags"><c>VFIO_DMA_MAP_FLAG_READ</c>, <c>VFIO_DMA_MAP_FLAG_WRITE</c>, or both.</param>
    /// <returns>
    /// 0; EINVAL for no flags, what is not on pages, addresses that the device cannot use, and before <see cref="SetIommu"/>; EOVERFLOW
    /// (EINVAL from older kernels) for a wrap; EEXIST when something is mapped there; ENOSPC for too many mappings; EFAULT, ENOMEM.
    /// </returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult MapDma(ulong iova, void* address, ulong size, uint flags)
    {
        Uapi.vfio_iommu_type1_dma_map map = Uapi.vfio_iommu_type1_dma_map.Create();
        map.flags = flags;
        map.vaddr = (ulong)address;
        map.iova = iova;
        map.size = size;
        return Handle.Ioctl(Uapi.VFIO_IOMMU_MAP_DMA, ref map);
    }

    /// <summary>Takes memory away from devices: <c>VFIO_IOMMU_UNMAP_DMA</c>.</summary>
    /// <param name="iova">The first address.</param>
    /// <param name="size">Bytes; mappings that begin and end within go.</param>
    /// <param name="unmapped">Bytes that went, which can be 0 without an error.</param>
    /// <returns>0; EINVAL when a mapping would be split, or for what is not on pages.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult UnmapDma(ulong iova, ulong size, [UapiRole(UapiRole.Output)] out ulong unmapped) => Unmap(iova, size, 0, out unmapped);

    /// <summary>Takes all memory away from devices: <c>VFIO_IOMMU_UNMAP_DMA</c> with <c>VFIO_DMA_UNMAP_FLAG_ALL</c>.</summary>
    /// <param name="unmapped">Bytes that went.</param>
    /// <returns>0; EINVAL from kernels that do not know the flag, see <c>VFIO_UNMAP_ALL</c>.</returns>
    [UapiRole(UapiRole.Result)]
    public UapiResult UnmapAllDma([UapiRole(UapiRole.Output)] out ulong unmapped) => Unmap(0, 0, Uapi.VFIO_DMA_UNMAP_FLAG_ALL, out unmapped);

    /// <summary>Closes the descriptor. Groups in it keep the container.</summary>
    public void Dispose() => Handle.Dispose();

    private static string Decimal(int number) => number.ToString(CultureInfo.InvariantCulture);

    private UapiResult Unmap(ulong iova, ulong size, uint flags, out ulong unmapped)
    {
        Uapi.vfio_iommu_type1_dma_unmap unmap = Uapi.vfio_iommu_type1_dma_unmap.Create();
        unmap.flags = flags;
        unmap.iova = iova;
        unmap.size = size;
        UapiResult result = Handle.Ioctl(Uapi.VFIO_IOMMU_UNMAP_DMA, ref unmap);
        unmapped = result.IsSuccess ? unmap.size : 0;
        return result;
    }
}
