/* SPDX-License-Identifier: MIT */
/*
 * stdlib.h: stands in for libc's header where only kernel headers are at hand.
 *
 * Without the functions: no declaration of uAPI needs one.
 */
#ifndef _UAPIGEN_LIBC_STDLIB_H
#define _UAPIGEN_LIBC_STDLIB_H

#include <stddef.h>

#endif /* _UAPIGEN_LIBC_STDLIB_H */
