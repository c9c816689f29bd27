/* SPDX-License-Identifier: MIT */
/*
 * linux/compiler.h: see linux/compiler_types.h, which holds what headers of user space need of it.
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#include <linux/compiler_types.h>

#endif /* _LINUX_COMPILER_H */
