/* SPDX-License-Identifier: MIT */
/*
 * linux/dma-buf.h: requests of a dma-buf, the file that stands for memory which devices share.
 *
 * The declarations state the ABI of Linux 7.1. The comments are this project's own.
 */
#ifndef _DMA_BUF_UAPI_H_
#define _DMA_BUF_UAPI_H_

#include <linux/ioctl.h>
#include <linux/types.h>

/**
 * struct dma_buf_sync - marks where the processor begins or ends to use a mapped dma-buf
 * @flags: START or END, with READ, WRITE or both
 *
 * START is 0: it cannot be tested for, and READ alone already is the start of reading.
 */
struct dma_buf_sync {
	__u64 flags;
};

#define DMA_BUF_SYNC_READ      (1 << 0)	/* The processor reads */
#define DMA_BUF_SYNC_WRITE     (2 << 0)	/* The processor writes */
#define DMA_BUF_SYNC_RW        (DMA_BUF_SYNC_READ | DMA_BUF_SYNC_WRITE)	/* Both */
#define DMA_BUF_SYNC_START     (0 << 2)	/* It is about to */
#define DMA_BUF_SYNC_END       (1 << 2)	/* It has done so */
/* All bits that dma_buf_sync.flags may have. */
#define DMA_BUF_SYNC_VALID_FLAGS_MASK \
	(DMA_BUF_SYNC_RW | DMA_BUF_SYNC_END)

#define DMA_BUF_NAME_LEN	32	/* Room for the name of a dma-buf, its NUL included */

/**
 * struct dma_buf_export_sync_file - the work that is still going on in a dma-buf
 * @flags: DMA_BUF_SYNC_READ for the writers only, DMA_BUF_SYNC_WRITE (or both) for all work
 * @fd: answer: file descriptor of a sync file, closed on exec
 *
 * The sync file is a snapshot: work that is added later is not in it.
 */
struct dma_buf_export_sync_file {
	__u32 flags;
	__s32 fd;
};

/**
 * struct dma_buf_import_sync_file - work that others shall wait for
 * @flags: DMA_BUF_SYNC_READ to make writers wait, DMA_BUF_SYNC_WRITE (or both) to make all wait
 * @fd: file descriptor of the sync file that stands for the work
 */
struct dma_buf_import_sync_file {
	__u32 flags;
	__s32 fd;
};

#define DMA_BUF_BASE		'b'	/* Type character of every request */

/**
 * DMA_BUF_IOCTL_SYNC - _IOW(DMA_BUF_BASE, 0, struct dma_buf_sync)
 *
 * Keeps the caches of the processor right. Each use of the mapped memory goes between a START and an
 * END with the same READ and WRITE bits; the kernel does not check that they come in pairs. It keeps
 * nobody else away from the memory.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for unknown bits, or neither READ nor WRITE;
 * EINTR or EAGAIN when the wait was broken off, and the call must be repeated.
 */
#define DMA_BUF_IOCTL_SYNC	_IOW(DMA_BUF_BASE, 0, struct dma_buf_sync)

/**
 * DMA_BUF_SET_NAME - _IOW(DMA_BUF_BASE, 1, const char *)
 *
 * Names the dma-buf, for those who look for leaks. The argument points to a text of at most 31 bytes,
 * ended by NUL. The number of the request has the size of a pointer in it, so it is DMA_BUF_SET_NAME_A
 * in a 32-bit process and DMA_BUF_SET_NAME_B in a 64-bit one. Both do the same.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a longer text.
 */
#define DMA_BUF_SET_NAME	_IOW(DMA_BUF_BASE, 1, const char *)

/**
 * DMA_BUF_SET_NAME_A - _IOW(DMA_BUF_BASE, 1, __u32)
 *
 * DMA_BUF_SET_NAME by the number that a 32-bit process gives it. The argument is a text all the same.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a longer text.
 */
#define DMA_BUF_SET_NAME_A	_IOW(DMA_BUF_BASE, 1, __u32)

/**
 * DMA_BUF_SET_NAME_B - _IOW(DMA_BUF_BASE, 1, __u64)
 *
 * DMA_BUF_SET_NAME by the number that a 64-bit process gives it. The argument is a text all the same.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for a longer text.
 */
#define DMA_BUF_SET_NAME_B	_IOW(DMA_BUF_BASE, 1, __u64)

/**
 * DMA_BUF_IOCTL_EXPORT_SYNC_FILE - _IOWR(DMA_BUF_BASE, 2, struct dma_buf_export_sync_file)
 *
 * Takes out what is going on in the dma-buf now, so that one can wait for it elsewhere.
 *
 * Return: 0 on success, and the descriptor in fd; -1 with errno on failure; EINVAL for other bits than
 * READ and WRITE, or none; ENOTTY in a kernel without sync files.
 */
#define DMA_BUF_IOCTL_EXPORT_SYNC_FILE	_IOWR(DMA_BUF_BASE, 2, struct dma_buf_export_sync_file)

/**
 * DMA_BUF_IOCTL_IMPORT_SYNC_FILE - _IOW(DMA_BUF_BASE, 3, struct dma_buf_import_sync_file)
 *
 * Puts work into the dma-buf, so that users who know nothing of sync files wait for it.
 *
 * Return: 0 on success, -1 with errno on failure; EINVAL for other bits than READ and WRITE, or none,
 * and for a descriptor that is no sync file; ENOTTY in a kernel without sync files.
 */
#define DMA_BUF_IOCTL_IMPORT_SYNC_FILE	_IOW(DMA_BUF_BASE, 3, struct dma_buf_import_sync_file)

#endif /* _DMA_BUF_UAPI_H_ */
