/* SPDX-License-Identifier: MIT */
/*
 * netinet/in.h: stands in for libc's header where only kernel headers are at hand.
 *
 * linux/in.h and linux/in6.h declare these structs as well. A macro __UAPI_DEF_ of value 0 tells
 * them to leave a struct out. Where they were read before, this header leaves it out.
 */
#ifndef _UAPIGEN_LIBC_NETINET_IN_H
#define _UAPIGEN_LIBC_NETINET_IN_H

#include <stdint.h>
#include <sys/socket.h>

typedef uint16_t in_port_t;	/* port, in network byte order */
typedef uint32_t in_addr_t;	/* IPv4 address, in network byte order */

#ifndef _LINUX_IN_H
#undef __UAPI_DEF_IN_ADDR
#define __UAPI_DEF_IN_ADDR	0
#undef __UAPI_DEF_SOCKADDR_IN
#define __UAPI_DEF_SOCKADDR_IN	0

struct in_addr {
	in_addr_t s_addr;
};

/* An IPv4 address with its port, as long as struct sockaddr. */
struct sockaddr_in {
	sa_family_t sin_family;
	in_port_t sin_port;
	struct in_addr sin_addr;
	unsigned char sin_zero[8];
};
#endif

#ifndef _LINUX_IN6_H
#undef __UAPI_DEF_IN6_ADDR
#define __UAPI_DEF_IN6_ADDR	0
#undef __UAPI_DEF_IN6_ADDR_ALT
#define __UAPI_DEF_IN6_ADDR_ALT	0
#undef __UAPI_DEF_SOCKADDR_IN6
#define __UAPI_DEF_SOCKADDR_IN6	0

/* An IPv6 address, in network byte order. */
struct in6_addr {
	union {
		uint8_t __u6_addr8[16];
		uint16_t __u6_addr16[8];
		uint32_t __u6_addr32[4];
	} __in6_u;
};
#define s6_addr		__in6_u.__u6_addr8
#define s6_addr16	__in6_u.__u6_addr16
#define s6_addr32	__in6_u.__u6_addr32

/* An IPv6 address with its port. */
struct sockaddr_in6 {
	sa_family_t sin6_family;
	in_port_t sin6_port;
	uint32_t sin6_flowinfo;
	struct in6_addr sin6_addr;
	uint32_t sin6_scope_id;
};
#endif

#endif /* _UAPIGEN_LIBC_NETINET_IN_H */
