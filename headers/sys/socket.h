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

#endif /* _UAPIGEN_LIBC_SYS_SOCKET_H */
