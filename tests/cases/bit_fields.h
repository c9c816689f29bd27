#include <linux/types.h>
#include <asm/byteorder.h>

/* The order of the fields follows the byte order, so that the bits on the wire do not. */
struct wire {
#if defined(__LITTLE_ENDIAN_BITFIELD)
	__u8 length:4,
	     version:4;
#elif defined(__BIG_ENDIAN_BITFIELD)
	__u8 version:4,
	     length:4;
#endif
	__u8 kind;
};

/* The order is the same everywhere, so the bits are not. */
struct mixed {
	__u32 low:3;
	__s32 balance:5;	/* signed: -16 to 15 */
	__u32 :4;		/* nobody's */
	__u32 high:20;
	__u64 wide:40;
};

struct straddling {
	__u8 head;
	__u32 value:24;
} __attribute__((packed));
