#include <linux/types.h>

enum mode { MODE_PLAIN, MODE_FAST = 4 };
enum MINOR { ONE, TWICE = 2 };
#define SHIFT			8
#define x			7	/* a macro with the name of parameters below */
#define VENDOR_ARM		0x08

/* Bit operators alone: unsigned int. */
#define MAJOR(dev)		((dev)>>SHIFT)
#define MINOR(dev)		((dev) & 0xff)
#define MKDEV(ma, mi)		((ma)<<8 | (mi))

/**
 * BITS_TO_BYTES - how many bytes hold @bits bits
 */
#define BITS_TO_BYTES(bits)	(((bits) + 7) / 8)
#define TWICE(a)		((a) * 2)	/* like MKDEV() and NEGATE, but twice */
#define NEGATE(a)		(-(a))
#define IN_RANGE(a, lo, hi)	((a) >= (lo) && (a) < (hi))
#define IS_SET(flags, nr)	(!!((flags) & (1 << (nr))))
#define CLAMP(a, limit)		((a) > (limit) ? (limit) : (a))
#define OR_ELSE(a, b)		((a) ?: (b))
#define RATIO(class, params)	((class) / (params) + (class) % (params))
#define ADD_X(x)		((x) + 1)
#define ADD_SEVEN(a)		((a) + x)
#define ADD_SEVEN_TO(x)		ADD_SEVEN(x)
#define MINUS_UNSIGNED(a)	(-(a) & 0xffu)
#define NARROW(a)		((__u8)(a))
#define SIGN(a)			((__s16)(a) >> 15)
#define FLAG(a)			((_Bool)(a))

#define ALIGN_UP(a, size)	(((a) + (__typeof__(a))(size) - 1) & ~((__typeof__(a))(size) - 1))

/* Something has 64 bits. */
#define BIT_ULL(nr)		(1ULL << (nr))
#define HIGH(v)			((v) >> 56)
#define BYTES(n)		((n) * sizeof(__u64))
#define FOURCC(a, b)		((__u32)(a) | ((__u32)(b) << 8))
#define MOD_CODE(vendor, val)	((((__u64)VENDOR_## vendor) << 56) | ((val) & 0x00ffffffffffffffULL))
#define ARM_CODE(type, val)	MOD_CODE(ARM, ((__u64)(type) << 52) | ((val) & 0x000fffffffffffffULL))
#define ARM_MASKED(val)		((VENDOR_ ## ARM << 8) | ((val) & 0xff))
#define MIXED(a)		(~(a) ^ (MODE_FAST - 5))
#define TOGETHER(ma, mi)	(MKDEV(ma, MINOR(mi)) + 'A')
#define ANSWER(a)		42

/* No expressions over integers. */
#define STRING(a)		#a
#define CALL(a)			function(a)
#define READ(p)			((p)->member)
#define ELEMENT(p)		((p)[0])
#define ADDRESS(p)		((void *)(p))
#define MEASURE(t)		(sizeof(t))
#define SET(a)			((a) = 1)
#define LOOP(a)			do { } while (a)
#define LIST(...)		0
#define NOTHING(a)
#define NO_PARAMETERS()		1
#define FRACTION(a)		((a) * 0.5)
#define BY_ZERO(a)		((a) / 0)
#define TOO_FAR(a)		((__u32)(a) << 32)
#define HERE(a)			((a) + __LINE__)
#define COMMA(a, b)		((a), (b))
