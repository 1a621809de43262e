/*
 * keys.h
 *		A set of keys that were seen, with the line where each was first seen.
 */
#ifndef PASSEND_KEYS_H
#define PASSEND_KEYS_H

#include "passend.h"

typedef unsigned __int128 KeyHash;

typedef struct KeySet
{
	KeyHash    *hashes;			/* 0 is an empty slot */
	uint32_t   *lines;
	size_t		slots;			/* a power of two */
	size_t		count;
	bool		full;			/* more keys came than memory is allowed for */
} KeySet;

extern KeyHash key_hash_start(void);
extern KeyHash key_hash_add(KeyHash hash, const char *bytes, size_t len);

/* 0 when the key is new, otherwise the line where it was first seen. */
extern uint32_t keys_add(KeySet *keys, KeyHash hash, uint64_t line);
extern void keys_free(KeySet *keys);

#endif							/* PASSEND_KEYS_H */
