/*
 * keys.c
 *		Keys that were seen, with their lines: to find a key that occurs twice.
 *
 * A thread that reads a file alone keeps keys in a table and finds a double at
 * once. Keys beyond the table's limit, and all keys where several threads read,
 * go to a temporary file, in parts that are small enough to compare afterwards.
 * Of those a bit is kept, at a place that other keys may have too: who finds it
 * set is a suspect, and is put off until the parts have been compared. Where keys
 * come in groups, the bits are those of the groups: a key is looked for in its own
 * group, and is a suspect where that was there before.
 */
#define _GNU_SOURCE
#include "keys.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#ifndef FIRST_SLOTS
#define FIRST_SLOTS 4096
#endif
#ifndef LAST_SLOTS
#define LAST_SLOTS (128 * 1024)	/* 16 bytes each: 2 MB, as much as stays in the cache */
#endif
#ifndef SEEN_BITS
#define SEEN_BITS (1 << 25)		/* 4 MB; of five million keys every 14th is a suspect */
#endif
#ifndef GROUP_SLOTS
#define GROUP_SLOTS 1024		/* 16 kB; a power of two */
#endif
#ifndef PASS_KEYS
#define PASS_KEYS (1024 * 1024)		/* compared at a time: a table of at most 32 MB */
#endif

typedef struct SpillBlock
{
	uint64_t	place;			/* in keys from the start of the file */
	uint16_t	count;
	uint16_t	part;
} SpillBlock;

/* One key of a group; of another group it is an empty slot. */
typedef struct GroupSlot
{
	uint64_t	hash;
	uint32_t	more;
	uint32_t	group_number;
} GroupSlot;

Key
key_start(void)
{
	return (Key) {.hash = 0x9e3779b97f4a7c15ULL, .more = 0x85ebca6b};
}

/* Both halves of the product: every bit of the input reaches every bit of them. */
static inline void
absorb(Key *key, uint64_t word)
{
	unsigned __int128 product = (unsigned __int128) (key->hash ^ word) * (0xa0761d6478bd642fULL ^ (uint64_t) key->more << 32);

	key->hash = (uint64_t) product ^ (uint64_t) (product >> 64);
	key->more = (key->more ^ (uint32_t) (product >> 64)) * 0x9e3779b1 + (uint32_t) (product >> 32);
}

/*
 * A value of fixed length is one word, with its length in the highest byte where
 * it leaves room. Others have their length in front, so that "ab","c" is not
 * "a","bc"; that of NULL is -1.
 */
void
key_add(Key *key, const Value *value)
{
	const char *bytes = value->bytes;
	int32_t		len = value->len;
	uint64_t	word;

	if (bytes == value->fixed)
	{
		memcpy(&word, value->fixed, sizeof(word));
		if (len < 8)
			word = (word & ((1ULL << 8 * len) - 1)) | (uint64_t) len << 56;
		absorb(key, word);
		return;
	}
	absorb(key, (uint64_t) (uint32_t) len);
	for (; len > 0; bytes += 8, len -= 8)
	{
		word = 0;
		memcpy(&word, bytes, len < 8 ? (size_t) len : 8);
		absorb(key, word);
	}
}

static inline bool
same_key(const Key *a, const Key *b)
{
	return a->hash == b->hash && a->more == b->more;
}

/* The slot of the key, or the empty one where it belongs. */
static inline Key *
find_slot(Key *slots, size_t slot_count, const Key *key)
{
	size_t		i = (size_t) key->hash & (slot_count - 1);

	while (slots[i].line != 0 && !same_key(&slots[i], key))
		i = (i + 1) & (slot_count - 1);
	return &slots[i];
}

static Key *
new_slots(size_t count)
{
	Key		   *slots = need(count * sizeof(Key));

	memset(slots, 0, count * sizeof(Key));
	return slots;
}

static bool
is_full(const KeyTable *table)
{
	return table->count >= table->slot_count / 4 * 3;
}

static void
grow(KeyTable *table)
{
	size_t		wider = table->slot_count ? 2 * table->slot_count : FIRST_SLOTS;
	Key		   *slots = new_slots(wider);

	for (size_t i = 0; i < table->slot_count; i++)
		if (table->slots[i].line != 0)
			*find_slot(slots, wider, &table->slots[i]) = table->slots[i];
	free(table->slots);
	table->slots = slots;
	table->slot_count = wider;
}

uint32_t
table_add(KeyTable *table, const Key *key)
{
	Key		   *slot;

	if (is_full(table))
		grow(table);
	slot = find_slot(table->slots, table->slot_count, key);
	if (slot->line != 0)
		return slot->line;
	*slot = *key;
	table->count++;
	return 0;
}

void
table_free(KeyTable *table)
{
	free(table->slots);
	*table = (KeyTable) {0};
}

