/* SPDX-License-Identifier: MIT */
/*
 * asm/bitsperlong.h: the width of "long", for every architecture in one file.
 */
#ifndef _UAPI_ASM_BITSPERLONG_H
#define _UAPI_ASM_BITSPERLONG_H

#ifndef __BITS_PER_LONG
#if defined(__LP64__) || __SIZEOF_LONG__ == 8
#define __BITS_PER_LONG 64
#elif __SIZEOF_LONG__ == 4
#define __BITS_PER_LONG 32
#endif
#endif

#include <asm-generic/bitsperlong.h>

#endif /* _UAPI_ASM_BITSPERLONG_H */
