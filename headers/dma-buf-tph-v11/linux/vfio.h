/* SPDX-License-Identifier: MIT */
/*
 * linux/vfio.h with version 11 of the dma-buf TPH proposal; all else is as in <linux/vfio.h>.
 *
 * The declarations state the ABI of Linux 7.1, and one proposal: VFIO_DEVICE_FEATURE_DMA_BUF_TPH.
 * The comments are this project's own.
 *
 * All requests here are made by _IO(), so the number of a request holds neither the direction nor
 * the size of its argument. The head line of the comment before a request gives both:
 * NAME - _IOx(type, number, argument). Most arguments begin with argsz instead, which lets a struct
 * grow: the caller sets it to the bytes that it provides, and old kernels and old callers go on
 * understanding each other.
 */
#ifndef VFIO_H
#define VFIO_H

#include <linux/types.h>
#include <linux/ioctl.h>
#include <linux/stddef.h>

#define VFIO_API_VERSION	0	/* What VFIO_GET_API_VERSION answers */

/* ---- What a container can be asked for: VFIO_CHECK_EXTENSION, and some for VFIO_SET_IOMMU ---- */

#define VFIO_TYPE1_IOMMU		1	/* IOMMU with map and unmap; x86, ARM and others */
#define VFIO_SPAPR_TCE_IOMMU		2	/* IOMMU of POWER servers */
#define VFIO_TYPE1v2_IOMMU		3	/* Type 1, where an unmap cannot split a mapping */
#define VFIO_DMA_CC_IOMMU		4	/* DMA is cache coherent; may change as groups come and go */
#define VFIO_EEH			5	/* Extended error handling of POWER */
#define __VFIO_RESERVED_TYPE1_NESTING_IOMMU	6	/* Once two-stage translation; the number stays taken */
#define VFIO_SPAPR_TCE_v2_IOMMU		7	/* POWER, with memory registered beforehand */
#define VFIO_NOIOMMU_IOMMU		8	/* No translation and no protection at all; taints the kernel */
#define VFIO_UNMAP_ALL			9	/* VFIO_DMA_UNMAP_FLAG_ALL is understood */
#define VFIO_UPDATE_VADDR		10	/* The VADDR flags of map and unmap are; not with mediated devices */

#define VFIO_TYPE	(';')	/* Type character of every request */
#define VFIO_BASE	100	/* Number of the first request */

/**
 * struct vfio_info_cap_header - head of a link in a capability chain
 * @id: which capability this is; each INFO request has its own list of ids
 * @version: version of this capability's layout
 * @next: where the next link is, counted from the first byte of the answer; 0 ends the chain
 *
 * An INFO request appends capabilities to its struct when a CAPS flag says so, and cap_offset tells
 * where the first is. With too small a buffer the request still succeeds: the CAPS flag is set,
 * cap_offset is 0, and argsz has become the size to call again with.
 */
struct vfio_info_cap_header {
	__u16	id;
	__u16	version;
	__u32	next;
};

/* ---- Requests of a container: the file /dev/vfio/vfio ---- */

/**
 * VFIO_GET_API_VERSION - _IO(VFIO_TYPE, VFIO_BASE + 0)
 *
 * Asks which version of this interface the kernel speaks. Any other answer than VFIO_API_VERSION
 * means that nothing else in this header can be relied on.
 *
 * Return: the version, which has always been 0.
 */
#define VFIO_GET_API_VERSION		_IO(VFIO_TYPE, VFIO_BASE + 0)

/**
 * VFIO_CHECK_EXTENSION - _IOW(VFIO_TYPE, VFIO_BASE + 1, __u32)
 *
 * Asks for one of the extensions above. The number is the argument itself, not a pointer to it.
 *
 * Return: 0 if it is absent, a positive number if it is there.
 */
#define VFIO_CHECK_EXTENSION		_IO(VFIO_TYPE, VFIO_BASE + 1)

/**
 * VFIO_SET_IOMMU - _IOW(VFIO_TYPE, VFIO_BASE + 2, __s32)
 *
 * Chooses the IOMMU model of the container. The number is the argument itself. A group must have
 * joined first, and mapping works only afterwards.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_SET_IOMMU			_IO(VFIO_TYPE, VFIO_BASE + 2)

/* ---- Requests of an IOMMU group: a file /dev/vfio/NUMBER ---- */

/**
 * struct vfio_group_status - whether a group may be used
 * @argsz: bytes that the caller provides
 * @flags: answer of VFIO_GROUP_FLAGS_* bits
 */
struct vfio_group_status {
	__u32	argsz;
	__u32	flags;
#define VFIO_GROUP_FLAGS_VIABLE		(1 << 0)	/* No device of the group is held by a host driver */
#define VFIO_GROUP_FLAGS_CONTAINER_SET	(1 << 1)	/* The group has joined a container */
};

/**
 * VFIO_GROUP_GET_STATUS - _IOR(VFIO_TYPE, VFIO_BASE + 3, struct vfio_group_status)
 *
 * Tells whether all devices of the group are free for user space, and whether it is in a container.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a small argsz.
 */
#define VFIO_GROUP_GET_STATUS		_IO(VFIO_TYPE, VFIO_BASE + 3)

/**
 * VFIO_GROUP_SET_CONTAINER - _IOW(VFIO_TYPE, VFIO_BASE + 4, __s32)
 *
 * Lets the group join the container whose file descriptor the argument points to. A group is in one
 * container at a time; one container may take several groups.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_GROUP_SET_CONTAINER	_IO(VFIO_TYPE, VFIO_BASE + 4)

/**
 * VFIO_GROUP_UNSET_CONTAINER - _IO(VFIO_TYPE, VFIO_BASE + 5)
 *
 * Takes the group out of its container. All its device descriptors must be closed before. When the
 * last group leaves, the container forgets its IOMMU model and its mappings.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_GROUP_UNSET_CONTAINER	_IO(VFIO_TYPE, VFIO_BASE + 5)

/**
 * VFIO_GROUP_GET_DEVICE_FD - _IOW(VFIO_TYPE, VFIO_BASE + 6, char)
 *
 * Opens a device of the group. The argument points to its name as sysfs has it, such as
 * "0000:06:0d.0", ended by NUL. The group must be in a container that has an IOMMU model.
 *
 * Return: the file descriptor of the device, 0 or more; -1 with errno on failure.
 */
#define VFIO_GROUP_GET_DEVICE_FD	_IO(VFIO_TYPE, VFIO_BASE + 6)

/* ---- Requests of a device ---- */

/**
 * struct vfio_device_info - what kind of device it is, and how much of it there is
 * @argsz: bytes that the caller provides; on return, the bytes that everything would take
 * @flags: answer of VFIO_DEVICE_FLAGS_* bits
 * @num_regions: one more than the highest region index
 * @num_irqs: one more than the highest interrupt index
 * @cap_offset: where the capabilities begin, from the start of this struct; 0 for none
 * @pad: nothing; rounds the size to a multiple of 8
 */
struct vfio_device_info {
	__u32	argsz;
	__u32	flags;
#define VFIO_DEVICE_FLAGS_RESET	(1 << 0)	/* VFIO_DEVICE_RESET works */
#define VFIO_DEVICE_FLAGS_PCI	(1 << 1)	/* PCI, by vfio-pci */
#define VFIO_DEVICE_FLAGS_PLATFORM (1 << 2)	/* Platform bus, by vfio-platform */
#define VFIO_DEVICE_FLAGS_AMBA  (1 << 3)	/* ARM AMBA bus, by vfio-amba */
#define VFIO_DEVICE_FLAGS_CCW	(1 << 4)	/* s390 channel device, by vfio-ccw */
#define VFIO_DEVICE_FLAGS_AP	(1 << 5)	/* s390 crypto adapter, by vfio-ap */
#define VFIO_DEVICE_FLAGS_FSL_MC (1 << 6)	/* NXP management complex, by vfio-fsl-mc */
#define VFIO_DEVICE_FLAGS_CAPS	(1 << 7)	/* Capabilities exist: see cap_offset and argsz */
#define VFIO_DEVICE_FLAGS_CDX	(1 << 8)	/* AMD CDX bus, by vfio-cdx */
	__u32	num_regions;
	__u32	num_irqs;
	__u32   cap_offset;
	__u32   pad;
};

/**
 * VFIO_DEVICE_GET_INFO - _IOR(VFIO_TYPE, VFIO_BASE + 7, struct vfio_device_info)
 *
 * Describes the device. Its argument has grown from 16 bytes; a short argsz is served with what fits.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a small argsz.
 */
#define VFIO_DEVICE_GET_INFO		_IO(VFIO_TYPE, VFIO_BASE + 7)

/* Names that a mediated device publishes in sysfs (device_api) for the kind that flags tell above. */
#define VFIO_DEVICE_API_PCI_STRING		"vfio-pci"
#define VFIO_DEVICE_API_PLATFORM_STRING		"vfio-platform"
#define VFIO_DEVICE_API_AMBA_STRING		"vfio-amba"
#define VFIO_DEVICE_API_CCW_STRING		"vfio-ccw"
#define VFIO_DEVICE_API_AP_STRING		"vfio-ap"

