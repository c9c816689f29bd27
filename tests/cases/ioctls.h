#include <linux/types.h>
#include <linux/ioctl.h>

/**
 * CASE_GET_INFO - _IOR(CASE_TYPE, 0, struct case_info)
 *
 * Tells what the device is.  Caller sets argsz.
 * Return: 0 on success, -errno on failure.
 */
struct case_info {
	__u32 argsz;
	__u32 flags;
#define CASE_INFO_READY	(1 << 0)	/* it can be used */
#define CASE_INFO_BUSY	(1 << 1)	/* it is in use */
};
#define CASE_GET_INFO	_IO(';', 0)

/* Written to the device: &struct case_info.flags must not be 0. */
#define CASE_SET_INFO	_IOW('c', 1, struct case_info)
#define CASE_EXCHANGE	_IOWR('c', 2, struct case_info)
#define CASE_SET_NAME	_IOW('c', 3, const char *)
#define CASE_SET_LEVEL	_IOW(0x10, 4, int)
