/* SPDX-License-Identifier: MIT */
/*
 * asm/ioctl.h: the split of an ioctl number, for every architecture in one file.
 *
 * Three layouts exist:
 *   powerpc, mips, sparc, alpha: 3 bits of direction over 13 bits of size, "none" is 1, not 0;
 *   parisc: the general split, with read and write exchanged;
 *   all others: 2 bits of direction over 14 bits of size.
 * So one _IO() request has another value on powerpc than on x86.
 */
#ifndef _UAPI_ASM_IOCTL_H
#define _UAPI_ASM_IOCTL_H

#if defined(__powerpc__) || defined(__powerpc64__) || defined(__mips__) || \
	defined(__sparc__) || defined(__alpha__)
#define _IOC_SIZEBITS	13
#define _IOC_DIRBITS	3
#define _IOC_NONE	1U
#define _IOC_READ	2U
#define _IOC_WRITE	4U
#elif defined(__hppa__)
#define _IOC_NONE	0U
#define _IOC_WRITE	2U
#define _IOC_READ	1U
#endif

#include <asm-generic/ioctl.h>

/*
 * sparc lends the lowest bit of the direction to a 14th bit of size: it counts only in requests
 * that neither read nor write, which have no size.
 */
#if defined(__sparc__)
#define _IOC_XSIZEMASK	((1 << (_IOC_SIZEBITS+1))-1)

#undef _IOC_DIR
#define _IOC_DIR(nr)	\
	((((((nr) >> _IOC_DIRSHIFT) & _IOC_DIRMASK) & (_IOC_WRITE|_IOC_READ)) != 0) ?	\
		(((nr) >> _IOC_DIRSHIFT) & (_IOC_WRITE|_IOC_READ)) :			\
		(((nr) >> _IOC_DIRSHIFT) & _IOC_DIRMASK))

#undef _IOC_SIZE
#define _IOC_SIZE(nr)	\
	((((((nr) >> _IOC_DIRSHIFT) & _IOC_DIRMASK) & (_IOC_WRITE|_IOC_READ)) == 0) ?	\
		0 : (((nr) >> _IOC_SIZESHIFT) & _IOC_XSIZEMASK))

#undef IOCSIZE_MASK
#define IOCSIZE_MASK	(_IOC_XSIZEMASK << _IOC_SIZESHIFT)
#endif

#endif /* _UAPI_ASM_IOCTL_H */