/* Capabilities of vfio_device_info: four of s390 PCI, declared in linux/vfio_zdev.h. */
#define VFIO_DEVICE_INFO_CAP_ZPCI_BASE		1	/* struct vfio_device_info_cap_zpci_base */
#define VFIO_DEVICE_INFO_CAP_ZPCI_GROUP		2	/* struct vfio_device_info_cap_zpci_group */
#define VFIO_DEVICE_INFO_CAP_ZPCI_UTIL		3	/* struct vfio_device_info_cap_zpci_util */
#define VFIO_DEVICE_INFO_CAP_ZPCI_PFIP		4	/* struct vfio_device_info_cap_zpci_pfip */

/* Capability: the root bus completes PCIe atomic operations. */
#define VFIO_DEVICE_INFO_CAP_PCI_ATOMIC_COMP	5

/**
 * struct vfio_device_info_cap_pci_atomic_comp - which atomic operations the root bus completes
 * @header: id VFIO_DEVICE_INFO_CAP_PCI_ATOMIC_COMP
 * @flags: one VFIO_PCI_ATOMIC_COMP* bit for each width
 * @reserved: nothing yet
 */
struct vfio_device_info_cap_pci_atomic_comp {
	struct vfio_info_cap_header header;
	__u32 flags;
#define VFIO_PCI_ATOMIC_COMP32	(1 << 0)	/* Operands of 4 bytes */
#define VFIO_PCI_ATOMIC_COMP64	(1 << 1)	/* Operands of 8 bytes */
#define VFIO_PCI_ATOMIC_COMP128	(1 << 2)	/* Operands of 16 bytes */
	__u32 reserved;
};

/**
 * struct vfio_region_info - a region of the device: a BAR, its configuration space, and so on
 * @argsz: bytes that the caller provides; on return, the bytes that everything would take
 * @flags: answer of VFIO_REGION_INFO_FLAG_* bits
 * @index: which region; set by the caller
 * @cap_offset: where the capabilities begin, from the start of this struct; 0 for none
 * @size: length of the region in bytes; 0 for a region that the device lacks
 * @offset: where the region lies in the device's file, for read, write and mmap
 */
struct vfio_region_info {
	__u32	argsz;
	__u32	flags;
#define VFIO_REGION_INFO_FLAG_READ	(1 << 0) /* read() works */
#define VFIO_REGION_INFO_FLAG_WRITE	(1 << 1) /* write() works */
#define VFIO_REGION_INFO_FLAG_MMAP	(1 << 2) /* mmap() works, at least for a part */
#define VFIO_REGION_INFO_FLAG_CAPS	(1 << 3) /* Capabilities exist: see cap_offset and argsz */
	__u32	index;
	__u32	cap_offset;
	__aligned_u64	size;
	__aligned_u64	offset;
};

/**
 * VFIO_DEVICE_GET_REGION_INFO - _IOWR(VFIO_TYPE, VFIO_BASE + 8, struct vfio_region_info)
 *
 * Describes the region that index names. What an index means depends on the bus; for PCI see
 * VFIO_PCI_BAR0_REGION_INDEX and its neighbours.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for an unknown index or a small argsz.
 */
#define VFIO_DEVICE_GET_REGION_INFO	_IO(VFIO_TYPE, VFIO_BASE + 8)

/* Capability of a region: only parts of it can be mapped. */
#define VFIO_REGION_INFO_CAP_SPARSE_MMAP	1

/**
 * struct vfio_region_sparse_mmap_area - a part that can be mapped
 * @offset: where it begins within the region
 * @size: its length in bytes
 */
struct vfio_region_sparse_mmap_area {
	__aligned_u64	offset;
	__aligned_u64	size;
};

/**
 * struct vfio_region_info_cap_sparse_mmap - the parts of a region that can be mapped
 * @header: id VFIO_REGION_INFO_CAP_SPARSE_MMAP, version 1
 * @nr_areas: number of elements in areas
 * @reserved: nothing
 * @areas: the parts
 *
 * Whatever lies between the areas (an MSI-X table, for instance) must be reached by read and write.
 */
struct vfio_region_info_cap_sparse_mmap {
	struct vfio_info_cap_header header;
	__u32	nr_areas;
	__u32	reserved;
	struct vfio_region_sparse_mmap_area areas[];
};

/* Capability of a region: what the region is, where its index alone does not tell. */
#define VFIO_REGION_INFO_CAP_TYPE	2

/**
 * struct vfio_region_info_cap_type - what a device-specific region holds
 * @header: id VFIO_REGION_INFO_CAP_TYPE, version 1
 * @type: one of VFIO_REGION_TYPE_*, or a PCI vendor id with VFIO_REGION_TYPE_PCI_VENDOR_TYPE
 * @subtype: one of the VFIO_REGION_SUBTYPE_* of that type
 *
 * Regions from VFIO_PCI_NUM_REGIONS on are found by this pair, never by a fixed index.
 */
struct vfio_region_info_cap_type {
	struct vfio_info_cap_header header;
	__u32 type;
	__u32 subtype;
};

/* Types of regions. Bit 31 says that the low 16 bits are the id of a PCI vendor. */
#define VFIO_REGION_TYPE_PCI_VENDOR_TYPE	(1 << 31)	/* The vendor defines the subtypes */
#define VFIO_REGION_TYPE_PCI_VENDOR_MASK	(0xffff)	/* Where the vendor id sits */
#define VFIO_REGION_TYPE_GFX                    (1)	/* Graphics */
#define VFIO_REGION_TYPE_CCW			(2)	/* s390 channel device */
#define VFIO_REGION_TYPE_MIGRATION_DEPRECATED   (3)	/* Migration, first protocol; given up */

/* Subtypes of Intel, vendor 8086: parts of the integrated graphics. */
#define VFIO_REGION_SUBTYPE_INTEL_IGD_OPREGION	(1)	/* Firmware's OpRegion */
#define VFIO_REGION_SUBTYPE_INTEL_IGD_HOST_CFG	(2)	/* Configuration space of the host bridge */
#define VFIO_REGION_SUBTYPE_INTEL_IGD_LPC_CFG	(3)	/* Configuration space of the LPC bridge */

/* Subtype of NVIDIA, vendor 10de: memory of a GPU behind NVLink 2. No longer offered. */
#define VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM	(1)

/* Subtype of IBM, vendor 1014: register that makes a GPU drop translations. No longer offered. */
#define VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD	(1)

/* Subtype of VFIO_REGION_TYPE_GFX: struct vfio_region_gfx_edid, then the EDID itself. */
#define VFIO_REGION_SUBTYPE_GFX_EDID            (1)

/**
 * struct vfio_region_gfx_edid - head of the region through which a virtual monitor is described
 * @edid_offset: where the EDID lies in the region; read only
 * @edid_max_size: room for the EDID in bytes; read only
 * @edid_size: bytes of the EDID
 * @max_xres: greatest width of the display, 0 for any; read only
 * @max_yres: greatest height of the display, 0 for any; read only
 * @link_state: VFIO_DEVICE_GFX_LINK_STATE_UP or _DOWN
 *
 * To change the EDID: take the link down, write the data and its size, bring the link up.
 */
struct vfio_region_gfx_edid {
	__u32 edid_offset;
	__u32 edid_max_size;
	__u32 edid_size;
	__u32 max_xres;
	__u32 max_yres;
	__u32 link_state;
#define VFIO_DEVICE_GFX_LINK_STATE_UP    1	/* A monitor is there and switched on */
#define VFIO_DEVICE_GFX_LINK_STATE_DOWN  2	/* It is off */
};

/* Subtypes of VFIO_REGION_TYPE_CCW. */
#define VFIO_REGION_SUBTYPE_CCW_ASYNC_CMD	(1)	/* Commands such as halt and clear */
#define VFIO_REGION_SUBTYPE_CCW_SCHIB		(2)	/* State of the subchannel */
#define VFIO_REGION_SUBTYPE_CCW_CRW		(3)	/* Channel reports */

/* Subtype of VFIO_REGION_TYPE_MIGRATION_DEPRECATED. */
#define VFIO_REGION_SUBTYPE_MIGRATION_DEPRECATED (1)

/**
 * struct vfio_device_migration_info - head of the migration region of the first protocol
 * @device_state: VFIO_DEVICE_STATE_V1_* bits
 * @reserved: nothing
 * @pending_bytes: bytes that are still to be saved
 * @data_offset: where the data lies in the region
 * @data_size: bytes of data that are ready
 *
 * Replaced by VFIO_DEVICE_FEATURE_MIGRATION; kept because the names are taken.
 */
struct vfio_device_migration_info {
	__u32 device_state;
#define VFIO_DEVICE_STATE_V1_STOP      (0)	/* Neither running nor in migration */
#define VFIO_DEVICE_STATE_V1_RUNNING   (1 << 0)	/* The device runs */
#define VFIO_DEVICE_STATE_V1_SAVING    (1 << 1)	/* Its state is being read */
#define VFIO_DEVICE_STATE_V1_RESUMING  (1 << 2)	/* A state is being written into it */
/* All bits that mean something. */
#define VFIO_DEVICE_STATE_MASK      (VFIO_DEVICE_STATE_V1_RUNNING | \
				     VFIO_DEVICE_STATE_V1_SAVING |  \
				     VFIO_DEVICE_STATE_V1_RESUMING)

