#include <linux/types.h>

struct opaque;

/* Its layout follows the width of pointers, and C#'s does so too. */
struct operations {
	int (*open)(struct opaque *self, const char *name, _Bool exclusively);
	void (*close)(struct opaque *self);
	void (*log)(const char *format, ...);
	void *private_data;
	const __u8 *bytes;
	unsigned long length;
	long balance;
	void *table[4];
	struct operations *next;
};
