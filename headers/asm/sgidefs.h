/* SPDX-License-Identifier: MIT */
/*
 * asm/sgidefs.h: numbers by which mips compilers name instruction sets and calling conventions.
 *
 * They are compared with the predefined _MIPS_ISA and _MIPS_SIM, and mean nothing elsewhere.
 */
#ifndef __ASM_SGIDEFS_H
#define __ASM_SGIDEFS_H

#define _MIPS_ISA_MIPS1		1	/* MIPS I */
#define _MIPS_ISA_MIPS2		2	/* MIPS II */
#define _MIPS_ISA_MIPS3		3	/* MIPS III */
#define _MIPS_ISA_MIPS4		4	/* MIPS IV */
#define _MIPS_ISA_MIPS5		5	/* MIPS V */
#define _MIPS_ISA_MIPS32	6	/* MIPS32 */
#define _MIPS_ISA_MIPS64	7	/* MIPS64 */

#define _MIPS_SIM_ABI32		1	/* o32 */
#define _MIPS_SIM_NABI32	2	/* n32: 64-bit registers, 32-bit pointers */
#define _MIPS_SIM_ABI64		3	/* n64 */

#endif /* __ASM_SGIDEFS_H */
