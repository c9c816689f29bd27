#define DECIMAL			42
#define NEGATIVE		(-1)
#define HEXADECIMAL		0x2a
#define UNSIGNED_CONSTANT	42U
#define LONG_CONSTANT		42L
#define UNSIGNED_LONG_LONG	0xffffffffffffffffULL
#define HIGHEST_BIT		(1 << 31)	/* negative in C too */
#define CHARACTER		';'
#define TEXT			"vfio-pci"
#define TEXT_WITH_ESCAPES	"tab\tquote\" \303\251"
#define FRACTION		0.5
#define FLAG_A			(1 << 0)	/* first */
#define FLAG_B			(1 << 1)	/* second */
#define FLAGS			(FLAG_A | FLAG_B)	/* %FLAG_A and %FLAG_B */
#define SELF_NAMED		SELF_NAMED
#define FUNCTION_LIKE(x)	((x) + 1)
#define NOT_AN_EXPRESSION	struct nothing
