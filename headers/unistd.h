/* SPDX-License-Identifier: MIT */
/*
 * unistd.h: stands in for libc's header where only kernel headers are at hand.
 *
 * The types, and the one function that uAPI calls in a macro (linux/a.out.h).
 */
#ifndef _UAPIGEN_LIBC_UNISTD_H
#define _UAPIGEN_LIBC_UNISTD_H

#include <stddef.h>
#include <sys/types.h>

int getpagesize(void);	/* bytes in a page of memory */

#endif /* _UAPIGEN_LIBC_UNISTD_H */
