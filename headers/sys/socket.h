/* SPDX-License-Identifier: MIT */
/*
 * sys/socket.h: stands in for libc's header where only kernel headers are at hand.
 */
#ifndef _UAPIGEN_LIBC_SYS_SOCKET_H
#define _UAPIGEN_LIBC_SYS_SOCKET_H

#include <stddef.h>

typedef unsigned short sa_family_t;	/* AF_INET and so on */
typedef unsigned int socklen_t;		/* bytes of an address */

/* The head of every address; the family says what follows. */
struct sockaddr {
	sa_family_t sa_family;
	char sa_data[14];
};

/* Room for the address of any family: 128 bytes, aligned as a pointer is. */
struct sockaddr_storage {
	sa_family_t ss_family;
	char __ss_padding[128 - sizeof(sa_family_t) - sizeof(unsigned long)];
	unsigned long __ss_align;
};

/* Flags of send(2) and recv(2). */
#define MSG_OOB		0x01
#define MSG_PEEK	0x02
#define MSG_DONTROUTE	0x04
#define MSG_CTRUNC	0x08
#define MSG_PROXY	0x10
#define MSG_TRUNC	0x20
#define MSG_DONTWAIT	0x40
#define MSG_EOR		0x80
#define MSG_WAITALL	0x100
#define MSG_FIN		0x200
#define MSG_SYN		0x400
#define MSG_CONFIRM	0x800
#define MSG_RST		0x1000
#define MSG_ERRQUEUE	0x2000
#define MSG_NOSIGNAL	0x4000
#define MSG_MORE	0x8000

#endif /* _UAPIGEN_LIBC_SYS_SOCKET_H */
