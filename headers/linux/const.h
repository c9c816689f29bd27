/* SPDX-License-Identifier: MIT */
/*
 * linux/const.h: constants that must also be readable by an assembler.
 */
#ifndef _LINUX_CONST_H
#define _LINUX_CONST_H

/* _AC(X,Y) gives X the suffix Y, _AT(T,X) casts X to T; an assembler knows neither, and sees X. */
#ifdef __ASSEMBLER__
#define _AC(X,Y)	X
#define _AT(T,X)	X
#else
#define __AC(X,Y)	(X##Y)
#define _AC(X,Y)	__AC(X,Y)
#define _AT(T,X)	((T)(X))
#endif

#define _UL(x)		(_AC(x, UL))		/* x as unsigned long */
#define _ULL(x)		(_AC(x, ULL))		/* x as unsigned long long */

#define _BITUL(x)	(_UL(1) << (x))		/* bit x of an unsigned long */
#define _BITULL(x)	(_ULL(1) << (x))	/* bit x of an unsigned long long */

/* Bit x of an unsigned __int128. Compilers only: there is no literal of that width. */
#if !defined(__ASSEMBLER__)
#define _BIT128(x)	((unsigned __int128)(1) << (x))
#endif

/* x rounded up to a multiple of a, which is a power of two. */
#define __ALIGN_KERNEL(x, a)		__ALIGN_KERNEL_MASK(x, (__typeof__(x))(a) - 1)
#define __ALIGN_KERNEL_MASK(x, mask)	(((x) + (mask)) & ~(mask))

/* n / d, rounded up. */
#define __KERNEL_DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))

/* x / divisor, rounded to the nearest integer. Of no use where a negative operand meets an unsigned one. */
#define __KERNEL_DIV_ROUND_CLOSEST(x, divisor)		\
({							\
	__typeof__(x) __x = x;				\
	__typeof__(divisor) __d = divisor;		\
							\
	(((__typeof__(x))-1) > 0 ||			\
	 ((__typeof__(divisor))-1) > 0 ||		\
	 (((__x) > 0) == ((__d) > 0))) ?		\
		(((__x) + ((__d) / 2)) / (__d)) :	\
		(((__x) - ((__d) / 2)) / (__d));	\
})

#endif /* _LINUX_CONST_H */
