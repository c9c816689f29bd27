/* SPDX-License-Identifier: MIT */
/*
 * time.h: stands in for libc's header where only kernel headers are at hand.
 */
#ifndef _UAPIGEN_LIBC_TIME_H
#define _UAPIGEN_LIBC_TIME_H

#include <sys/types.h>

/* linux/time.h declares the struct under the same macro: whichever comes first does. */
#ifndef _STRUCT_TIMESPEC
#define _STRUCT_TIMESPEC
struct timespec {
	time_t tv_sec;		/* seconds */
	long tv_nsec;		/* nanoseconds, fewer than 10^9 */
	/* The kernel reads 64 bits. The 32-bit targets whose libc has such times are little endian. */
#if __SIZEOF_LONG__ == 4 && defined(__USE_TIME_BITS64)
	int : 32;
#endif
};
#endif

#endif /* _UAPIGEN_LIBC_TIME_H */
