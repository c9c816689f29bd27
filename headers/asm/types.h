/* SPDX-License-Identifier: MIT */
/*
 * asm/types.h: which C type is 64 bits wide, for every architecture in one file.
 *
 * Nearly all take "long long". User space of 64-bit powerpc, of mips n64 and of alpha has always
 * seen "long", and still does unless it defines __SANE_USERSPACE_TYPES__. Width and alignment are
 * the same either way; printf formats and pointer types are not.
 */
#ifndef _UAPI_ASM_TYPES_H
#define _UAPI_ASM_TYPES_H

#if !defined(__SANE_USERSPACE_TYPES__) && \
	(defined(__powerpc64__) || defined(__alpha__) || \
	 (defined(__mips__) && (defined(__LP64__) || _MIPS_SZLONG == 64)))
#include <asm-generic/int-l64.h>
#else
#include <asm-generic/int-ll64.h>
#endif

#ifndef __ASSEMBLER__

#if defined(__powerpc__) || defined(__powerpc64__)
/* A vector register of powerpc. */
typedef struct {
	__u32 u[4];
} __attribute__((aligned(16))) __vector128;
#endif

#if defined(__s390__) || defined(__s390x__)
typedef unsigned long addr_t;		/* an address of s390 */
typedef __signed__ long saddr_t;	/* the same, signed */

/* A vector register of s390. */
typedef struct {
	union {
		struct {
			__u64 high;
			__u64 low;
		};
		__u32 u[4];
	};
} __attribute__((packed, aligned(4))) __vector128;
#endif

#endif /* __ASSEMBLER__ */
#endif /* _UAPI_ASM_TYPES_H */
