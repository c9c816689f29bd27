/* SPDX-License-Identifier: MIT */
/*
 * linux/vfio_zdev.h: capabilities of vfio_device_info for PCI devices of s390.
 *
 * Declares the ABI of Linux 7.1: 7.3 puts ccdf_err_length where vfio_device_info_cap_zpci_base ends
 * here in padding.
 */
#ifndef _VFIO_ZDEV_H_
#define _VFIO_ZDEV_H_

#include <linux/types.h>
#include <linux/vfio.h>

/**
 * struct vfio_device_info_cap_zpci_base - the PCI function as the machine knows it
 * @header: id VFIO_DEVICE_INFO_CAP_ZPCI_BASE, version 1 or 2
 * @start_dma: first address for DMA
 * @end_dma: last address for DMA
 * @pchid: physical channel id
 * @vfn: number of the virtual function
 * @fmb_length: bytes of the block in which the machine counts its work
 * @pft: type of the function
 * @gid: group of the function
 * @fh: handle of the function; from version 2 on
 */
struct vfio_device_info_cap_zpci_base {
	struct vfio_info_cap_header header;
	__u64 start_dma;
	__u64 end_dma;
	__u16 pchid;
	__u16 vfn;
	__u16 fmb_length;
	__u8 pft;
	__u8 gid;
	__u32 fh;
};

/**
 * struct vfio_device_info_cap_zpci_group - what the functions of a group have in common
 * @header: id VFIO_DEVICE_INFO_CAP_ZPCI_GROUP, version 1 or 2
 * @dasm: mask of DMA address spaces
 * @msi_addr: address to which message interrupts are written
 * @flags: VFIO_DEVICE_INFO_ZPCI_FLAG_REFRESH or 0
 * @mui: interval at which the counting block is brought up to date
 * @noi: greatest number of message interrupts
 * @maxstbl: greatest length of a block store
 * @version: version of PCI that the machine has
 * @reserved: nothing
 * @imaxstbl: greatest length of a block store that is interpreted; from version 2 on
 */
struct vfio_device_info_cap_zpci_group {
	struct vfio_info_cap_header header;
	__u64 dasm;
	__u64 msi_addr;
	__u64 flags;
#define VFIO_DEVICE_INFO_ZPCI_FLAG_REFRESH 1 /* The program refreshes translations itself */
	__u16 mui;
	__u16 noi;
	__u16 maxstbl;
	__u8 version;
	__u8 reserved;
	__u16 imaxstbl;
};

/**
 * struct vfio_device_info_cap_zpci_util - identification of the device
 * @header: id VFIO_DEVICE_INFO_CAP_ZPCI_UTIL
 * @size: bytes of util_str
 * @util_str: the text, in EBCDIC
 */
struct vfio_device_info_cap_zpci_util {
	struct vfio_info_cap_header header;
	__u32 size;
	__u8 util_str[];
};

/**
 * struct vfio_device_info_cap_zpci_pfip - path to the function inside of the machine
 * @header: id VFIO_DEVICE_INFO_CAP_ZPCI_PFIP
 * @size: bytes of pfip
 * @pfip: the path
 */
struct vfio_device_info_cap_zpci_pfip {
	struct vfio_info_cap_header header;
	__u32 size;
	__u8 pfip[];
};

#endif /* _VFIO_ZDEV_H_ */
