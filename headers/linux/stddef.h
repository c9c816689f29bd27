/* SPDX-License-Identifier: MIT */
/*
 * linux/stddef.h: macros that shape declarations.
 */
#ifndef _LINUX_STDDEF_H
#define _LINUX_STDDEF_H

#include <linux/compiler_types.h>

#ifndef __always_inline
#define __always_inline __inline__
#endif

/* C++ forbids a tag inside of an anonymous union, so it is dropped there. */
#ifndef __cplusplus
#define __struct_group_tag(TAG)		TAG
#else
#define __struct_group_tag(TAG)
#endif

/**
 * __struct_group() - declares a run of members twice over the same bytes
 * @TAG: tag of the named struct, or nothing
 * @NAME: member through which the whole run is reached
 * @ATTRS: attributes of both structs and of the union, or nothing
 * @MEMBERS: the declarations
 *
 * Each member can be used directly, and the run can be copied or measured as NAME.
 */
#define __struct_group(TAG, NAME, ATTRS, MEMBERS...) \
	union { \
		struct { MEMBERS } ATTRS; \
		struct __struct_group_tag(TAG) { MEMBERS } ATTRS NAME; \
	} ATTRS

#ifdef __cplusplus
/* An empty struct takes a byte in C++, so the C form below would move the array. */
#define __DECLARE_FLEX_ARRAY(T, member)	\
	T member[0]
#else
/**
 * __DECLARE_FLEX_ARRAY() - a flexible array where C forbids a bare one
 * @TYPE: type of an element
 * @NAME: name of the array
 *
 * C wants a named member before a flexible array and none in a union. An empty struct satisfies
 * it and takes no room.
 */
#define __DECLARE_FLEX_ARRAY(TYPE, NAME)	\
	struct { \
		struct { } __empty_ ## NAME; \
		TYPE NAME[]; \
	}
#endif

/* __counted_by(m): the flexible array before it has as many elements as member m says. */
#ifndef __counted_by
#define __counted_by(m)
#endif

/* The same, when m is stored little endian. */
#ifndef __counted_by_le
#define __counted_by_le(m)
#endif

/* The same, when m is stored big endian. */
#ifndef __counted_by_be
#define __counted_by_be(m)
#endif

/* The same, for a pointer in place of an array. */
#ifndef __counted_by_ptr
#define __counted_by_ptr(m)
#endif

/* Marks a char array that need not end in NUL. */
#define __kernel_nonstring

#endif /* _LINUX_STDDEF_H */
