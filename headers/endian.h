/* SPDX-License-Identifier: MIT */
/*
 * endian.h: stands in for libc's header where only kernel headers are at hand.
 *
 * Both __LITTLE_ENDIAN and __BIG_ENDIAN are defined on every target, and __BYTE_ORDER is one of the
 * two. The kernel's asm/byteorder.h defines only the one that holds; it leaves alone what is
 * defined here, and so does this header the other way round.
 */
#ifndef _UAPIGEN_LIBC_ENDIAN_H
#define _UAPIGEN_LIBC_ENDIAN_H

#ifndef __LITTLE_ENDIAN
#define __LITTLE_ENDIAN	1234
#endif
#ifndef __BIG_ENDIAN
#define __BIG_ENDIAN	4321
#endif
#ifndef __PDP_ENDIAN
#define __PDP_ENDIAN	3412
#endif

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define __BYTE_ORDER	__BIG_ENDIAN
#else
#define __BYTE_ORDER	__LITTLE_ENDIAN
#endif
#define __FLOAT_WORD_ORDER	__BYTE_ORDER

#define LITTLE_ENDIAN	__LITTLE_ENDIAN
#define BIG_ENDIAN	__BIG_ENDIAN
#define PDP_ENDIAN	__PDP_ENDIAN
#define BYTE_ORDER	__BYTE_ORDER

#endif /* _UAPIGEN_LIBC_ENDIAN_H */
