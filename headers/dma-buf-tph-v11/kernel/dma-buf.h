/* SPDX-License-Identifier: MIT */
/*
 * kernel/dma-buf.h with version 11 of the dma-buf TPH proposal; all else is as in <kernel/dma-buf.h>.
 *
 * This interface is internal to the kernel, and not an ABI. It stands here so that an emulated
 * exporter and its importers meet through the same table as in the kernel. The table is that of
 * Linux 7.1 with the proposed get_pci_tph. What it passes around is opaque here.
 *
 * Calls that return int return 0, or a negative errno such as -EINVAL.
 */
#ifndef UAPI_KERNEL_DMA_BUF_H
#define UAPI_KERNEL_DMA_BUF_H

#include <kernel/types.h>

struct dma_buf;			/* a shared buffer */
struct dma_buf_attachment;	/* a device that is attached to a buffer */
struct sg_table;		/* a list of pieces of memory, with the addresses that a device uses */
struct vm_area_struct;		/* a range of a process's memory */
struct iosys_map;		/* an address in the kernel, of memory or of a device */

/**
 * enum dma_data_direction - which way data goes between memory and a device
 * @DMA_BIDIRECTIONAL: both, or not known
 * @DMA_TO_DEVICE: the device reads
 * @DMA_FROM_DEVICE: the device writes
 * @DMA_NONE: neither; a mistake wherever a transfer is meant
 */
enum dma_data_direction {
	DMA_BIDIRECTIONAL = 0,
	DMA_TO_DEVICE = 1,
	DMA_FROM_DEVICE = 2,
	DMA_NONE = 3,
};

/**
 * struct dma_buf_ops - what an exporter does for its dma-bufs
 * @attach: a device wants to use the buffer; may refuse. Optional.
 * @detach: the device no longer wants it. Optional.
 * @pin: keep the buffer where it is. Optional, but only together with unpin.
 * @unpin: the buffer may move again. Optional, but only together with pin.
 * @get_pci_tph: tell a PCIe steering tag and the processing hint for writes to the buffer: the tag of
 *	16 bits if extended, else that of 8. -EOPNOTSUPP when that one was not set; the outputs are
 *	written only on success. Optional; without it there are no hints.
 * @map_dma_buf: make the buffer reachable for the attached device, and give the addresses; an error
 *	is a pointer value in the last 4095 bytes of memory, never NULL. Required.
 * @unmap_dma_buf: undo map_dma_buf. Required.
 * @release: the last user has gone; free everything. Required.
 * @begin_cpu_access: the processor is about to use the buffer; may wait. Optional.
 * @end_cpu_access: the processor is done. Optional.
 * @mmap: map the buffer into a process. Optional.
 * @vmap: map the buffer into the kernel. Optional.
 * @vunmap: undo vmap. Optional.
 *
 * Importers call map_dma_buf, unmap_dma_buf, get_pci_tph, pin and unpin with the reservation lock of
 * the buffer held.
 */
struct dma_buf_ops {
	int (*attach)(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment);
	void (*detach)(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment);
	int (*pin)(struct dma_buf_attachment *attachment);
	void (*unpin)(struct dma_buf_attachment *attachment);
	int (*get_pci_tph)(struct dma_buf *dmabuf, bool extended, u16 *steering_tag, u8 *ph);
	struct sg_table *(*map_dma_buf)(struct dma_buf_attachment *attachment,
					enum dma_data_direction direction);
	void (*unmap_dma_buf)(struct dma_buf_attachment *attachment, struct sg_table *table,
			      enum dma_data_direction direction);
	void (*release)(struct dma_buf *dmabuf);
	int (*begin_cpu_access)(struct dma_buf *dmabuf, enum dma_data_direction direction);
	int (*end_cpu_access)(struct dma_buf *dmabuf, enum dma_data_direction direction);
	int (*mmap)(struct dma_buf *dmabuf, struct vm_area_struct *vma);
	int (*vmap)(struct dma_buf *dmabuf, struct iosys_map *map);
	void (*vunmap)(struct dma_buf *dmabuf, struct iosys_map *map);
};

#endif /* UAPI_KERNEL_DMA_BUF_H */
