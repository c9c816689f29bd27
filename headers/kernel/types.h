/* SPDX-License-Identifier: MIT */
/*
 * kernel/types.h: the short names of integers that kernel code uses, over those of uAPI.
 */
#ifndef UAPI_KERNEL_TYPES_H
#define UAPI_KERNEL_TYPES_H

#include <linux/types.h>

typedef _Bool	bool;	/* 0 or 1 */

typedef __s8	s8;	/* signed, 8 bits */
typedef __u8	u8;	/* unsigned, 8 bits */
typedef __s16	s16;	/* signed, 16 bits */
typedef __u16	u16;	/* unsigned, 16 bits */
typedef __s32	s32;	/* signed, 32 bits */
typedef __u32	u32;	/* unsigned, 32 bits */
typedef __s64	s64;	/* signed, 64 bits */
typedef __u64	u64;	/* unsigned, 64 bits */

#endif /* UAPI_KERNEL_TYPES_H */
