/* SPDX-License-Identifier: MIT */
/*
 * linux/dma-heap.h: new memory as a dma-buf, from a heap in /dev/dma_heap.
 *
 * The declarations state the ABI of Linux 7.1. The comments are this project's own.
 */
#ifndef _LINUX_DMABUF_POOL_H
#define _LINUX_DMABUF_POOL_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* Bits that fd_flags may have; their values come from fcntl.h, which the user of this macro includes. */
#define DMA_HEAP_VALID_FD_FLAGS (O_CLOEXEC | O_ACCMODE)

/* Bits that heap_flags may have: none yet. */
#define DMA_HEAP_VALID_HEAP_FLAGS (0ULL)

/**
 * struct dma_heap_allocation_data - memory to allocate
 * @len: bytes; rounded up to whole pages
 * @fd: answer: file descriptor of the dma-buf; set it to 0 before
 * @fd_flags: flags of the new descriptor as for open(2): O_CLOEXEC and the access mode
 * @heap_flags: must be 0
 */
struct dma_heap_allocation_data {
	__u64 len;
	__u32 fd;
	__u32 fd_flags;
	__u64 heap_flags;
};

#define DMA_HEAP_IOC_MAGIC		'H'	/* Type character of every request */

/**
 * DMA_HEAP_IOCTL_ALLOC - _IOWR(DMA_HEAP_IOC_MAGIC, 0x0, struct dma_heap_allocation_data)
 *
 * Allocates memory from the heap and makes a dma-buf of it.
 *
 * Return: 0 on success, and the descriptor in fd; -1 with errno on failure.
 */
#define DMA_HEAP_IOCTL_ALLOC	_IOWR(DMA_HEAP_IOC_MAGIC, 0x0,\
				      struct dma_heap_allocation_data)

#endif /* _LINUX_DMABUF_POOL_H */
