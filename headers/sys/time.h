/* SPDX-License-Identifier: MIT */
/*
 * sys/time.h: stands in for libc's header where only kernel headers are at hand.
 */
#ifndef _UAPIGEN_LIBC_SYS_TIME_H
#define _UAPIGEN_LIBC_SYS_TIME_H

#include <sys/types.h>
#include <time.h>

/* linux/time.h declares the struct too. It cannot follow this header, just as it cannot libc's. */
#ifndef _LINUX_TIME_H
struct timeval {
	time_t tv_sec;		/* seconds */
	/* Microseconds, fewer than 10^6. */
#if __SIZEOF_LONG__ == 4 && defined(__USE_TIME_BITS64)
	__INT64_TYPE__ tv_usec;
#else
	suseconds_t tv_usec;
#endif
};
#endif

#endif /* _UAPIGEN_LIBC_SYS_TIME_H */