/* Whether a state can be asked for: resuming goes with nothing else. */
#define VFIO_DEVICE_STATE_VALID(state) \
	(state & VFIO_DEVICE_STATE_V1_RESUMING ? \
	(state & VFIO_DEVICE_STATE_MASK) == VFIO_DEVICE_STATE_V1_RESUMING : 1)

/* Whether the device reports failure, which is saving and resuming at once. */
#define VFIO_DEVICE_STATE_IS_ERROR(state) \
	((state & VFIO_DEVICE_STATE_MASK) == (VFIO_DEVICE_STATE_V1_SAVING | \
					      VFIO_DEVICE_STATE_V1_RESUMING))

/* The state with the mark of failure put in. */
#define VFIO_DEVICE_STATE_SET_ERROR(state) \
	((state & ~VFIO_DEVICE_STATE_MASK) | VFIO_DEVICE_STATE_V1_SAVING | \
					     VFIO_DEVICE_STATE_V1_RESUMING)

	__u32 reserved;
	__aligned_u64 pending_bytes;
	__aligned_u64 data_offset;
	__aligned_u64 data_size;
};

/*
 * Capability of a region, a header alone: the pages of the MSI-X table can be mapped with the rest of
 * the BAR. Interrupts are still set up by VFIO_DEVICE_SET_IRQS only.
 */
#define VFIO_REGION_INFO_CAP_MSIX_MAPPABLE	3

/* Capability of a region: where a GPU's memory appears on the system bus. No longer offered. */
#define VFIO_REGION_INFO_CAP_NVLINK2_SSATGT	4

/**
 * struct vfio_region_info_cap_nvlink2_ssatgt - system address of a GPU's memory
 * @header: id VFIO_REGION_INFO_CAP_NVLINK2_SSATGT
 * @tgt: the address, in the compressed form that NVLink bridges use
 */
struct vfio_region_info_cap_nvlink2_ssatgt {
	struct vfio_info_cap_header header;
	__aligned_u64 tgt;
};

/* Capability of a region: speed of an NVLink. No longer offered. */
#define VFIO_REGION_INFO_CAP_NVLINK2_LNKSPD	5

/**
 * struct vfio_region_info_cap_nvlink2_lnkspd - speed of an NVLink
 * @header: id VFIO_REGION_INFO_CAP_NVLINK2_LNKSPD
 * @link_speed: the speed as firmware stated it; the link fails silently with any other
 * @__pad: nothing
 */
struct vfio_region_info_cap_nvlink2_lnkspd {
	struct vfio_info_cap_header header;
	__u32 link_speed;
	__u32 __pad;
};

/**
 * struct vfio_irq_info - a group of interrupts of the device, such as all MSI-X vectors
 * @argsz: bytes that the caller provides
 * @flags: answer of VFIO_IRQ_INFO_* bits
 * @index: which group; set by the caller
 * @count: interrupts in the group; 0 for a kind that the device lacks
 */
struct vfio_irq_info {
	__u32	argsz;
	__u32	flags;
#define VFIO_IRQ_INFO_EVENTFD		(1 << 0)	/* Can be signalled through an eventfd */
#define VFIO_IRQ_INFO_MASKABLE		(1 << 1)	/* Can be masked and unmasked by user space */
#define VFIO_IRQ_INFO_AUTOMASKED	(1 << 2)	/* Is masked when it fires, as level interrupts are */
#define VFIO_IRQ_INFO_NORESIZE		(1 << 3)	/* More vectors only after switching the group off */
	__u32	index;
	__u32	count;
};

/**
 * VFIO_DEVICE_GET_IRQ_INFO - _IOWR(VFIO_TYPE, VFIO_BASE + 9, struct vfio_irq_info)
 *
 * Describes the group of interrupts that index names. Without the NORESIZE flag single vectors can be
 * added and removed while others are in use.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for an unknown index or a small argsz.
 */
#define VFIO_DEVICE_GET_IRQ_INFO	_IO(VFIO_TYPE, VFIO_BASE + 9)

/**
 * struct vfio_irq_set - what shall happen to a run of interrupts
 * @argsz: bytes that the caller provides, data included
 * @flags: exactly one VFIO_IRQ_SET_DATA_* and exactly one VFIO_IRQ_SET_ACTION_* bit
 * @index: which group of interrupts
 * @start: first interrupt within the group
 * @count: number of interrupts
 * @data: nothing, count bytes, or count file descriptors of 4 bytes; flags tell which
 */
struct vfio_irq_set {
	__u32	argsz;
	__u32	flags;
#define VFIO_IRQ_SET_DATA_NONE		(1 << 0) /* No data: act on all of them now */
#define VFIO_IRQ_SET_DATA_BOOL		(1 << 1) /* A byte each: act where it is not 0 */
#define VFIO_IRQ_SET_DATA_EVENTFD	(1 << 2) /* An eventfd each: act when it is signalled; -1 detaches */
#define VFIO_IRQ_SET_ACTION_MASK	(1 << 3) /* Hold the interrupt back */
#define VFIO_IRQ_SET_ACTION_UNMASK	(1 << 4) /* Let it through again */
#define VFIO_IRQ_SET_ACTION_TRIGGER	(1 << 5) /* Deliver it; with an eventfd, deliver it there */
	__u32	index;
	__u32	start;
	__u32	count;
	__u8	data[];
};

/**
 * VFIO_DEVICE_SET_IRQS - _IOW(VFIO_TYPE, VFIO_BASE + 10, struct vfio_irq_set)
 *
 * Binds interrupts to eventfds, masks, unmasks, or fires them for a test. Binding with
 * ACTION_TRIGGER switches the group on; DATA_NONE, ACTION_TRIGGER and count 0 switch it off.
 * With MASK and UNMASK an eventfd goes from user space to the kernel, with TRIGGER the other way.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a wrong mix of flags, a run that leaves
 * the group, or an argsz that does not cover the data.
 */
#define VFIO_DEVICE_SET_IRQS		_IO(VFIO_TYPE, VFIO_BASE + 10)

/* The bits of vfio_irq_set.flags that tell the form of the data. */
#define VFIO_IRQ_SET_DATA_TYPE_MASK	(VFIO_IRQ_SET_DATA_NONE | \
					 VFIO_IRQ_SET_DATA_BOOL | \
					 VFIO_IRQ_SET_DATA_EVENTFD)
/* The bits of vfio_irq_set.flags that tell the action. */
#define VFIO_IRQ_SET_ACTION_TYPE_MASK	(VFIO_IRQ_SET_ACTION_MASK | \
					 VFIO_IRQ_SET_ACTION_UNMASK | \
					 VFIO_IRQ_SET_ACTION_TRIGGER)

/**
 * VFIO_DEVICE_RESET - _IO(VFIO_TYPE, VFIO_BASE + 11)
 *
 * Resets the device, if VFIO_DEVICE_FLAGS_RESET promised it. Mappings of dma-bufs that were made from
 * its regions are revoked meanwhile.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_RESET		_IO(VFIO_TYPE, VFIO_BASE + 11)

/* Regions of a PCI device, by index. */
enum {
	VFIO_PCI_BAR0_REGION_INDEX,	/* Base address register 0 */
	VFIO_PCI_BAR1_REGION_INDEX,
	VFIO_PCI_BAR2_REGION_INDEX,
	VFIO_PCI_BAR3_REGION_INDEX,
	VFIO_PCI_BAR4_REGION_INDEX,
	VFIO_PCI_BAR5_REGION_INDEX,
	VFIO_PCI_ROM_REGION_INDEX,	/* Expansion ROM */
	VFIO_PCI_CONFIG_REGION_INDEX,	/* Configuration space */
	/*
	 * The legacy ranges of a VGA device, each at its own bus address: ports 0x3b0 to 0x3bb and
	 * 0x3c0 to 0x3df, memory 0xa0000 to 0xbffff. Nothing lies between them.
	 */
	VFIO_PCI_VGA_REGION_INDEX,
	VFIO_PCI_NUM_REGIONS = 9	/* Fixed for ever; from here on see VFIO_REGION_INFO_CAP_TYPE */
};

/* Groups of interrupts of a PCI device, by index. */
enum {
	VFIO_PCI_INTX_IRQ_INDEX,	/* The interrupt pin */
	VFIO_PCI_MSI_IRQ_INDEX,		/* MSI vectors */
	VFIO_PCI_MSIX_IRQ_INDEX,	/* MSI-X vectors */
	VFIO_PCI_ERR_IRQ_INDEX,		/* An error was reported by the bus */
	VFIO_PCI_REQ_IRQ_INDEX,		/* The host wants the device back */
	VFIO_PCI_NUM_IRQS
};

/* Regions of an s390 channel device, by index. */
enum {
	VFIO_CCW_CONFIG_REGION_INDEX,	/* Where I/O is started */
	VFIO_CCW_NUM_REGIONS
};

/* Groups of interrupts of an s390 channel device, by index. */
enum {
	VFIO_CCW_IO_IRQ_INDEX,		/* I/O has ended */
	VFIO_CCW_CRW_IRQ_INDEX,		/* A channel report is waiting */
	VFIO_CCW_REQ_IRQ_INDEX,		/* The host wants the device back */
	VFIO_CCW_NUM_IRQS
};

/* Groups of interrupts of an s390 crypto adapter, by index. */
enum {
	VFIO_AP_REQ_IRQ_INDEX,		/* The host wants the device back */
	VFIO_AP_CFG_CHG_IRQ_INDEX,	/* The set of adapters and domains has changed */
	VFIO_AP_NUM_IRQS
};

