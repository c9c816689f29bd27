/* SPDX-License-Identifier: MIT */
/*
 * netinet/if_ether.h: stands in for libc's header where only kernel headers are at hand.
 *
 * Empty on purpose. uAPI includes it to hear whether libc declares struct ethhdr; here nobody but
 * linux/if_ether.h does.
 */
#ifndef _UAPIGEN_LIBC_NETINET_IF_ETHER_H
#define _UAPIGEN_LIBC_NETINET_IF_ETHER_H

#endif /* _UAPIGEN_LIBC_NETINET_IF_ETHER_H */
