#include <linux/types.h>

struct object {
	__u32 event;
	__u32 object;
	__u32 value:4;
	__u32 Create;
};

struct record {
	__u32 in;
};

#define record 7
#define Uapi 1
#define namespace "a keyword"

union file {
	__u32 params;
};

enum flavour {
	sweet,
	flavour_,
};

struct Object {
	struct object inner;
};