/**
 * struct vfio_pci_dependent_device - a device that a hot reset would hit
 * @group_id: its IOMMU group, when the asking device was opened through a group
 * @devid: its iommufd id, or one of VFIO_PCI_DEVID_*, when the asking device was opened by itself
 * @segment: PCI segment
 * @bus: PCI bus
 * @devfn: PCI slot in the upper five bits, function in the lower three
 */
struct vfio_pci_dependent_device {
	union {
		__u32   group_id;
		__u32	devid;
#define VFIO_PCI_DEVID_OWNED		0	/* No id, but it belongs to the caller through its group */
#define VFIO_PCI_DEVID_NOT_OWNED	-1	/* Someone else's or no one's: the reset is not allowed */
	};
	__u16	segment;
	__u8	bus;
	__u8	devfn;
};

/**
 * struct vfio_pci_hot_reset_info - all the devices that a hot reset would hit
 * @argsz: bytes that the caller provides, room for devices included
 * @flags: answer of VFIO_PCI_HOT_RESET_FLAG_* bits
 * @count: number of devices; answered even when they do not fit
 * @devices: one element each
 */
struct vfio_pci_hot_reset_info {
	__u32	argsz;
	__u32	flags;
#define VFIO_PCI_HOT_RESET_FLAG_DEV_ID		(1 << 0)	/* Elements hold devid, not group_id */
#define VFIO_PCI_HOT_RESET_FLAG_DEV_ID_OWNED	(1 << 1)	/* All of them are the caller's; only with DEV_ID */
	__u32	count;
	struct vfio_pci_dependent_device	devices[];
};

/**
 * VFIO_DEVICE_GET_PCI_HOT_RESET_INFO - _IOWR(VFIO_TYPE, VFIO_BASE + 12, struct vfio_pci_hot_reset_info)
 *
 * Lists the devices that share a slot or bus reset with this one. Through a group the caller learns
 * which groups it must own; through a device of its own it learns whether it owns them all.
 *
 * Return: 0 on success, -1 with errno on failure; ENOSPC when the devices do not fit, with count
 * set; ENODEV when the device has no such reset.
 */
#define VFIO_DEVICE_GET_PCI_HOT_RESET_INFO	_IO(VFIO_TYPE, VFIO_BASE + 12)

/**
 * struct vfio_pci_hot_reset - the proof that all devices of a hot reset are the caller's
 * @argsz: bytes that the caller provides, group_fds included
 * @flags: must be 0
 * @count: number of elements in group_fds; 0 for a device that was opened by itself
 * @group_fds: file descriptors of all the groups involved
 */
struct vfio_pci_hot_reset {
	__u32	argsz;
	__u32	flags;
	__u32	count;
	__s32	group_fds[];
};

/**
 * VFIO_DEVICE_PCI_HOT_RESET - _IOW(VFIO_TYPE, VFIO_BASE + 13, struct vfio_pci_hot_reset)
 *
 * Resets the slot or bus of the device, and so all that VFIO_DEVICE_GET_PCI_HOT_RESET_INFO lists.
 * Groups and devices opened by themselves cannot be mixed in one set.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_PCI_HOT_RESET	_IO(VFIO_TYPE, VFIO_BASE + 13)

/**
 * struct vfio_device_gfx_plane_info - what a plane of a virtual display shows
 * @argsz: bytes that the caller provides
 * @flags: one of VFIO_GFX_PLANE_TYPE_DMABUF and _REGION, with _PROBE to ask only
 * @drm_plane_type: which plane, as a DRM_PLANE_TYPE_* number; set by the caller
 * @drm_format: pixel format, as a DRM fourcc
 * @drm_format_mod: tiling, as a DRM modifier
 * @width: width in pixels; 0 when the guest has switched the plane off
 * @height: height in pixels
 * @stride: bytes from a line to the next
 * @size: bytes of the plane, in whole pages
 * @x_pos: column of the cursor
 * @y_pos: line of the cursor
 * @x_hot: column of the hot spot within the cursor; 0xffffffff for unknown
 * @y_hot: line of the hot spot within the cursor; 0xffffffff for unknown
 * @region_index: region that holds the pixels, for VFIO_GFX_PLANE_TYPE_REGION
 * @dmabuf_id: what VFIO_DEVICE_GET_GFX_DMABUF takes, for VFIO_GFX_PLANE_TYPE_DMABUF
 * @reserved: nothing; was tail padding in older headers
 */
struct vfio_device_gfx_plane_info {
	__u32 argsz;
	__u32 flags;
#define VFIO_GFX_PLANE_TYPE_PROBE (1 << 0)	/* Only ask whether the other bit is supported */
#define VFIO_GFX_PLANE_TYPE_DMABUF (1 << 1)	/* The pixels as a dma-buf */
#define VFIO_GFX_PLANE_TYPE_REGION (1 << 2)	/* The pixels as a region */
	/* in */
	__u32 drm_plane_type;
	/* out */
	__u32 drm_format;
	__aligned_u64 drm_format_mod;
	__u32 width;
	__u32 height;
	__u32 stride;
	__u32 size;
	__u32 x_pos;
	__u32 y_pos;
	__u32 x_hot;
	__u32 y_hot;
	union {
		__u32 region_index;
		__u32 dmabuf_id;
	};
	__u32 reserved;
};

/**
 * VFIO_DEVICE_QUERY_GFX_PLANE - _IOWR(VFIO_TYPE, VFIO_BASE + 14, struct vfio_device_gfx_plane_info)
 *
 * Asks what the guest shows on a plane, and where its pixels are; or, with the PROBE flag, in which
 * form the device can tell.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a form that is not supported.
 */
#define VFIO_DEVICE_QUERY_GFX_PLANE _IO(VFIO_TYPE, VFIO_BASE + 14)

/**
 * VFIO_DEVICE_GET_GFX_DMABUF - _IOW(VFIO_TYPE, VFIO_BASE + 15, __u32)
 *
 * Makes a dma-buf of a plane. The argument points to the dmabuf_id of VFIO_DEVICE_QUERY_GFX_PLANE.
 *
 * Return: the file descriptor of the dma-buf, 0 or more; -1 with errno on failure.
 */
#define VFIO_DEVICE_GET_GFX_DMABUF _IO(VFIO_TYPE, VFIO_BASE + 15)

/**
 * struct vfio_device_ioeventfd - a write that the kernel does when an eventfd is signalled
 * @argsz: bytes that the caller provides
 * @flags: exactly one width, of VFIO_DEVICE_IOEVENTFD_*
 * @offset: where to write, in the device's file
 * @data: what to write
 * @fd: the eventfd; -1 takes the arrangement back
 * @reserved: nothing; was tail padding in older headers
 */
struct vfio_device_ioeventfd {
	__u32	argsz;
	__u32	flags;
#define VFIO_DEVICE_IOEVENTFD_8		(1 << 0) /* A byte */
#define VFIO_DEVICE_IOEVENTFD_16	(1 << 1) /* 2 bytes */
#define VFIO_DEVICE_IOEVENTFD_32	(1 << 2) /* 4 bytes */
#define VFIO_DEVICE_IOEVENTFD_64	(1 << 3) /* 8 bytes */
#define VFIO_DEVICE_IOEVENTFD_SIZE_MASK	(0xf)	 /* All widths */
	__aligned_u64	offset;
	__aligned_u64	data;
	__s32	fd;
	__u32	reserved;
};

/**
 * VFIO_DEVICE_IOEVENTFD - _IOW(VFIO_TYPE, VFIO_BASE + 16, struct vfio_device_ioeventfd)
 *
 * Lets the kernel write a fixed value to the device each time an eventfd is signalled, without a way
 * through user space. PCI allows it in BARs, outside of the MSI-X table.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_IOEVENTFD		_IO(VFIO_TYPE, VFIO_BASE + 16)

/**
 * struct vfio_device_feature - head of every VFIO_DEVICE_FEATURE call
 * @argsz: bytes that the caller provides: these 8 and the payload
 * @flags: index of the feature in the low 16 bits, and what to do with it
 * @data: payload; its struct and size are given with each feature below
 *
 * A payload with 64-bit members is aligned only if the whole buffer is aligned to 8 bytes.
 */
struct vfio_device_feature {
	__u32	argsz;
	__u32	flags;
#define VFIO_DEVICE_FEATURE_MASK	(0xffff) /* Where the index sits */
#define VFIO_DEVICE_FEATURE_GET		(1 << 16) /* Do what the feature calls get */
#define VFIO_DEVICE_FEATURE_SET		(1 << 17) /* Do what the feature calls set */
#define VFIO_DEVICE_FEATURE_PROBE	(1 << 18) /* Do nothing; ask whether the bits beside it would work */
	__u8	data[];
};

/**
 * VFIO_DEVICE_FEATURE - _IOWR(VFIO_TYPE, VFIO_BASE + 17, struct vfio_device_feature)
 *
 * Gets, sets or probes a feature of the device. Get and set name the operation, not the direction of
 * the data: DMA_BUF is a get whose payload is input. A probe needs no payload, may carry get and set
 * together, and always succeeds for a feature that has the operations asked for.
 *
 * Return: what the feature returns (0, or a file descriptor for DMA_BUF); -1 with errno on failure:
 * EFAULT for a bad address; EINVAL for a small argsz, unknown flags, get with set but no probe,
 * neither of the three, or an operation that the feature lacks; ENOTTY for an unknown feature.
 */
