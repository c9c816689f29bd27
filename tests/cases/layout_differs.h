#include <linux/types.h>

/* A plain 64-bit member behind a 32-bit one: 4 bytes closer on i386, as in C#. */
struct plain_64 {
	__u32 head;
	__u64 value;
};

/* The same in a union of a pointer: no one layout is right on 32 and on 64 bits. */
struct width_in_union {
	__u32 head;
	union {
		void *pointer;
		__u32 number;
	};
	__u32 tail;
};