void
spill_begin(KeySpill *spill)
{
	*spill = (KeySpill) {0};
	/* pages that nobody touches cost nothing */
	spill->seen = calloc(SEEN_BITS / 64, sizeof(uint64_t));
	if (spill->seen == NULL)
	{
		say_error("out of memory");
		exit(EXIT_INTERNAL);
	}
	pthread_mutex_init(&spill->lock, NULL);
}

void
spill_end(KeySpill *spill)
{
	if (spill->file != NULL)
		fclose(spill->file);
	free(spill->blocks);
	free((void *) spill->seen);
	pthread_mutex_destroy(&spill->lock);
}

/* Writes the block of a part that waits. */
static void
write_block(KeySet *keys, size_t part)
{
	KeySpill   *spill = keys->spill;
	size_t		count = keys->part_counts[part];

	if (count == 0)
		return;
	pthread_mutex_lock(&spill->lock);
	if (!spill->failed && spill->file == NULL && (spill->file = temporary_file()) == NULL)
	{
		say_error("cannot make a temporary file for the keys of a file: %s", strerror(errno));
		spill->failed = true;
	}
	if (!spill->failed && fwrite(keys->parts + part * SPILL_BLOCK, sizeof(Key), count, spill->file) != count)
	{
		say_error("cannot write a temporary file of the keys of a file: %s", strerror(errno));
		spill->failed = true;
	}
	if (!spill->failed)
	{
		if ((spill->block_count & (spill->block_count + 1)) == 0)
			spill->blocks = need_more(spill->blocks, 2 * (spill->block_count + 1) * sizeof(SpillBlock));
		spill->blocks[spill->block_count++] =
			(SpillBlock) {.place = spill->count, .count = (uint16_t) count, .part = (uint16_t) part};
		spill->count += count;
	}
	pthread_mutex_unlock(&spill->lock);
	keys->part_counts[part] = 0;
}

/* Sets the bit of a hash; was it set? Alone, without the price of an atomic operation. */
static bool
set_bit(const KeySet *keys, uint64_t hash)
{
	uint64_t	bit = hash % SEEN_BITS;
	uint64_t	mask = 1ULL << (bit & 63);
	_Atomic uint64_t *word = &keys->spill->seen[bit / 64];
	uint64_t	before;

	if (keys->deferred)
		return atomic_fetch_or_explicit(word, mask, memory_order_relaxed) & mask;
	before = atomic_load_explicit(word, memory_order_relaxed);
	atomic_store_explicit(word, before | mask, memory_order_relaxed);
	return before & mask;
}

/* Sends a key to the spill. */
static void
spill_key(KeySet *keys, const Key *key)
{
	size_t		part = (size_t) (key->hash >> 58);

	if (keys->parts == NULL)
		keys->parts = need(SPILL_PARTS * SPILL_BLOCK * sizeof(Key));
	keys->parts[part * SPILL_BLOCK + keys->part_counts[part]++] = *key;
	if (keys->part_counts[part] == SPILL_BLOCK)
		write_block(keys, part);
}

/* Sends a key to the spill; its bit says whether an earlier one may be the same. */
static KeyFound
put_aside(KeySet *keys, const Key *key)
{
	__builtin_prefetch((const void *) &keys->spill->seen[key->hash % SEEN_BITS / 64], 1);
	spill_key(keys, key);
	return set_bit(keys, key->hash) ? KEY_SUSPECT : KEY_NEW;
}

/* Does the key stand in the current group? It does from now on. */
static bool
in_group(KeySet *keys, const Key *key)
{
	size_t		i = (size_t) key->hash & (GROUP_SLOTS - 1);

	for (; keys->group[i].group_number == keys->group_number; i = (i + 1) & (GROUP_SLOTS - 1))
		if (keys->group[i].hash == key->hash && keys->group[i].more == key->more)
			return true;
	/* the keys of a very large group have a bit each */
	if (keys->group_count >= GROUP_SLOTS / 4 * 3)
		return set_bit(keys, key->hash);
	keys->group[i] = (GroupSlot) {key->hash, key->more, keys->group_number};
	keys->group_count++;
	return false;
}

KeyFound
keys_add_grouped(KeySet *keys, const Key *group, Key key, uint64_t line)
{
	key.line = (uint32_t) line;
	spill_key(keys, &key);
	if (keys->group == NULL)
	{
		keys->group = need(GROUP_SLOTS * sizeof(GroupSlot));
		memset(keys->group, 0, GROUP_SLOTS * sizeof(GroupSlot));
	}
	if (!keys->group_open || group->hash != keys->group_hash)
	{
		keys->group_open = true;
		keys->group_hash = group->hash;
		keys->group_number++;
		keys->group_count = 0;
		keys->group_again = set_bit(keys, group->hash);
	}
	return keys->group_again || in_group(keys, &key) ? KEY_SUSPECT : KEY_NEW;
}

