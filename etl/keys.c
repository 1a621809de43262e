/*
 * keys.c
 *		A set of keys that were seen, with the line where each was first seen.
 *
 * Of a key only its 128-bit FNV-1a hash is kept: two of a million keys share one
 * with a chance of 1e-27. Memory is bounded; the loader lets the server check a
 * file with more keys than fit.
 */
#include "keys.h"

#include <stdlib.h>

#define FIRST_SLOTS 4096
#define LAST_SLOTS (1024 * 1024)	/* 20 bytes each: 20 MB, and 10 more while growing */

KeyHash
key_hash_start(void)
{
	return (KeyHash) 0x6c62272e07bb0142ULL << 64 | 0x62b821756295c58dULL;
}

KeyHash
key_hash_add(KeyHash hash, const char *bytes, size_t len)
{
	const KeyHash prime = (KeyHash) 1 << 88 | 0x13b;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char) bytes[i]) * prime;
	/* a separator, so that "ab","c" is not "a","bc" */
	return (hash ^ 0x1f) * prime;
}

static size_t
find_slot(const KeySet *keys, KeyHash hash)
{
	/* FNV leaves the last bytes of a key in the low bits: spread them (Fibonacci hashing) */
	uint64_t	spread = ((uint64_t) (hash >> 64) ^ (uint64_t) hash) * 0x9e3779b97f4a7c15ULL;
	size_t		slot = (size_t) (spread >> 32) & (keys->slots - 1);

	while (keys->hashes[slot] != 0 && keys->hashes[slot] != hash)
		slot = (slot + 1) & (keys->slots - 1);
	return slot;
}

static void
grow(KeySet *keys)
{
	KeySet		old = *keys;

	keys->slots = old.slots ? 2 * old.slots : FIRST_SLOTS;
	keys->hashes = need(keys->slots * sizeof(KeyHash));
	keys->lines = need(keys->slots * sizeof(uint32_t));
	for (size_t i = 0; i < keys->slots; i++)
		keys->hashes[i] = 0;
	for (size_t i = 0; i < old.slots; i++)
	{
		if (old.hashes[i] != 0)
		{
			size_t		slot = find_slot(keys, old.hashes[i]);

			keys->hashes[slot] = old.hashes[i];
			keys->lines[slot] = old.lines[i];
		}
	}
	free(old.hashes);
	free(old.lines);
}

uint32_t
keys_add(KeySet *keys, KeyHash hash, uint64_t line)
{
	size_t		slot;

	if (keys->count >= keys->slots / 4 * 3 && keys->slots < LAST_SLOTS)
		grow(keys);
	if (hash == 0)
		hash = 1;
	slot = find_slot(keys, hash);
	if (keys->hashes[slot] == hash)
		return keys->lines[slot];
	if (keys->count >= keys->slots / 4 * 3)
	{
		keys->full = true;
		return 0;
	}
	keys->hashes[slot] = hash;
	keys->lines[slot] = line < UINT32_MAX ? (uint32_t) line : UINT32_MAX;
	keys->count++;
	return 0;
}

void
keys_free(KeySet *keys)
{
	free(keys->hashes);
	free(keys->lines);
	*keys = (KeySet) {0};
}
