/* SPDX-License-Identifier: MIT */
/*
 * asm-generic/int-ll64.h: integers by their width; 64 bits are "long long".
 */
#ifndef _ASM_GENERIC_INT_LL64_H
#define _ASM_GENERIC_INT_LL64_H

#include <asm/bitsperlong.h>

#ifndef __ASSEMBLER__

typedef __signed__ char __s8;	/* signed, 8 bits */
typedef unsigned char __u8;	/* unsigned, 8 bits */

typedef __signed__ short __s16;	/* signed, 16 bits */
typedef unsigned short __u16;	/* unsigned, 16 bits */

typedef __signed__ int __s32;	/* signed, 32 bits */
typedef unsigned int __u32;	/* unsigned, 32 bits */

#ifdef __GNUC__
/* __extension__ keeps -pedantic quiet about a type that C90 did not have. */
__extension__ typedef __signed__ long long __s64;	/* signed, 64 bits */
__extension__ typedef unsigned long long __u64;		/* unsigned, 64 bits */
#else
typedef __signed__ long long __s64;
typedef unsigned long long __u64;
#endif

#endif /* __ASSEMBLER__ */
#endif /* _ASM_GENERIC_INT_LL64_H */
