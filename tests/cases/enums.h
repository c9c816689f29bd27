/**
 * enum speed - how fast
 * @SPEED_SLOW: not fast
 * @SPEED_FAST: not slow
 */
enum speed {
	SPEED_SLOW,
	SPEED_FAST = 10,
	SPEED_COUNT		/* not a speed */
};

enum balance {
	BALANCE_DEBT = -1,
	BALANCE_EVEN,
};

enum wide {
	WIDE_LOW = 1,
	WIDE_HIGH = 1ULL << 40,
};

enum {
	UNNAMED_ONE = 1,
	UNNAMED_TWO,
};

struct has_speed {
	enum speed speed;
	enum balance balance;
};