#define VFIO_DEVICE_FEATURE		_IO(VFIO_TYPE, VFIO_BASE + 17)

/**
 * struct vfio_device_bind_iommufd - ties a device to an iommufd
 * @argsz: bytes that the caller provides
 * @flags: 0 or VFIO_DEVICE_BIND_FLAG_TOKEN
 * @iommufd: file descriptor of the iommufd
 * @out_devid: answer: id of the device in requests to that iommufd
 * @token_uuid_ptr: address of a 16-byte UUID, for VFIO_DEVICE_BIND_FLAG_TOKEN; otherwise ignored
 */
struct vfio_device_bind_iommufd {
	__u32		argsz;
	__u32		flags;
#define VFIO_DEVICE_BIND_FLAG_TOKEN (1 << 0)	/* token_uuid_ptr holds the token of a virtual function */
	__s32		iommufd;
	__u32		out_devid;
	__aligned_u64	token_uuid_ptr;
};

/**
 * VFIO_DEVICE_BIND_IOMMUFD - _IOWR(VFIO_TYPE, VFIO_BASE + 18, struct vfio_device_bind_iommufd)
 *
 * The first request on a device that was opened by itself, from /dev/vfio/devices: nothing else is
 * allowed before. Closing the device undoes it. Its argument has grown from 16 bytes.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_BIND_IOMMUFD	_IO(VFIO_TYPE, VFIO_BASE + 18)

/**
 * struct vfio_device_attach_iommufd_pt - puts a device behind a page table
 * @argsz: bytes that the caller provides
 * @flags: 0 or VFIO_DEVICE_ATTACH_PASID
 * @pt_id: id of an address space or a page table; answer: the one that is attached now
 * @pasid: process address space id, for VFIO_DEVICE_ATTACH_PASID
 */
struct vfio_device_attach_iommufd_pt {
	__u32	argsz;
	__u32	flags;
#define VFIO_DEVICE_ATTACH_PASID	(1 << 0)	/* Attach just one PASID of the device */
	__u32	pt_id;
	__u32	pasid;
};

/**
 * VFIO_DEVICE_ATTACH_IOMMUFD_PT - _IOWR(VFIO_TYPE, VFIO_BASE + 19, struct vfio_device_attach_iommufd_pt)
 *
 * Lets the device, or a PASID of it, reach memory through a page table of its iommufd. If it has one
 * already, the new one takes its place. Only for a device that was opened by itself. Its argument has
 * grown from 12 bytes.
 *
 * Return: 0 on success, -1 with errno on failure; EBUSY while the device, or one that shares its
 * IOMMU group, is being reset.
 */
#define VFIO_DEVICE_ATTACH_IOMMUFD_PT		_IO(VFIO_TYPE, VFIO_BASE + 19)

/**
 * struct vfio_device_detach_iommufd_pt - takes a device from its page table
 * @argsz: bytes that the caller provides
 * @flags: 0 or VFIO_DEVICE_DETACH_PASID
 * @pasid: process address space id, for VFIO_DEVICE_DETACH_PASID
 */
struct vfio_device_detach_iommufd_pt {
	__u32	argsz;
	__u32	flags;
#define VFIO_DEVICE_DETACH_PASID	(1 << 0)	/* Detach just one PASID of the device */
	__u32	pasid;
};

/**
 * VFIO_DEVICE_DETACH_IOMMUFD_PT - _IOW(VFIO_TYPE, VFIO_BASE + 20, struct vfio_device_detach_iommufd_pt)
 *
 * Takes the page table away from the device, or from a PASID of it. Its DMA is blocked from then on.
 * Only for a device that was opened by itself. Its argument has grown from 8 bytes.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_DETACH_IOMMUFD_PT		_IO(VFIO_TYPE, VFIO_BASE + 20)

/* ---- Features of VFIO_DEVICE_FEATURE: index, operations, payload ---- */

/**
 * VFIO_DEVICE_FEATURE_PCI_VF_TOKEN - set; payload: 16 bytes, a UUID without a struct
 *
 * Sets the secret that drivers of virtual functions must show to be let in by the driver of the
 * physical function. Possible on a physical function only, and while no virtual one is open.
 *
 * Return: 0 on success, -1 with errno on failure; ENOTTY where there can be no token.
 */
#define VFIO_DEVICE_FEATURE_PCI_VF_TOKEN	(0)

/**
 * struct vfio_device_feature_migration - which states of migration the device has
 * @flags: answer of VFIO_MIGRATION_* bits; STOP_COPY is always among them
 *
 * Running and error exist in any case. P2P and PRE_COPY together also bring PRE_COPY_P2P.
 */
struct vfio_device_feature_migration {
	__aligned_u64 flags;
#define VFIO_MIGRATION_STOP_COPY	(1 << 0)	/* STOP, STOP_COPY and RESUMING */
#define VFIO_MIGRATION_P2P		(1 << 1)	/* RUNNING_P2P */
#define VFIO_MIGRATION_PRE_COPY		(1 << 2)	/* PRE_COPY */
};

/**
 * VFIO_DEVICE_FEATURE_MIGRATION - get; payload: struct vfio_device_feature_migration, 8 bytes
 *
 * Tells whether the device can be migrated, and by which states.
 *
 * Return: 0 on success, -1 with errno on failure; ENOTTY when it cannot be migrated.
 */
#define VFIO_DEVICE_FEATURE_MIGRATION 1

/**
 * struct vfio_device_feature_mig_state - state of migration
 * @device_state: one of enum vfio_device_mig_state
 * @data_fd: answer: file descriptor of the data stream, when the change opens one; otherwise -1
 *
 * The caller closes data_fd. The stream is opaque, and its bytes must keep their order.
 */
struct vfio_device_feature_mig_state {
	__u32 device_state;
	__s32 data_fd;
};

/**
 * VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE - get or set; payload: struct vfio_device_feature_mig_state, 8 bytes
 *
 * Set moves the device to another state and is done when the device is there. After a failure the
 * device may be in any state along the way, so ask; a reset always leads back to RUNNING. Get tells
 * the state and never gives a descriptor.
 *
 * Return: 0 on success, -1 with errno on failure; ENOTTY when the device cannot be migrated.
 */
#define VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE 2

/**
 * enum vfio_device_mig_state - states of a device in migration
 * @VFIO_DEVICE_STATE_ERROR: it has failed; only a reset helps, and it cannot be asked for
 * @VFIO_DEVICE_STATE_STOP: it neither works, nor changes, nor does DMA
 * @VFIO_DEVICE_STATE_RUNNING: it works as usual
 * @VFIO_DEVICE_STATE_STOP_COPY: stopped, and its state can be read from data_fd
 * @VFIO_DEVICE_STATE_RESUMING: stopped, and a state is being written to data_fd
 * @VFIO_DEVICE_STATE_RUNNING_P2P: it works, but starts no DMA to other devices
 * @VFIO_DEVICE_STATE_PRE_COPY: it works, and changes of its state can be read from data_fd
 * @VFIO_DEVICE_STATE_PRE_COPY_P2P: the same without DMA to other devices
 * @VFIO_DEVICE_STATE_NR: number of states; not a state
 *
 * The kernel walks from state to state by the shortest way. It never passes through the three states
 * that save (both PRE_COPY and STOP_COPY), which share one stream. Entering them, or RESUMING, opens
 * a stream, and leaving ends it. There is no way from STOP_COPY back to PRE_COPY. Leaving RESUMING
 * checks what was written, and fails if it is incomplete.
 */
enum vfio_device_mig_state {
	VFIO_DEVICE_STATE_ERROR = 0,
	VFIO_DEVICE_STATE_STOP = 1,
	VFIO_DEVICE_STATE_RUNNING = 2,
	VFIO_DEVICE_STATE_STOP_COPY = 3,
	VFIO_DEVICE_STATE_RESUMING = 4,
	VFIO_DEVICE_STATE_RUNNING_P2P = 5,
	VFIO_DEVICE_STATE_PRE_COPY = 6,
	VFIO_DEVICE_STATE_PRE_COPY_P2P = 7,
	VFIO_DEVICE_STATE_NR,
};

/**
 * struct vfio_precopy_info - how much is left to copy while the device still runs
 * @argsz: bytes that the caller provides
 * @flags: answer; without meaning unless VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2 was set
 * @initial_bytes: bytes of the first pass that are left; stop copying before it is 0 costs time
 * @dirty_bytes: bytes that changed since they were read
 *
 * Both are estimates, and say nothing about what STOP_COPY will add.
 */
struct vfio_precopy_info {
	__u32 argsz;
	__u32 flags;
#define VFIO_PRECOPY_INFO_REINIT (1 << 0) /* A new first pass has begun, dirty_bytes from 0 again */
	__aligned_u64 initial_bytes;
	__aligned_u64 dirty_bytes;
};

