/* SPDX-License-Identifier: MIT */
/*
 * features.h: stands in for libc's header where only kernel headers are at hand.
 *
 * Empty on purpose. __GLIBC__ above all stays undefined: linux/libc-compat.h would take it for a
 * sign that libc declares what the kernel headers then leave out.
 */
#ifndef _UAPIGEN_LIBC_FEATURES_H
#define _UAPIGEN_LIBC_FEATURES_H

#endif /* _UAPIGEN_LIBC_FEATURES_H */
