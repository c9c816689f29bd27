/* SPDX-License-Identifier: MIT */
/*
 * stdbool.h: stands in for the compiler's header where only kernel headers are at hand.
 */
#ifndef _UAPIGEN_LIBC_STDBOOL_H
#define _UAPIGEN_LIBC_STDBOOL_H

#ifndef __cplusplus
#define bool	_Bool
#define true	1
#define false	0
#endif

#define __bool_true_false_are_defined	1

#endif /* _UAPIGEN_LIBC_STDBOOL_H */