/**
 * VFIO_MIG_GET_PRECOPY_INFO - _IOWR(VFIO_TYPE, VFIO_BASE + 21, struct vfio_precopy_info)
 *
 * Asks a migration stream how much is left, so that the caller can choose when to stop the device.
 * It goes to the data_fd, not to the device. While both numbers are 0, read() on the stream fails with
 * ENOMSG, and poll() waits for more; the true end comes in STOP_COPY, as a read() of 0 bytes.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL outside of PRE_COPY and PRE_COPY_P2P.
 */
#define VFIO_MIG_GET_PRECOPY_INFO _IO(VFIO_TYPE, VFIO_BASE + 21)

/**
 * VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY - set; no payload
 *
 * Allows the device to go into low power. Whether it does is the platform's choice, and any access
 * through the file wakes it, after which it may sleep again. Its mappings cannot be used until
 * VFIO_DEVICE_FEATURE_LOW_POWER_EXIT.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY 3

/**
 * struct vfio_device_low_power_entry_with_wakeup - low power with a call when it ends
 * @wakeup_eventfd: eventfd to signal when the device wakes
 * @reserved: must be 0
 */
struct vfio_device_low_power_entry_with_wakeup {
	__s32 wakeup_eventfd;
	__u32 reserved;
};

/**
 * VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP - set; payload: struct vfio_device_low_power_entry_with_wakeup, 8 bytes
 *
 * Allows the device to go into low power once. When it has been there and wakes, the eventfd is
 * signalled, and it stays awake until it is asked again; no exit is needed then.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP 4

/**
 * VFIO_DEVICE_FEATURE_LOW_POWER_EXIT - set; no payload
 *
 * Ends what the two features before have allowed. If the device slept, its eventfd may be signalled.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_FEATURE_LOW_POWER_EXIT 5

/**
 * struct vfio_device_feature_dma_logging_control - which DMA writes shall be logged
 * @page_size: wanted granularity in bytes; answer: the one that was chosen
 * @num_ranges: number of ranges
 * @__reserved: set it to 0
 * @ranges: address of an array of struct vfio_device_feature_dma_logging_range
 *
 * As many ranges as fit into a page are always accepted; more may be refused.
 */
struct vfio_device_feature_dma_logging_control {
	__aligned_u64 page_size;
	__u32 num_ranges;
	__u32 __reserved;
	__aligned_u64 ranges;
};

/**
 * struct vfio_device_feature_dma_logging_range - a range of device addresses to log
 * @iova: first address; a multiple of the granularity
 * @length: bytes; a multiple of the granularity
 */
struct vfio_device_feature_dma_logging_range {
	__aligned_u64 iova;
	__aligned_u64 length;
};

/**
 * VFIO_DEVICE_FEATURE_DMA_LOGGING_START - set; payload: struct vfio_device_feature_dma_logging_control, 24 bytes
 *
 * Lets the device itself keep a log of the pages that it writes, for a migration. Ranges must not
 * overlap. page_size is written back although this is a set. No second start before a stop.
 *
 * Return: 0 on success, -1 with errno on failure; ENOTTY without such a log, E2BIG for too many
 * ranges, EINVAL for bad ones, EOVERFLOW for one beyond the end of addresses.
 */
#define VFIO_DEVICE_FEATURE_DMA_LOGGING_START 6

/**
 * VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP - set; no payload
 *
 * Ends the log that VFIO_DEVICE_FEATURE_DMA_LOGGING_START began.
 *
 * Return: 0 on success, -1 with errno on failure; ENOTTY without such a log.
 */
#define VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP 7

/**
 * struct vfio_device_feature_dma_logging_report - which pages to report
 * @iova: first address
 * @length: bytes
 * @page_size: bytes that a bit stands for, a power of two from 4096 on; may differ from that of the start
 * @bitmap: address of an array of 64-bit words; a bit is set for each page that was written
 *
 * Page n is bit n modulo 64 of word n / 64. Bits are only ever set, so clear the array before.
 */
struct vfio_device_feature_dma_logging_report {
	__aligned_u64 iova;
	__aligned_u64 length;
	__aligned_u64 page_size;
	__aligned_u64 bitmap;
};

/**
 * VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT - get; payload: struct vfio_device_feature_dma_logging_report, 32 bytes
 *
 * Reads and clears a part of the log. The payload is input although this is a get; the answer is in
 * the bitmap. After a failure the log is void, and every page must be taken as written.
 *
 * Return: 0 on success, -1 with errno on failure; ENOTTY without such a log.
 */
#define VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT 8

/**
 * struct vfio_device_feature_mig_data_size - how long a migration stream will be
 * @stop_copy_length: answer: estimated bytes that STOP_COPY will deliver
 */
struct vfio_device_feature_mig_data_size {
	__aligned_u64 stop_copy_length;
};

/**
 * VFIO_DEVICE_FEATURE_MIG_DATA_SIZE - get; payload: struct vfio_device_feature_mig_data_size, 8 bytes
 *
 * Estimates the data of a migration, in any state of the device.
 *
 * Return: 0 on success, -1 with errno on failure; ENOTTY when the device cannot be migrated.
 */
#define VFIO_DEVICE_FEATURE_MIG_DATA_SIZE 9

/**
 * struct vfio_device_feature_bus_master - whether the device may do DMA
 * @op: VFIO_DEVICE_FEATURE_CLEAR_MASTER or VFIO_DEVICE_FEATURE_SET_MASTER
 */
struct vfio_device_feature_bus_master {
	__u32 op;
#define		VFIO_DEVICE_FEATURE_CLEAR_MASTER	0	/* DMA is blocked */
#define		VFIO_DEVICE_FEATURE_SET_MASTER		1	/* DMA is allowed */
};

/**
 * VFIO_DEVICE_FEATURE_BUS_MASTER - set; payload: struct vfio_device_feature_bus_master, 4 bytes
 *
 * Switches DMA on or off for a device that has no register for it. CDX only; PCI has a bit in its
 * configuration space.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_DEVICE_FEATURE_BUS_MASTER 10

/**
 * VFIO_DEVICE_FEATURE_DMA_BUF - get; payload: struct vfio_device_feature_dma_buf, 16 bytes and 16 more a range
 *
 * Makes a dma-buf of parts of a BAR, so that other devices can reach it directly. The payload is input
 * although this is a get. The kernel reads nr_ranges elements whatever argsz says. The dma-buf is
 * revoked while the memory of the device is switched off, and for good when the device is closed.
 *
 * Return: the file descriptor of the dma-buf, 0 or more; -1 with errno on failure: EOPNOTSUPP when the
 * device has no peer-to-peer memory; EINVAL for no ranges, flags, or a range that is empty, not on
 * pages, or beyond the BAR; ENODEV for a region that is no BAR; ENOTTY without dma-buf support.
 */
#define VFIO_DEVICE_FEATURE_DMA_BUF 11

/**
 * struct vfio_region_dma_range - a part of a region
 * @offset: where it begins within the region; a multiple of the page size
 * @length: bytes; a multiple of the page size, not 0
 */
struct vfio_region_dma_range {
	__u64 offset;
	__u64 length;
};

/**
 * struct vfio_device_feature_dma_buf - the parts of a region that make up a dma-buf
 * @region_index: the BAR, VFIO_PCI_BAR0_REGION_INDEX to VFIO_PCI_BAR5_REGION_INDEX
 * @open_flags: flags of the new descriptor as for open(2): O_RDWR, O_CLOEXEC
 * @flags: must be 0
 * @nr_ranges: number of elements in dma_ranges, not 0
 * @dma_ranges: the parts, in the order in which the dma-buf shall have them
 */
struct vfio_device_feature_dma_buf {
	__u32	region_index;
	__u32	open_flags;
	__u32   flags;
	__u32   nr_ranges;
	struct vfio_region_dma_range dma_ranges[] __counted_by(nr_ranges);
};

/**
 * VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2 - set; no payload
 *
 * Tells the kernel that the caller knows vfio_precopy_info.flags; from then on they mean something.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a device without PRE_COPY.
 */
#define VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2  12

/**
 * VFIO_DEVICE_FEATURE_DMA_BUF_TPH - set; payload: struct vfio_device_feature_dma_buf_tph, 12 bytes
 *
 * Gives a dma-buf of this device PCIe steering tags and a processing hint, which an importer puts into
 * its writes to the device. A tag of 8 bits and an extended tag of 16 bits are two name spaces: neither
 * stands in for the other, and flags says which of them are given. Each set replaces all of the one
 * before; flags of 0 takes both tags back. Set them before the descriptor is handed on: an importer asks
 * when it maps the buffer, and what it was told holds until its mapping is invalidated.
 *
 * Not in a released kernel: a proposal, in the shape of its version 11. Its index is contested.
 * Linux 7.3 gives 13 to VFIO_DEVICE_FEATURE_ZPCI_ERROR, and other proposals want it too, so read the
 * index from the header of the kernel that runs. The second version of the proposal, with a payload of
 * 8 bytes and one tag, is in <linux/vfio.h>.
 *
 * Return: 0 on success, -1 with errno on failure: EOPNOTSUPP, also for a probe, when the device does not
 * complete requests with hints, and for an extended tag when it takes none; EINVAL for unknown flags, a
 * hint above 3, and a descriptor that is no dma-buf or not made from this device; EBADF for one that is
 * not open; EINTR when a signal came while others used the buffer, with nothing done; ENOTTY without
 * dma-buf support.
 */
#define VFIO_DEVICE_FEATURE_DMA_BUF_TPH 13

