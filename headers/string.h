/* SPDX-License-Identifier: MIT */
/*
 * string.h: stands in for libc's header where only kernel headers are at hand.
 *
 * Of the functions those that inline functions of uAPI call, for compilers that want them declared.
 */
#ifndef _UAPIGEN_LIBC_STRING_H
#define _UAPIGEN_LIBC_STRING_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t count);
void *memset(void *to, int value, size_t count);
int memcmp(const void *left, const void *right, size_t count);
char *strncpy(char *to, const char *from, size_t count);
size_t strlen(const char *text);

#endif /* _UAPIGEN_LIBC_STRING_H */
