/* SPDX-License-Identifier: MIT */
/*
 * linux/udmabuf.h: dma-bufs made of memory of the process, through /dev/udmabuf.
 *
 * The declarations state the ABI of Linux 7.1. The comments are this project's own.
 */
#ifndef _LINUX_UDMABUF_H
#define _LINUX_UDMABUF_H

#include <linux/types.h>
#include <linux/ioctl.h>

#define UDMABUF_FLAGS_CLOEXEC	0x01	/* Close the new descriptor on exec */

/**
 * struct udmabuf_create - a piece of memory to make a dma-buf of
 * @memfd: file descriptor from memfd_create(2), sealed against shrinking
 * @flags: UDMABUF_FLAGS_CLOEXEC or 0
 * @offset: where the piece begins in the memfd, in whole pages
 * @size: bytes, in whole pages
 */
struct udmabuf_create {
	__u32 memfd;
	__u32 flags;
	__u64 offset;
	__u64 size;
};

/**
 * struct udmabuf_create_item - one piece of several
 * @memfd: file descriptor from memfd_create(2), sealed against shrinking
 * @__pad: set it to 0
 * @offset: where the piece begins in the memfd, in whole pages
 * @size: bytes, in whole pages
 */
struct udmabuf_create_item {
	__u32 memfd;
	__u32 __pad;
	__u64 offset;
	__u64 size;
};

/**
 * struct udmabuf_create_list - pieces of memory to make one dma-buf of
 * @flags: UDMABUF_FLAGS_CLOEXEC or 0
 * @count: number of elements in list
 * @list: the pieces, in the order in which the dma-buf shall have them
 */
struct udmabuf_create_list {
	__u32 flags;
	__u32 count;
	struct udmabuf_create_item list[];
};

/**
 * UDMABUF_CREATE - _IOW('u', 0x42, struct udmabuf_create)
 *
 * Makes a dma-buf of a piece of a memfd.
 *
 * Return: the file descriptor of the dma-buf, 0 or more; -1 with errno on failure.
 */
#define UDMABUF_CREATE       _IOW('u', 0x42, struct udmabuf_create)

/**
 * UDMABUF_CREATE_LIST - _IOW('u', 0x43, struct udmabuf_create_list)
 *
 * Makes a dma-buf of several pieces. The size in the request's number is that of the head alone.
 *
 * Return: the file descriptor of the dma-buf, 0 or more; -1 with errno on failure.
 */
#define UDMABUF_CREATE_LIST  _IOW('u', 0x43, struct udmabuf_create_list)

#endif /* _LINUX_UDMABUF_H */
