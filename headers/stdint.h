/* SPDX-License-Identifier: MIT */
/*
 * stdint.h: stands in for libc's header where only kernel headers are at hand.
 *
 * The types of exact width and those for pointers, and their limits. The least and fast types are
 * left out: an interface between kernel and user has no use for widths that may vary.
 */
#ifndef _UAPIGEN_LIBC_STDINT_H
#define _UAPIGEN_LIBC_STDINT_H

typedef __INT8_TYPE__ int8_t;
typedef __INT16_TYPE__ int16_t;
typedef __INT32_TYPE__ int32_t;
typedef __INT64_TYPE__ int64_t;		/* long where that has 64 bits, or else long long */

typedef __UINT8_TYPE__ uint8_t;
typedef __UINT16_TYPE__ uint16_t;
typedef __UINT32_TYPE__ uint32_t;
typedef __UINT64_TYPE__ uint64_t;

typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef __INTMAX_TYPE__ intmax_t;
typedef __UINTMAX_TYPE__ uintmax_t;

/* A constant of the width; what is narrower than int stays int. */
#define INT8_C(value)	value
#define INT16_C(value)	value
#define INT32_C(value)	value
#define UINT8_C(value)	value
#define UINT16_C(value)	value
#define UINT32_C(value)	value ## U
#if __SIZEOF_LONG__ == 8
#define INT64_C(value)	value ## L
#define UINT64_C(value)	value ## UL
#else
#define INT64_C(value)	value ## LL
#define UINT64_C(value)	value ## ULL
#endif
#define INTMAX_C(value)		INT64_C(value)
#define UINTMAX_C(value)	UINT64_C(value)

#define INT8_MIN	(-128)
#define INT16_MIN	(-32767 - 1)
#define INT32_MIN	(-2147483647 - 1)
#define INT64_MIN	(-INT64_MAX - 1)
#define INT8_MAX	(127)
#define INT16_MAX	(32767)
#define INT32_MAX	(2147483647)
#define INT64_MAX	(INT64_C(9223372036854775807))
#define UINT8_MAX	(255)
#define UINT16_MAX	(65535)
#define UINT32_MAX	(4294967295U)
#define UINT64_MAX	(UINT64_C(18446744073709551615))

/* The types that are as wide as a pointer. */
#if __SIZEOF_POINTER__ == 8
#define INTPTR_MIN	(-9223372036854775807L - 1)
#define INTPTR_MAX	(9223372036854775807L)
#define UINTPTR_MAX	(18446744073709551615UL)
#define SIZE_MAX	(18446744073709551615UL)
#else
#define INTPTR_MIN	(-2147483647 - 1)
#define INTPTR_MAX	(2147483647)
#define UINTPTR_MAX	(4294967295U)
#define SIZE_MAX	(4294967295U)
#endif
#define PTRDIFF_MIN	INTPTR_MIN
#define PTRDIFF_MAX	INTPTR_MAX

#define INTMAX_MIN	INT64_MIN
#define INTMAX_MAX	INT64_MAX
#define UINTMAX_MAX	UINT64_MAX

#endif /* _UAPIGEN_LIBC_STDINT_H */
