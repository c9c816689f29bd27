/* SPDX-License-Identifier: MIT */
/*
 * asm/swab.h: what the architecture adds to linux/swab.h, for every architecture in one file.
 *
 * Only the macro; the instructions that reverse bytes are for inline functions.
 */
#ifndef _UAPI_ASM_SWAB_H
#define _UAPI_ASM_SWAB_H

#include <asm/bitsperlong.h>

/* The bytes of a 64-bit value are reversed as two 32-bit values. i386 has its own way. */
#if defined(__mips__) || \
	(__BITS_PER_LONG == 32 && !defined(__i386__) && !defined(__x86_64__) && !defined(__STRICT_ANSI__))
#define __SWAB_64_THRU_32__
#endif

#endif /* _UAPI_ASM_SWAB_H */
