/* SPDX-License-Identifier: MIT */
/*
 * stdarg.h: stands in for the compiler's header where only kernel headers are at hand.
 */
#ifndef _UAPIGEN_LIBC_STDARG_H
#define _UAPIGEN_LIBC_STDARG_H

/* The name under which a C library takes the type without taking va_list. */
typedef __builtin_va_list __gnuc_va_list;
typedef __gnuc_va_list va_list;

#define va_start(list, last)	__builtin_va_start(list, last)
#define va_arg(list, type)	__builtin_va_arg(list, type)
#define va_copy(to, from)	__builtin_va_copy(to, from)
#define va_end(list)		__builtin_va_end(list)

#endif /* _UAPIGEN_LIBC_STDARG_H */

#undef __need___va_list
