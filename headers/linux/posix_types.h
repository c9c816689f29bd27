/* SPDX-License-Identifier: MIT */
/*
 * linux/posix_types.h: what the kernel calls the types of POSIX, under names that cannot clash
 * with those of a C library.
 */
#ifndef _LINUX_POSIX_TYPES_H
#define _LINUX_POSIX_TYPES_H

#include <linux/stddef.h>

/* Number of file descriptors in a __kernel_fd_set, whatever a C library said before. */
#undef __FD_SETSIZE
#define __FD_SETSIZE	1024

/* A set of descriptors as select(2) wants it: bit n of the array stands for descriptor n. */
typedef struct {
	unsigned long fds_bits[__FD_SETSIZE / (8 * sizeof(long))];
} __kernel_fd_set;

typedef void (*__kernel_sighandler_t)(int);	/* handler of a signal; gets its number */

typedef int __kernel_key_t;	/* key of a System V IPC object */
typedef int __kernel_mqd_t;	/* descriptor of a POSIX message queue */

#include <asm/posix_types.h>

#endif /* _LINUX_POSIX_TYPES_H */