/**
 * struct vfio_device_feature_dma_buf_tph - PCIe TLP processing hints of a dma-buf
 * @dmabuf_fd: the dma-buf, made by VFIO_DEVICE_FEATURE_DMA_BUF on the same device
 * @flags: which tags are given, VFIO_DMA_BUF_TPH_* bits; the others must be 0
 * @steering_tag_ext: tag of 16 bits, for importers that send extended tags
 * @steering_tag: tag of 8 bits, for importers that do not
 * @ph: processing hint: 0 bidirectional, 1 requester, 2 target, 3 target with priority
 */
struct vfio_device_feature_dma_buf_tph {
	__s32	dmabuf_fd;
	__u32	flags;
#define VFIO_DMA_BUF_TPH_ST	(1 << 0)	/* steering_tag is given */
#define VFIO_DMA_BUF_TPH_ST_EXT	(1 << 1)	/* steering_tag_ext is given */
	__u16	steering_tag_ext;
	__u8	steering_tag;
	__u8	ph;
};

/* ---- Requests of a container with the type 1 IOMMU ---- */

/**
 * struct vfio_iommu_type1_info - what the IOMMU of a container can do
 * @argsz: bytes that the caller provides; on return, the bytes that everything would take
 * @flags: answer of VFIO_IOMMU_INFO_* bits
 * @iova_pgsizes: page sizes that can be mapped, bit n for 2 to the n bytes
 * @cap_offset: where the capabilities begin, from the start of this struct; 0 for none
 * @pad: nothing; was tail padding in older headers
 */
struct vfio_iommu_type1_info {
	__u32	argsz;
	__u32	flags;
#define VFIO_IOMMU_INFO_PGSIZES (1 << 0)	/* iova_pgsizes is filled */
#define VFIO_IOMMU_INFO_CAPS	(1 << 1)	/* Capabilities exist: see cap_offset and argsz */
	__aligned_u64	iova_pgsizes;
	__u32   cap_offset;
	__u32   pad;
};

/* Capability of the IOMMU: device addresses that may be mapped. */
#define VFIO_IOMMU_TYPE1_INFO_CAP_IOVA_RANGE  1

/**
 * struct vfio_iova_range - a range of device addresses
 * @start: first address
 * @end: last address, which still belongs to it
 */
struct vfio_iova_range {
	__u64	start;
	__u64	end;
};

/**
 * struct vfio_iommu_type1_info_cap_iova_range - device addresses that may be mapped
 * @header: id VFIO_IOMMU_TYPE1_INFO_CAP_IOVA_RANGE, version 1
 * @nr_iovas: number of elements in iova_ranges
 * @reserved: nothing
 * @iova_ranges: the ranges; a mapping outside of them fails
 */
struct vfio_iommu_type1_info_cap_iova_range {
	struct	vfio_info_cap_header header;
	__u32	nr_iovas;
	__u32	reserved;
	struct	vfio_iova_range iova_ranges[];
};

/* Capability of the IOMMU: the kernel can tell which pages were written. */
#define VFIO_IOMMU_TYPE1_INFO_CAP_MIGRATION  2

/**
 * struct vfio_iommu_type1_info_cap_migration - how written pages can be asked for
 * @header: id VFIO_IOMMU_TYPE1_INFO_CAP_MIGRATION, version 1
 * @flags: nothing yet
 * @pgsize_bitmap: page sizes that a bit may stand for, bit n for 2 to the n bytes
 * @max_dirty_bitmap_size: greatest bitmap in bytes
 *
 * Four bytes lie unused after flags, except where a __u64 is aligned to 4 bytes, as on i386.
 */
struct vfio_iommu_type1_info_cap_migration {
	struct	vfio_info_cap_header header;
	__u32	flags;
	__u64	pgsize_bitmap;
	__u64	max_dirty_bitmap_size;
};

/* Capability of the IOMMU: how many more mappings it will take. */
#define VFIO_IOMMU_TYPE1_INFO_DMA_AVAIL 3

/**
 * struct vfio_iommu_type1_info_dma_avail - mappings that can still be made
 * @header: id VFIO_IOMMU_TYPE1_INFO_DMA_AVAIL, version 1
 * @avail: their number now
 */
struct vfio_iommu_type1_info_dma_avail {
	struct	vfio_info_cap_header header;
	__u32	avail;
};

/**
 * VFIO_IOMMU_GET_INFO - _IOR(VFIO_TYPE, VFIO_BASE + 12, struct vfio_iommu_type1_info)
 *
 * Describes the IOMMU of the container. The number is also VFIO_DEVICE_GET_PCI_HOT_RESET_INFO on a
 * device; the descriptor decides.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a small argsz.
 */
#define VFIO_IOMMU_GET_INFO _IO(VFIO_TYPE, VFIO_BASE + 12)

/**
 * struct vfio_iommu_type1_dma_map - memory of the process that devices shall reach
 * @argsz: bytes that the caller provides
 * @flags: READ, WRITE or both; or VFIO_DMA_MAP_FLAG_VADDR alone
 * @vaddr: address of the memory in this process
 * @iova: address by which devices reach it
 * @size: bytes, in whole pages
 */
struct vfio_iommu_type1_dma_map {
	__u32	argsz;
	__u32	flags;
#define VFIO_DMA_MAP_FLAG_READ (1 << 0)		/* Devices may read it */
#define VFIO_DMA_MAP_FLAG_WRITE (1 << 1)	/* Devices may write it */
#define VFIO_DMA_MAP_FLAG_VADDR (1 << 2)	/* Only tell the new address of a mapping that lost its own */
	__u64	vaddr;
	__u64	iova;
	__u64	size;
};

/**
 * VFIO_IOMMU_MAP_DMA - _IOW(VFIO_TYPE, VFIO_BASE + 13, struct vfio_iommu_type1_dma_map)
 *
 * Pins memory of the process and lets the devices of the container reach it. With
 * VFIO_DMA_MAP_FLAG_VADDR it mends a mapping that VFIO_DMA_UNMAP_FLAG_VADDR made invalid: iova and
 * size as at first, and the same memory object behind the new address, or memory will be corrupted.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for bad flags or alignment, EEXIST for an
 * iova that is mapped already.
 */
#define VFIO_IOMMU_MAP_DMA _IO(VFIO_TYPE, VFIO_BASE + 13)

/**
 * struct vfio_bitmap - room for a bit a page
 * @pgsize: bytes that a bit stands for
 * @size: bytes at data
 * @data: the bits, cleared by the caller; a true pointer, so 4 bytes in a 32-bit process
 */
struct vfio_bitmap {
	__u64        pgsize;
	__u64        size;
	__u64 *data;
};

/**
 * struct vfio_iommu_type1_dma_unmap - device addresses that shall no longer be reached
 * @argsz: bytes that the caller provides
 * @flags: VFIO_DMA_UNMAP_FLAG_* bits, or 0
 * @iova: first device address
 * @size: bytes; answer: the bytes that were unmapped
 * @data: a struct vfio_bitmap, for VFIO_DMA_UNMAP_FLAG_GET_DIRTY_BITMAP
 */
struct vfio_iommu_type1_dma_unmap {
	__u32	argsz;
	__u32	flags;
#define VFIO_DMA_UNMAP_FLAG_GET_DIRTY_BITMAP (1 << 0)	/* Tell which pages were written, into data */
#define VFIO_DMA_UNMAP_FLAG_ALL		     (1 << 1)	/* Everything; iova and size are 0 */
#define VFIO_DMA_UNMAP_FLAG_VADDR	     (1 << 2)	/* Keep the mapping, forget the process's address */
	__u64	iova;
	__u64	size;
	__u8    data[];
};

/**
 * VFIO_IOMMU_UNMAP_DMA - _IOWR(VFIO_TYPE, VFIO_BASE + 14, struct vfio_iommu_type1_dma_unmap)
 *
 * Takes mappings away from the devices of the container. Whole mappings only: one that would be split
 * is an error with VFIO_TYPE1v2_IOMMU. The dirty bitmap goes with neither of the other flags.
 * With VFIO_DMA_UNMAP_FLAG_VADDR devices go on, so that the process can be replaced by another image;
 * no group can join until every address is valid again.
 *
 * Return: 0 on success, -1 with errno on failure; the size field tells how much was unmapped.
 */
#define VFIO_IOMMU_UNMAP_DMA _IO(VFIO_TYPE, VFIO_BASE + 14)

/**
 * VFIO_IOMMU_ENABLE - _IO(VFIO_TYPE, VFIO_BASE + 15)
 *
 * Puts the IOMMU of a POWER container into use, and charges the pages that it may pin.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_IOMMU_ENABLE	_IO(VFIO_TYPE, VFIO_BASE + 15)

/**
 * VFIO_IOMMU_DISABLE - _IO(VFIO_TYPE, VFIO_BASE + 16)
 *
 * The reverse of VFIO_IOMMU_ENABLE.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_IOMMU_DISABLE	_IO(VFIO_TYPE, VFIO_BASE + 16)

/**
 * struct vfio_iommu_type1_dirty_bitmap - logging of written pages, done by the IOMMU driver
 * @argsz: bytes that the caller provides; with a request in data, but without the bits themselves
 * @flags: exactly one of VFIO_IOMMU_DIRTY_PAGES_FLAG_*
 * @data: a struct vfio_iommu_type1_dirty_bitmap_get, for GET_BITMAP
 */
