/* SPDX-License-Identifier: MIT */
/*
 * stddef.h: stands in for the compiler's header where only kernel headers are at hand.
 *
 * A C library asks for parts of this header with __need_size_t and its kin. Whoever asks for a part
 * gets the whole; only wint_t, which is not the standard's, is left to those who ask for it.
 */
#ifndef _UAPIGEN_LIBC_STDDEF_H
#define _UAPIGEN_LIBC_STDDEF_H

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;

#ifndef __cplusplus
typedef __WCHAR_TYPE__ wchar_t;
#endif

#undef NULL
#ifdef __cplusplus
#define NULL 0
#else
#define NULL ((void *)0)
#endif

#undef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)

#endif /* _UAPIGEN_LIBC_STDDEF_H */

#if defined(__need_wint_t) && !defined(_WINT_T)
#define _WINT_T
typedef __WINT_TYPE__ wint_t;
#endif

#undef __need_size_t
#undef __need_ptrdiff_t
#undef __need_wchar_t
#undef __need_wint_t
#undef __need_NULL
