/* SPDX-License-Identifier: MIT */
/*
 * sys/ioctl.h: stands in for libc's header where only kernel headers are at hand.
 *
 * The macros that make up request numbers. libc's brings the requests of terminals too; the kernel
 * has those in asm/ioctls.h.
 */
#ifndef _UAPIGEN_LIBC_SYS_IOCTL_H
#define _UAPIGEN_LIBC_SYS_IOCTL_H

#include <linux/ioctl.h>

#endif /* _UAPIGEN_LIBC_SYS_IOCTL_H */
