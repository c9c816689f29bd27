/* SPDX-License-Identifier: MIT */
/*
 * linux/types.h: the integer types of uAPI.
 *
 * __uN and __sN come from asm/types.h, so that __u64 is "unsigned long long" or "unsigned long"
 * as the architecture has it. This file adds the types whose byte order is fixed, and the 64-bit
 * types that are aligned alike on 32-bit and 64-bit machines.
 */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

#include <asm/types.h>

#ifndef __ASSEMBLER__

#include <linux/posix_types.h>

#ifdef __SIZEOF_INT128__
typedef __signed__ __int128 __s128 __attribute__((aligned(16)));	/* signed, 128 bits */
typedef unsigned __int128 __u128 __attribute__((aligned(16)));		/* unsigned, 128 bits */
#endif

/* Marks a type that the sparse checker must not mix with plain integers; nothing to a compiler. */
#ifdef __CHECKER__
#define __bitwise	__attribute__((bitwise))
#else
#define __bitwise
#endif

/* The older spelling of __bitwise. */
#define __bitwise__ __bitwise

typedef __u16 __bitwise __le16;		/* 16 bits, stored little endian */
typedef __u16 __bitwise __be16;		/* 16 bits, stored big endian */
typedef __u32 __bitwise __le32;		/* 32 bits, stored little endian */
typedef __u32 __bitwise __be32;		/* 32 bits, stored big endian */
typedef __u64 __bitwise __le64;		/* 64 bits, stored little endian */
typedef __u64 __bitwise __be64;		/* 64 bits, stored big endian */

typedef __u16 __bitwise __sum16;	/* internet checksum, folded */
typedef __u32 __bitwise __wsum;		/* internet checksum, not folded yet */

/*
 * i386 and m68k place a plain __u64 on a 4-byte (m68k: 2-byte) boundary; the other targets use 8.
 * A struct that shall look the same everywhere declares its 64-bit members with these.
 */
#define __aligned_u64 __u64 __attribute__((aligned(8)))
#define __aligned_s64 __s64 __attribute__((aligned(8)))
#define __aligned_be64 __be64 __attribute__((aligned(8)))
#define __aligned_le64 __le64 __attribute__((aligned(8)))

typedef unsigned __bitwise __poll_t;	/* a set of EPOLL bits */

#endif /* __ASSEMBLER__ */
#endif /* _LINUX_TYPES_H */
