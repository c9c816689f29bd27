/* SPDX-License-Identifier: MIT */
/*
 * linux/compiler_types.h: the annotations of headers as they stand in a kernel tree.
 *
 * A tree's include/uapi is written for the kernel's compiler and its checker. Before user space sees
 * it, the kernel's installation takes the checker's words out and spells the attributes in full. This
 * header gives the same words the same meaning, so that a header can be read without being installed.
 */
#ifndef _LINUX_COMPILER_TYPES_H
#define _LINUX_COMPILER_TYPES_H

/* Address spaces and checks of sparse: no part of the ABI. */
#ifndef __user
#define __user
#endif
#ifndef __kernel
#define __kernel
#endif
#ifndef __iomem
#define __iomem
#endif
#ifndef __percpu
#define __percpu
#endif
#ifndef __rcu
#define __rcu
#endif
#ifndef __force
#define __force
#endif
#ifndef __nocast
#define __nocast
#endif
#ifndef __private
#define __private
#endif

/* Attributes under the kernel's short names. */
#ifndef __packed
#define __packed		__attribute__((__packed__))
#endif
#ifndef __aligned
#define __aligned(bytes)	__attribute__((__aligned__(bytes)))
#endif
#ifndef __attribute_const__
#define __attribute_const__	__attribute__((__const__))
#endif
#ifndef __must_check
#define __must_check
#endif
#ifndef __maybe_unused
#define __maybe_unused		__attribute__((__unused__))
#endif
#ifndef __always_inline
#define __always_inline		__inline__
#endif

#endif /* _LINUX_COMPILER_TYPES_H */
