/* SPDX-License-Identifier: MIT */
/*
 * linux/ioctl.h: how the number of an ioctl is made of direction, type, number and size.
 */
#ifndef _LINUX_IOCTL_H
#define _LINUX_IOCTL_H

#include <asm/ioctl.h>

#endif /* _LINUX_IOCTL_H */
