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

/**
 * struct sections - has a member of each kind
 * @kind: first paragraph of the kind
 *
 *        second paragraph, indented as a text that goes on
 * @u: either of two
 * @u.raw: the bytes
 * @u.word: the word, see &struct documented and @kind
 * @v: another union
 * @v.raw: the bytes of the other one
 *
 * Description: what begins with a section's name loses it.
 *
 * A literal block::
 *
 *	struct sections s = { 0 };
 *	  use(&s);
 *
 * Numbered:
 * 1. the first step
 * 2. the second, which
 *    goes on
 *
 * ======  ========
 * state   meaning
 * ======  ========
 * 0       off
 * 1       on
 * ======  ========
 *
 * Note: **bold** and `a link <https://example.org>`_ are plain text, and :c:type:`other` is a role.
 *
 * Context: any
 * Return:
 * * 0 - done
 * * -EINVAL - not done
 */
struct sections {
	__u32 kind;
	union {
		__u8 raw[4];
		__u32 word;
	} u;
	union {
		__u8 raw[8];
	} v;
	/* private: */
	__u32 hidden;
	/* __u32 removed; */
	__u32 kept;
	__u32 longer;	/* a comment that goes on
			 * in its second line */
	__u32 continued; /* a comment beside, and one */
			 /* below it that goes on */
	__u32 silent;
};

/**
 * enum states - with a list in kernel-doc
 * @STATE_OFF: not running
 * @STATE_ON: running
 */
enum states {
	STATE_OFF,
	STATE_ON,
};

/*
 * STATES_IDLE: explained in a plain comment
 * STATES_BUSY: so is this one,
 *	in two lines
 */
enum plain_states {
	STATES_IDLE,
	STATES_BUSY,
	/* Above the third */
	STATES_LOST,	/* beside it */
	STATES_LAST,	/* trailing, after a comma */
};

/* Flags of an opening */
#define OPEN_READ 1
#define OPEN_WRITE 2

/*
 * Flags of a closing
 *
 * CLOSE_FAST: at once
 * CLOSE_SAFE: after a sync
 */
#define CLOSE_FAST 1
#define CLOSE_SAFE 2
#define CLOSE_MASK 3

/* What the device says */
#define SAYS_NO 0	/* it refuses */
#define SAYS_YES 1	/* it agrees */

/* This limit is the device's. */
#define OWN_LIMIT 7
#define NEXT_TO_IT 8

/* ------------------------ A section ------------------------ */
#define BEHIND_A_SECTION 1

/*****************************
 * Another section
 *****************************/
#define BEHIND_A_BOX 1

/* clang-format off */
#define BEHIND_A_TOOL 1

/* #define GONE 1 */
#define BEHIND_CODE 2

/* NAMED_ITSELF: text behind its own name */
#define NAMED_ITSELF 1

#define INSIDE (1 | /* not this one */ 2)	/* but this one */

/**
 * DOC: A block in front of a request
 *
 * What the block says.
 */
#define DOC_REQUEST _IO('d', 1)

/**
 * struct taken - ioctl(DOC_TAKING)
 * @size: sizeof(struct taken)
 *
 * Takes what it is given. It gives nothing back.
 */
struct taken {
	__u32 size;
};
#define DOC_TAKING _IO('d', 2)
