/* SPDX-License-Identifier: MIT */
/*
 * asm/byteorder.h: the byte order of the target, for every architecture in one file.
 */
#ifndef _UAPI_ASM_BYTEORDER_H
#define _UAPI_ASM_BYTEORDER_H

#if defined(__BYTE_ORDER__) && defined(__ORDER_BIG_ENDIAN__)
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#include <linux/byteorder/big_endian.h>
#else
#include <linux/byteorder/little_endian.h>
#endif
#elif defined(__ARMEB__) || defined(__AARCH64EB__) || defined(__MIPSEB__) || \
	defined(__BIG_ENDIAN__) || defined(__s390__) || defined(__sparc__) || \
	defined(__hppa__) || defined(__m68k__) || \
	((defined(__powerpc__) || defined(__powerpc64__)) && !defined(__LITTLE_ENDIAN__))
#include <linux/byteorder/big_endian.h>
#else
#include <linux/byteorder/little_endian.h>
#endif

#endif /* _UAPI_ASM_BYTEORDER_H */
