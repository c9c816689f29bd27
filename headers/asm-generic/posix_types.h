/* SPDX-License-Identifier: MIT */
/*
 * asm-generic/posix_types.h: the kernel's own versions of the POSIX types.
 *
 * An architecture that differs declares its type first, and a macro of the same name.
 */
#ifndef __ASM_GENERIC_POSIX_TYPES_H
#define __ASM_GENERIC_POSIX_TYPES_H

#include <asm/bitsperlong.h>

#ifndef __kernel_long_t
typedef long		__kernel_long_t;	/* a long as the kernel counts it */
typedef unsigned long	__kernel_ulong_t;
#endif

#ifndef __kernel_ino_t
typedef __kernel_ulong_t __kernel_ino_t;	/* number of an inode */
#endif

#ifndef __kernel_mode_t
typedef unsigned int	__kernel_mode_t;	/* type and permissions of a file */
#endif

#ifndef __kernel_pid_t
typedef int		__kernel_pid_t;		/* number of a process */
#endif

#ifndef __kernel_ipc_pid_t
typedef int		__kernel_ipc_pid_t;	/* number of a process in System V IPC */
#endif

#ifndef __kernel_uid_t
typedef unsigned int	__kernel_uid_t;		/* number of a user */
typedef unsigned int	__kernel_gid_t;		/* number of a group */
#endif

#ifndef __kernel_suseconds_t
typedef __kernel_long_t	__kernel_suseconds_t;	/* microseconds, signed */
#endif

#ifndef __kernel_daddr_t
typedef int		__kernel_daddr_t;	/* address on a disk */
#endif

#ifndef __kernel_uid32_t
typedef unsigned int	__kernel_uid32_t;	/* user and group, 32 bits everywhere */
typedef unsigned int	__kernel_gid32_t;
#endif

#ifndef __kernel_old_uid_t
typedef __kernel_uid_t	__kernel_old_uid_t;	/* user and group of the oldest calls */
typedef __kernel_gid_t	__kernel_old_gid_t;
#endif

#ifndef __kernel_old_dev_t
typedef unsigned int	__kernel_old_dev_t;	/* device number of the oldest calls */
#endif

/* Sizes are int on most 32-bit targets and long on all 64-bit ones. */
#ifndef __kernel_size_t
#if __BITS_PER_LONG != 64
typedef unsigned int	__kernel_size_t;
typedef int		__kernel_ssize_t;
typedef int		__kernel_ptrdiff_t;
#else
typedef __kernel_ulong_t __kernel_size_t;
typedef __kernel_long_t	__kernel_ssize_t;
typedef __kernel_long_t	__kernel_ptrdiff_t;
#endif
#endif

#ifndef __kernel_fsid_t
/* Number of a file system, in two parts. */
typedef struct {
	int	val[2];
} __kernel_fsid_t;
#endif

/* The same on every architecture from here on. */
typedef __kernel_long_t		__kernel_off_t;		/* position in a file */
typedef long long		__kernel_loff_t;	/* position in a file, 64 bits */
typedef unsigned long long	__kernel_uoff_t;	/* the same, unsigned */
typedef __kernel_long_t		__kernel_old_time_t;	/* seconds; ends in 2038 where a long has 32 bits */
typedef __kernel_long_t		__kernel_time_t;	/* the same, under its first name */
typedef long long		__kernel_time64_t;	/* seconds, 64 bits */
typedef __kernel_long_t		__kernel_clock_t;	/* clock ticks */
typedef int			__kernel_timer_t;	/* number of a POSIX timer */
typedef int			__kernel_clockid_t;	/* number of a clock */
typedef char *			__kernel_caddr_t;	/* an address */
typedef unsigned short		__kernel_uid16_t;	/* user and group, 16 bits everywhere */
typedef unsigned short		__kernel_gid16_t;

#endif /* __ASM_GENERIC_POSIX_TYPES_H */
