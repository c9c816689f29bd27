#include <linux/types.h>

/**
 * struct documented - a struct with <every> kind of markup & more
 * @first: the first member; see &struct other and %DOC_LIMIT
 * @second: two lines that say
 *	what the ``second`` one is for
 *
 * A paragraph with an e.g. that ends no sentence.  It names struct other,
 * DOC_LIMIT and doc_function(), and holds a list:
 * - one
 * - two
 *
 * Return: nothing, for it is a struct.
 */
struct documented {
	__u32 first;
	__u32 second;
	/** @third: documented where it stands */
	__u32 third;
	__u32 fourth;	/* beside, with a * and a / */
	__u32 fifth;
};

/*
 * ------------------------------------------------------------
 * A plain comment above.  Its second sentence goes to the remarks.
 * ------------------------------------------------------------
 */
struct other {
	__u32 value;	/* must be 0 */
};

/* At most so many, which is <= 10. */
#define DOC_LIMIT 10
