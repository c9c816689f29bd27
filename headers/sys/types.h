/* SPDX-License-Identifier: MIT */
/*
 * sys/types.h: stands in for libc's header where only kernel headers are at hand.
 *
 * The types are glibc's. None is taken from linux/posix_types.h: on some targets the kernel's
 * __kernel_mode_t, __kernel_suseconds_t and others differ from what libc calls mode_t and so on.
 */
#ifndef _UAPIGEN_LIBC_SYS_TYPES_H
#define _UAPIGEN_LIBC_SYS_TYPES_H

#include <stddef.h>

typedef int pid_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned int id_t;
typedef int key_t;
typedef unsigned int mode_t;
typedef unsigned int useconds_t;
typedef int clockid_t;
typedef long clock_t;
typedef void *timer_t;
typedef char *caddr_t;
typedef int daddr_t;

/* Signed, and as wide as size_t: int on 32-bit targets, though long has 32 bits there too. */
#if __SIZEOF_POINTER__ == 8
typedef long ssize_t;
#else
typedef int ssize_t;
#endif

/* 64 bits everywhere. */
typedef __INT64_TYPE__ loff_t;
typedef __UINT64_TYPE__ dev_t;

/* As wide as long, unless a 32-bit program asks for large files. */
#if defined(_FILE_OFFSET_BITS) && _FILE_OFFSET_BITS == 64
typedef __INT64_TYPE__ off_t;
typedef __UINT64_TYPE__ ino_t;
#else
typedef long off_t;
typedef unsigned long ino_t;
#endif

/*
 * As wide as long, unless a 32-bit program asks for times after 2038. linux/input.h and
 * sound/asound.h look at the macro.
 */
#if __SIZEOF_LONG__ == 4 && defined(_TIME_BITS) && _TIME_BITS == 64
#ifndef __USE_TIME_BITS64
#define __USE_TIME_BITS64	1
#endif
typedef __INT64_TYPE__ time_t;
#else
typedef long time_t;
#endif
typedef long suseconds_t;

/* The short names of BSD and System V. */
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;

typedef __INT8_TYPE__ int8_t;
typedef __INT16_TYPE__ int16_t;
typedef __INT32_TYPE__ int32_t;
typedef __INT64_TYPE__ int64_t;
typedef __UINT8_TYPE__ u_int8_t;
typedef __UINT16_TYPE__ u_int16_t;
typedef __UINT32_TYPE__ u_int32_t;
typedef __UINT64_TYPE__ u_int64_t;
typedef __INT64_TYPE__ quad_t;

/* linux/coda.h declares this type too, as long long, where nobody has defined the macro. */
#ifndef _UQUAD_T_
#define _UQUAD_T_ 1
typedef __UINT64_TYPE__ u_quad_t;
#endif

#endif /* _UAPIGEN_LIBC_SYS_TYPES_H */
