/* SPDX-License-Identifier: MIT */
/*
 * limits.h: stands in for the compiler's header where only kernel headers are at hand.
 *
 * The limits of the integer types. Those of the system, such as PATH_MAX, are in linux/limits.h.
 */
#ifndef _UAPIGEN_LIBC_LIMITS_H
#define _UAPIGEN_LIBC_LIMITS_H

#undef CHAR_BIT
#define CHAR_BIT	__CHAR_BIT__

#undef SCHAR_MIN
#undef SCHAR_MAX
#undef UCHAR_MAX
#define SCHAR_MIN	(-SCHAR_MAX - 1)
#define SCHAR_MAX	__SCHAR_MAX__
#define UCHAR_MAX	(SCHAR_MAX * 2 + 1)

/* Plain char has a sign on x86 and mips, and none on arm, aarch64, powerpc, riscv and s390. */
#undef CHAR_MIN
#undef CHAR_MAX
#ifdef __CHAR_UNSIGNED__
#define CHAR_MIN	0
#define CHAR_MAX	UCHAR_MAX
#else
#define CHAR_MIN	SCHAR_MIN
#define CHAR_MAX	SCHAR_MAX
#endif

#undef SHRT_MIN
#undef SHRT_MAX
#undef USHRT_MAX
#define SHRT_MIN	(-SHRT_MAX - 1)
#define SHRT_MAX	__SHRT_MAX__
#define USHRT_MAX	(SHRT_MAX * 2 + 1)

#undef INT_MIN
#undef INT_MAX
#undef UINT_MAX
#define INT_MIN		(-INT_MAX - 1)
#define INT_MAX		__INT_MAX__
#define UINT_MAX	(INT_MAX * 2U + 1U)

#undef LONG_MIN
#undef LONG_MAX
#undef ULONG_MAX
#define LONG_MIN	(-LONG_MAX - 1L)
#define LONG_MAX	__LONG_MAX__
#define ULONG_MAX	(LONG_MAX * 2UL + 1UL)

#undef LLONG_MIN
#undef LLONG_MAX
#undef ULLONG_MAX
#define LLONG_MIN	(-LLONG_MAX - 1LL)
#define LLONG_MAX	__LONG_LONG_MAX__
#define ULLONG_MAX	(LLONG_MAX * 2ULL + 1ULL)

#endif /* _UAPIGEN_LIBC_LIMITS_H */
