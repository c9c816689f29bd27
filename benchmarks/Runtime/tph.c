/* SPDX-License-Identifier: MIT */
/*
 * tph.c: what the emulated kernel does for SET_TPH and get_tph, with a pthread rwlock for each of its locks;
 * and a loop of a cheap ioctl. Built and loaded by the benchmarks, so that both sides run in one process.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>

enum { FILES = 64, FEATURE = 13, SET = 1 << 17, PRESENT = 1 << 24 };

struct file;

struct ops {
	int (*get_tph)(struct file *buffer, uint16_t *tag, uint8_t *ph, uint8_t width);
};

struct device {
	pthread_rwlock_t memory_lock;
};

struct file {
	atomic_int references;
	const struct ops *ops;
	struct device *device;
	_Atomic uint32_t tph;
};

struct feature {
	uint32_t argsz;
	uint32_t flags;
};

struct tph {
	int32_t fd;
	uint16_t tag;
	uint8_t ph;
	uint8_t reserved;
};

static pthread_rwlock_t table_lock = PTHREAD_RWLOCK_INITIALIZER;
static struct file *table[FILES];
static struct device the_device = { PTHREAD_RWLOCK_INITIALIZER };
static const struct ops device_ops;

static int get_tph(struct file *buffer, uint16_t *tag, uint8_t *ph, uint8_t width)
{
	uint32_t stored = atomic_load_explicit(&buffer->tph, memory_order_acquire);

	if (!(stored & PRESENT))
		return -EOPNOTSUPP;
	if (width < 16 && (stored & 0xffff) > (1u << width) - 1)
		return -EINVAL;
	*tag = (uint16_t)stored;
	*ph = (uint8_t)(stored >> 16);
	return 0;
}

static const struct ops buffer_ops = { get_tph };
static struct file device_file = { 1, &device_ops, &the_device, 0 };
static struct file buffer_file = { 1, &buffer_ops, &the_device, 0 };

static struct file *find(int fd)
{
	struct file *file = NULL;

	pthread_rwlock_rdlock(&table_lock);
	if ((unsigned)fd < FILES && table[fd]) {
		file = table[fd];
		atomic_fetch_add(&file->references, 1);
	}
	pthread_rwlock_unlock(&table_lock);
	return file;
}

static void put(struct file *file)
{
	atomic_fetch_sub(&file->references, 1);
}

static int set_tph(struct file *file, const void *argument)
{
	struct feature head;
	struct tph tph;
	struct file *buffer;
	int result = 0;

	memcpy(&head, argument, sizeof(head));
	if (head.argsz < sizeof(head) || (head.flags & ~0x7ffffu) || (head.flags & 0x70000) == 0x30000)
		return -EINVAL;
	if ((head.flags & 0xffff) != FEATURE)
		return -ENOTTY;
	if ((head.flags & 0x70000) != SET || head.argsz - sizeof(head) < sizeof(tph))
		return -EINVAL;
	memcpy(&tph, (const char *)argument + sizeof(head), sizeof(tph));
	if (tph.reserved)
		return -EINVAL;
	buffer = find(tph.fd);
	if (!buffer)
		return -EBADF;
	if (buffer->ops != &buffer_ops) {
		put(buffer);
		return -EINVAL;
	}
	pthread_rwlock_wrlock(&file->device->memory_lock);
	if (buffer->device != file->device)
		result = -EINVAL;
	else
		atomic_store_explicit(&buffer->tph, PRESENT | (uint32_t)tph.ph << 16 | tph.tag, memory_order_release);
	pthread_rwlock_unlock(&file->device->memory_lock);
	put(buffer);
	return result;
}

__attribute__((noinline)) static int emulated_ioctl(int fd, const void *argument)
{
	struct file *file = find(fd);
	int result;

	if (!file)
		return -EBADF;
	result = set_tph(file, argument);
	put(file);
	return result;
}

__attribute__((noinline)) static int ask(int fd, uint8_t width, uint16_t *tag, uint8_t *ph)
{
	struct file *buffer = find(fd);
	int result;

	if (!buffer)
		return -EBADF;
	result = buffer->ops->get_tph ? buffer->ops->get_tph(buffer, tag, ph, width) : -EOPNOTSUPP;
	put(buffer);
	return result;
}

/* Pairs of a set and a get; returns how many failed. */
int set_and_get(int rounds)
{
	int failures = 0;

	table[3] = &device_file;
	table[4] = &buffer_file;
	for (int round = 0; round < rounds; round++) {
		struct { struct feature head; struct tph payload; } call = {
			{ sizeof(call), FEATURE | SET }, { 4, (uint16_t)round, 2, 0 },
		};
		uint16_t tag;
		uint8_t ph;

		failures += emulated_ioctl(3, &call) != 0;
		failures += ask(4, 16, &tag, &ph) != 0 || tag != (uint16_t)round;
	}
	return failures;
}

/* The same ioctl again and again; returns how many failed. */
int ioctl_loop(int fd, unsigned long request, int rounds)
{
	int failures = 0;

	for (int round = 0; round < rounds; round++)
		failures += ioctl(fd, request, 0) < 0;
	return failures;
}