struct vfio_iommu_type1_dirty_bitmap {
	__u32        argsz;
	__u32        flags;
#define VFIO_IOMMU_DIRTY_PAGES_FLAG_START	(1 << 0)	/* Begin to log */
#define VFIO_IOMMU_DIRTY_PAGES_FLAG_STOP	(1 << 1)	/* End it */
#define VFIO_IOMMU_DIRTY_PAGES_FLAG_GET_BITMAP	(1 << 2)	/* Read it */
	__u8         data[];
};

/**
 * struct vfio_iommu_type1_dirty_bitmap_get - which pages to report
 * @iova: first device address
 * @size: bytes of the range
 * @bitmap: where the bits go; its pgsize must be the smallest that the IOMMU has
 */
struct vfio_iommu_type1_dirty_bitmap_get {
	__u64              iova;
	__u64              size;
	struct vfio_bitmap bitmap;
};

/**
 * VFIO_IOMMU_DIRTY_PAGES - _IOWR(VFIO_TYPE, VFIO_BASE + 17, struct vfio_iommu_type1_dirty_bitmap)
 *
 * Begins, ends or reads the log of pages that devices may have written. The number is also
 * VFIO_DEVICE_FEATURE on a device.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL when no log is kept.
 */
#define VFIO_IOMMU_DIRTY_PAGES             _IO(VFIO_TYPE, VFIO_BASE + 17)

/* ---- Requests of a container with the IOMMU of POWER servers ---- */

/**
 * struct vfio_iommu_spapr_tce_ddw_info - what dynamic DMA windows there can be
 * @pgsizes: page sizes, bit n for 2 to the n bytes
 * @max_dynamic_windows_supported: greatest number of windows
 * @levels: greatest number of levels of a table; more levels need smaller pieces of memory
 */
struct vfio_iommu_spapr_tce_ddw_info {
	__u64 pgsizes;
	__u32 max_dynamic_windows_supported;
	__u32 levels;
};

/**
 * struct vfio_iommu_spapr_tce_info - where devices can reach memory
 * @argsz: bytes that the caller provides
 * @flags: answer; VFIO_IOMMU_SPAPR_INFO_DDW when ddw is filled
 * @dma32_window_start: first bus address of the 32-bit window; mappings use bus addresses, not offsets
 * @dma32_window_size: bytes of the 32-bit window
 * @ddw: dynamic windows
 */
struct vfio_iommu_spapr_tce_info {
	__u32 argsz;
	__u32 flags;
#define VFIO_IOMMU_SPAPR_INFO_DDW	(1 << 0)	/* Dynamic windows exist */
	__u32 dma32_window_start;
	__u32 dma32_window_size;
	struct vfio_iommu_spapr_tce_ddw_info ddw;
};

/**
 * VFIO_IOMMU_SPAPR_TCE_GET_INFO - _IOR(VFIO_TYPE, VFIO_BASE + 12, struct vfio_iommu_spapr_tce_info)
 *
 * Describes the DMA windows of the container.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a small argsz.
 */
#define VFIO_IOMMU_SPAPR_TCE_GET_INFO	_IO(VFIO_TYPE, VFIO_BASE + 12)

/**
 * struct vfio_eeh_pe_err - an error to inject
 * @type: kind of the error
 * @func: what the error hits
 * @addr: address that it hits
 * @mask: which bits of the address count
 */
struct vfio_eeh_pe_err {
	__u32 type;
	__u32 func;
	__u64 addr;
	__u64 mask;
};

/**
 * struct vfio_eeh_pe_op - what to do with a partitionable endpoint after an error
 * @argsz: bytes that the caller provides
 * @flags: must be 0
 * @op: one of VFIO_EEH_PE_*
 * @err: for VFIO_EEH_PE_INJECT_ERR
 *
 * Four bytes lie unused after op, except where a __u64 is aligned to 4 bytes, as on i386.
 */
struct vfio_eeh_pe_op {
	__u32 argsz;
	__u32 flags;
	__u32 op;
	union {
		struct vfio_eeh_pe_err err;
	};
};

#define VFIO_EEH_PE_DISABLE		0	/* Do without error handling */
#define VFIO_EEH_PE_ENABLE		1	/* Use error handling */
#define VFIO_EEH_PE_UNFREEZE_IO		2	/* Let register accesses through again */
#define VFIO_EEH_PE_UNFREEZE_DMA	3	/* Let DMA through again */
#define VFIO_EEH_PE_GET_STATE		4	/* Ask for the state; the call returns one of the next five */
#define  VFIO_EEH_PE_STATE_NORMAL	0	/* It works */
#define  VFIO_EEH_PE_STATE_RESET	1	/* It is held in reset */
#define  VFIO_EEH_PE_STATE_STOPPED	2	/* Register accesses and DMA are stopped */
#define  VFIO_EEH_PE_STATE_STOPPED_DMA	4	/* Only DMA is stopped */
#define  VFIO_EEH_PE_STATE_UNAVAIL	5	/* Not known */
#define VFIO_EEH_PE_RESET_DEACTIVATE	5	/* End a reset */
#define VFIO_EEH_PE_RESET_HOT		6	/* Begin a hot reset */
#define VFIO_EEH_PE_RESET_FUNDAMENTAL	7	/* Begin a fundamental reset */
#define VFIO_EEH_PE_CONFIGURE		8	/* Restore the configuration after a reset */
#define VFIO_EEH_PE_INJECT_ERR		9	/* Cause an error, for a test */

/**
 * VFIO_EEH_PE_OP - _IOW(VFIO_TYPE, VFIO_BASE + 21, struct vfio_eeh_pe_op)
 *
 * Handles errors of the devices in the container, as POWER's firmware offers it.
 *
 * Return: 0 on success, or a VFIO_EEH_PE_STATE_* number for VFIO_EEH_PE_GET_STATE; -1 with errno on
 * failure.
 */
#define VFIO_EEH_PE_OP			_IO(VFIO_TYPE, VFIO_BASE + 21)

/**
 * struct vfio_iommu_spapr_register_memory - memory of the process that will be mapped later
 * @argsz: bytes that the caller provides
 * @flags: must be 0
 * @vaddr: address of the memory in this process
 * @size: bytes
 */
struct vfio_iommu_spapr_register_memory {
	__u32	argsz;
	__u32	flags;
	__u64	vaddr;
	__u64	size;
};

/**
 * VFIO_IOMMU_SPAPR_REGISTER_MEMORY - _IOW(VFIO_TYPE, VFIO_BASE + 17, struct vfio_iommu_spapr_register_memory)
 *
 * Pins memory and charges it once, which makes mapping it cheap. VFIO_SPAPR_TCE_v2_IOMMU needs it
 * before VFIO_IOMMU_MAP_DMA.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_IOMMU_SPAPR_REGISTER_MEMORY	_IO(VFIO_TYPE, VFIO_BASE + 17)

/**
 * VFIO_IOMMU_SPAPR_UNREGISTER_MEMORY - _IOW(VFIO_TYPE, VFIO_BASE + 18, struct vfio_iommu_spapr_register_memory)
 *
 * Lets memory go that VFIO_IOMMU_SPAPR_REGISTER_MEMORY pinned.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_IOMMU_SPAPR_UNREGISTER_MEMORY	_IO(VFIO_TYPE, VFIO_BASE + 18)

/**
 * struct vfio_iommu_spapr_tce_create - a DMA window to make
 * @argsz: bytes that the caller provides
 * @flags: must be 0
 * @page_shift: page size of the window, as the exponent of a power of two
 * @__resv1: set it to 0
 * @window_size: bytes of the window
 * @levels: levels of its table
 * @__resv2: set it to 0
 * @start_addr: answer: first bus address of the window
 */
struct vfio_iommu_spapr_tce_create {
	__u32 argsz;
	__u32 flags;
	/* in */
	__u32 page_shift;
	__u32 __resv1;
	__u64 window_size;
	__u32 levels;
	__u32 __resv2;
	/* out */
	__u64 start_addr;
};

/**
 * VFIO_IOMMU_SPAPR_TCE_CREATE - _IOWR(VFIO_TYPE, VFIO_BASE + 19, struct vfio_iommu_spapr_tce_create)
 *
 * Makes one more DMA window and gives it to every group of the container.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_IOMMU_SPAPR_TCE_CREATE	_IO(VFIO_TYPE, VFIO_BASE + 19)

/**
 * struct vfio_iommu_spapr_tce_remove - a DMA window to remove
 * @argsz: bytes that the caller provides
 * @flags: must be 0
 * @start_addr: first bus address of the window, which is its name
 */
struct vfio_iommu_spapr_tce_remove {
	__u32 argsz;
	__u32 flags;
	/* in */
	__u64 start_addr;
};

/**
 * VFIO_IOMMU_SPAPR_TCE_REMOVE - _IOW(VFIO_TYPE, VFIO_BASE + 20, struct vfio_iommu_spapr_tce_remove)
 *
 * Takes a DMA window from all groups of the container, and frees its table.
 *
 * Return: 0 on success, -1 with errno on failure.
 */
#define VFIO_IOMMU_SPAPR_TCE_REMOVE	_IO(VFIO_TYPE, VFIO_BASE + 20)

#endif /* VFIO_H */
