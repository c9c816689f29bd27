#include <linux/types.h>

/**
 * struct sized - size by name and by documentation
 * @size: sizeof(struct sized)
 * @flags: Must be 0
 * @wakeup_eventfd: signalled at the end
 * @__reserved: must be zero
 * @data_uptr: User pointer to the data
 * @data_len: bytes at data_uptr
 */
struct sized {
	__u32 size;
	__u32 flags;
	__s32 wakeup_eventfd;
	__u32 __reserved;
	__aligned_u64 data_uptr;
	__u32 data_len;
	__u32 pad2;
};

struct not_sized {
	__u32 size;	/* of the region, in pages */
	__u32 mode;
};

struct tagged {
	__s32 dmabuf_fd;
	__u16 steering_tag_ext;
	__u8 steering_tag;
	__u8 ph;
};
