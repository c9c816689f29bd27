#include <linux/types.h>

struct odd {
	__u8 head;
	__u64 value;
	__u16 tail;
} __attribute__((packed));

struct holds_odd {
	struct odd odds[3];
	__u8 last;
};

struct aligned_more {
	__u32 value;
} __attribute__((aligned(16)));
