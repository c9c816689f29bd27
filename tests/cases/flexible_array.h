#include <linux/types.h>
#include <linux/stddef.h>

/* One range of a region. */
struct range {
	__u64 offset;
	__u64 length;
};

/**
 * struct ranges - ranges behind a head
 * @argsz: bytes of all of it
 * @nr_ranges: how many &struct range follow
 * @ranges: the ranges
 */
struct ranges {
	__u32 argsz;
	__u32 nr_ranges;
	struct range ranges[] __counted_by(nr_ranges);
};

/* The tail starts before the end of the struct: sizeof is 8. */
struct tail_in_padding {
	__u32 count;
	__u16 kind;
	__u8 data[];
};

/* GNU's older spelling, and two views of one tail. */
struct two_views {
	__u32 flags;
	union {
		__DECLARE_FLEX_ARRAY(__u8, bytes);
		__DECLARE_FLEX_ARRAY(__u32, words);
	};
};
