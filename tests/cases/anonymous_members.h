#include <linux/types.h>

struct event {
	__u32 kind;
	union {
		__u32 number;		/* for kind 0 */
		struct {
			__u16 x;	/* for kind 1 */
			__u16 y;
		};
	};
	struct {
		__u32 seconds;
		__u32 nanoseconds;
	} time;
	union {
		__u32 word;
		__u8 bytes[4];
	} payload[2];
};
