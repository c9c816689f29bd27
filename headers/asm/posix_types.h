/* SPDX-License-Identifier: MIT */
/*
 * asm/posix_types.h: where an architecture departs from asm-generic/posix_types.h, in one file.
 *
 * A macro named like the type tells the generic file to leave that type, or its group, alone.
 */
#ifndef _UAPI_ASM_POSIX_TYPES_H
#define _UAPI_ASM_POSIX_TYPES_H

#if defined(__x86_64__)

#ifdef __ILP32__
/* x32 has the kernel interface of x86_64, so its kernel longs stay 64 bits wide. */
typedef long long		__kernel_long_t;
typedef unsigned long long	__kernel_ulong_t;
#define __kernel_long_t __kernel_long_t
#endif

typedef unsigned short	__kernel_old_uid_t;
typedef unsigned short	__kernel_old_gid_t;
#define __kernel_old_uid_t __kernel_old_uid_t

typedef unsigned long	__kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t

#elif defined(__i386__) || defined(__arm__) || defined(__m68k__)

typedef unsigned short	__kernel_mode_t;
#define __kernel_mode_t __kernel_mode_t

typedef unsigned short	__kernel_ipc_pid_t;
#define __kernel_ipc_pid_t __kernel_ipc_pid_t

typedef unsigned short	__kernel_uid_t;
typedef unsigned short	__kernel_gid_t;
#define __kernel_uid_t __kernel_uid_t

typedef unsigned short	__kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t

#elif defined(__sh__)

typedef unsigned short	__kernel_mode_t;
#define __kernel_mode_t __kernel_mode_t

typedef unsigned short	__kernel_ipc_pid_t;
#define __kernel_ipc_pid_t __kernel_ipc_pid_t

typedef unsigned short	__kernel_uid_t;
#define __kernel_uid_t __kernel_uid_t
typedef unsigned short	__kernel_gid_t;
#define __kernel_gid_t __kernel_gid_t

typedef unsigned short	__kernel_old_uid_t;
#define __kernel_old_uid_t __kernel_old_uid_t
typedef unsigned short	__kernel_old_gid_t;
#define __kernel_old_gid_t __kernel_old_gid_t

typedef unsigned short	__kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t

#elif defined(__aarch64__)

typedef unsigned short	__kernel_old_uid_t;
typedef unsigned short	__kernel_old_gid_t;
#define __kernel_old_uid_t __kernel_old_uid_t

#elif defined(__powerpc64__)

typedef unsigned long	__kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t

#elif defined(__powerpc__)

typedef short		__kernel_ipc_pid_t;
#define __kernel_ipc_pid_t __kernel_ipc_pid_t

#elif defined(__mips__)

#include <asm/sgidefs.h>

typedef long		__kernel_daddr_t;
#define __kernel_daddr_t __kernel_daddr_t

#elif defined(__s390__) || defined(__s390x__)

typedef unsigned long	__kernel_size_t;
typedef long		__kernel_ssize_t;
#define __kernel_size_t __kernel_size_t

typedef unsigned short	__kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t

typedef unsigned int	__kernel_ino_t;
typedef unsigned int	__kernel_mode_t;
typedef int		__kernel_ipc_pid_t;
typedef unsigned int	__kernel_uid_t;
typedef unsigned int	__kernel_gid_t;
typedef long		__kernel_ptrdiff_t;
typedef unsigned long	__kernel_sigset_t;	/* holds 32 signals at least */
#define __kernel_ino_t __kernel_ino_t
#define __kernel_mode_t __kernel_mode_t
#define __kernel_ipc_pid_t __kernel_ipc_pid_t
#define __kernel_uid_t __kernel_uid_t
#define __kernel_gid_t __kernel_gid_t

#elif defined(__alpha__)

typedef unsigned int	__kernel_ino_t;
#define __kernel_ino_t __kernel_ino_t

typedef unsigned long	__kernel_sigset_t;	/* holds 32 signals at least */

#elif defined(__hppa__)

#ifndef __LP64__
typedef unsigned short	__kernel_mode_t;
#define __kernel_mode_t __kernel_mode_t
#endif

typedef unsigned short	__kernel_ipc_pid_t;
#define __kernel_ipc_pid_t __kernel_ipc_pid_t

typedef long long		__kernel_off64_t;
typedef unsigned long long	__kernel_ino64_t;

#elif defined(__sparc__) && defined(__arch64__)

typedef unsigned short	__kernel_old_uid_t;
typedef unsigned short	__kernel_old_gid_t;
#define __kernel_old_uid_t __kernel_old_uid_t

/* The one 64-bit target where microseconds are an int while seconds are a long. */
typedef int		__kernel_suseconds_t;
#define __kernel_suseconds_t __kernel_suseconds_t

typedef long		__kernel_long_t;
typedef unsigned long	__kernel_ulong_t;
#define __kernel_long_t __kernel_long_t

/* A time in seconds and microseconds, with the short microseconds of sparc64. */
struct __kernel_old_timeval {
	__kernel_long_t tv_sec;
	__kernel_suseconds_t tv_usec;
};
#define __kernel_old_timeval __kernel_old_timeval

#elif defined(__sparc__)

typedef unsigned int	__kernel_size_t;
typedef int		__kernel_ssize_t;
typedef long int	__kernel_ptrdiff_t;
#define __kernel_size_t __kernel_size_t

typedef unsigned short	__kernel_ipc_pid_t;
#define __kernel_ipc_pid_t __kernel_ipc_pid_t

typedef unsigned short	__kernel_uid_t;
typedef unsigned short	__kernel_gid_t;
#define __kernel_uid_t __kernel_uid_t

typedef unsigned short	__kernel_mode_t;
#define __kernel_mode_t __kernel_mode_t

typedef long		__kernel_daddr_t;
#define __kernel_daddr_t __kernel_daddr_t

typedef unsigned short	__kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t

#endif

#include <asm-generic/posix_types.h>

#endif /* _UAPI_ASM_POSIX_TYPES_H */