KeyFound
keys_add(KeySet *keys, Key key, uint64_t line, uint32_t *first)
{
	bool		full = is_full(&keys->table) && keys->table.slot_count >= LAST_SLOTS;

	key.line = (uint32_t) line;
	if (keys->deferred)
		return put_aside(keys, &key);
	*first = full ? find_slot(keys->table.slots, keys->table.slot_count, &key)->line : table_add(&keys->table, &key);
	if (*first != 0)
		return KEY_DOUBLE;
	return full ? put_aside(keys, &key) : KEY_NEW;
}

void
keys_flush(KeySet *keys)
{
	for (size_t part = 0; part < SPILL_PARTS; part++)
		write_block(keys, part);
}

void
keys_free(KeySet *keys)
{
	keys_flush(keys);
	table_free(&keys->table);
	free(keys->parts);
	free(keys->group);
	*keys = (KeySet) {0};
}

/* Which of a part's passes a key is compared in. */
static inline size_t
pass_of(const Key *key, size_t passes)
{
	return (size_t) (key->hash >> 40 & 0xffff) % passes;
}

/* The keys of a part and pass; false after a message. */
static bool
read_part(KeySpill *spill, size_t part, size_t pass, size_t passes, Buffer *keys)
{
	Key			block[SPILL_BLOCK];

	keys->len = 0;
	for (size_t b = 0; b < spill->block_count; b++)
	{
		const SpillBlock *where = &spill->blocks[b];

		if (where->part != part)
			continue;
		if (fseeko(spill->file, (off_t) (where->place * sizeof(Key)), SEEK_SET) != 0
			|| fread(block, sizeof(Key), where->count, spill->file) != where->count)
		{
			say_error("cannot read the temporary file of the keys of a file: %s", strerror(errno));
			spill->failed = true;
			return false;
		}
		for (size_t i = 0; i < where->count; i++)
			if (pass_of(&block[i], passes) == pass)
				buffer_add(keys, &block[i], sizeof(Key));
	}
	return true;
}

/* First the least line of each key, then who has another one. */
static bool
compare_keys(const Key *keys, size_t count, Doubles *doubles)
{
	size_t		slot_count = FIRST_SLOTS;
	Key		   *slots;
	size_t		distinct = 0;

	while (slot_count < count + count / 2)
		slot_count *= 2;
	slots = new_slots(slot_count);
	for (size_t i = 0; i < count; i++)
	{
		Key		   *slot = find_slot(slots, slot_count, &keys[i]);

		distinct += slot->line == 0;
		if (slot->line == 0 || keys[i].line < slot->line)
			*slot = keys[i];
	}
	for (size_t i = 0; distinct < count && i < count && doubles->count <= DOUBLES_LIMIT; i++)
	{
		const Key  *first = find_slot(slots, slot_count, &keys[i]);

		if (first->line == keys[i].line)
			continue;
		if ((doubles->count & (doubles->count + 1)) == 0)
			doubles->items = need_more(doubles->items, 2 * (doubles->count + 1) * sizeof(Double));
		doubles->items[doubles->count++] = (Double) {keys[i].line, first->line};
	}
	free(slots);
	return doubles->count <= DOUBLES_LIMIT;
}

static int
compare_doubles(const void *a, const void *b)
{
	const Double *x = a;
	const Double *y = b;

	return (x->line > y->line) - (x->line < y->line);
}

bool
spill_check(KeySpill *spill, Doubles *doubles)
{
	Buffer		keys = {0};
	bool		ok;

	if (!spill->failed && spill->file != NULL && fflush(spill->file) != 0)
	{
		say_error("cannot write a temporary file of the keys of a file: %s", strerror(errno));
		spill->failed = true;
	}
	ok = !spill->failed;
	for (size_t part = 0; ok && part < SPILL_PARTS; part++)
	{
		size_t		size = 0;
		size_t		passes;

		for (size_t b = 0; b < spill->block_count; b++)
			if (spill->blocks[b].part == part)
				size += spill->blocks[b].count;
		passes = 1 + size / PASS_KEYS;
		for (size_t pass = 0; ok && size > 0 && pass < passes; pass++)
		{
			ok = read_part(spill, part, pass, passes, &keys);
			if (ok && !compare_keys((const Key *) keys.data, keys.len / sizeof(Key), doubles))
			{
				say_error("more than %s rows have the key of an earlier row", grouped(DOUBLES_LIMIT));
				ok = false;
			}
		}
	}
	buffer_free(&keys);
	if (ok && doubles->count > 0)
		qsort(doubles->items, doubles->count, sizeof(Double), compare_doubles);
	return ok;
}

uint32_t
doubles_find(const Doubles *doubles, uint64_t line)
{
	size_t		low = 0;
	size_t		high = doubles->count;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (doubles->items[middle].line == line)
			return doubles->items[middle].first;
		if (doubles->items[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}
