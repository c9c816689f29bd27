/* SPDX-License-Identifier: MIT */
/*
 * string.h: stands in for libc's header where only kernel headers are at hand.
 *
 * Without the functions: no declaration of uAPI needs one.
 */
#ifndef _UAPIGEN_LIBC_STRING_H
#define _UAPIGEN_LIBC_STRING_H

#include <stddef.h>

#endif /* _UAPIGEN_LIBC_STRING_H */
