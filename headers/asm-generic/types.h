/* SPDX-License-Identifier: MIT */
/*
 * asm-generic/types.h: the integer types of an architecture without peculiarities.
 */
#ifndef _ASM_GENERIC_TYPES_H
#define _ASM_GENERIC_TYPES_H

#include <asm-generic/int-ll64.h>

#endif /* _ASM_GENERIC_TYPES_H */
