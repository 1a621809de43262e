/*
 * keys.h
 *		Keys that were seen, with their lines: to find a key that occurs twice.
 */
#ifndef PASSEND_KEYS_H
#define PASSEND_KEYS_H

#include <pthread.h>

#include "value.h"

/* Of a key its 96-bit hash is kept, and its line (or another number from 1). */
typedef struct Key
{
	uint64_t	hash;
	uint32_t	more;
	uint32_t	line;
} Key;

typedef struct KeyTable
{
	Key		   *slots;			/* line 0 is an empty one */
	size_t		slot_count;		/* a power of two */
	size_t		count;
} KeyTable;

/* A line whose key stands on an earlier line too. */
typedef struct Double
{
	uint32_t	line;
	uint32_t	first;
} Double;

typedef struct Doubles
{
	Double	   *items;			/* sorted by line */
	size_t		count;
} Doubles;

#define SPILL_PARTS 64			/* by the top bits of the hash */
#ifndef SPILL_BLOCK
#define SPILL_BLOCK 256			/* keys that are written at a time: 4 kB */
#endif
#define DOUBLES_LIMIT 1000000

/* A temporary file of keys, shared by the threads that convert a file. */
typedef struct KeySpill
{
	pthread_mutex_t lock;
	FILE	   *file;
	struct SpillBlock *blocks;
	size_t		block_count;
	size_t		count;			/* keys */
	_Atomic uint64_t *seen;		/* a bit per hash, that many keys share */
	_Atomic uint64_t settled;	/* suspects that were doubles, and are rejected */
	bool		failed;			/* message given */
} KeySpill;

typedef enum KeyFound
{
	KEY_NEW,
	KEY_DOUBLE,					/* an earlier line has it */
	KEY_SUSPECT					/* perhaps: spill_check will tell */
} KeyFound;

/* The keys of one thread. */
typedef struct KeySet
{
	KeyTable	table;
	bool		deferred;		/* other threads have keys too: all go to the spill */
	KeySpill   *spill;
	struct GroupSlot *group;	/* GROUP_SLOTS: the keys of the current group */
	uint32_t	group_number;
	size_t		group_count;
	uint64_t	group_hash;
	bool		group_open;		/* the next key may be of the same group */
	bool		group_again;	/* perhaps there were rows of this group before others */
	Key		   *parts;			/* SPILL_PARTS blocks that wait to be written */
	size_t		part_counts[SPILL_PARTS];
} KeySet;

extern Key	key_start(void);
extern void key_add(Key *key, const Value *value);

/* The number of the key in the table; 0 when it is new, and is there from now on. */
extern uint32_t table_add(KeyTable *table, const Key *key);
extern void table_free(KeyTable *table);

/*
 * Has an earlier line this key? line is below 2^32. *first is that line, where it is known. Memory is
 * bounded: keys that do not fit go to the spill, and of those only a bit is kept.
 */
extern KeyFound keys_add(KeySet *keys, Key key, uint64_t line, uint32_t *first);

/*
 * The same where keys come in groups: group is the part that the rows of one have in
 * common, and key goes on from it. What a key costs is then no miss of the cache.
 */
extern KeyFound keys_add_grouped(KeySet *keys, const Key *group, Key key, uint64_t line);

/* Writes what waits; before spill_check. */
extern void keys_flush(KeySet *keys);
extern void keys_free(KeySet *keys);

extern void spill_begin(KeySpill *spill);
extern void spill_end(KeySpill *spill);

/*
 * All lines in the spill whose key stands on an earlier one: true, also when
 * there are none. False after a message, or when there are over DOUBLES_LIMIT.
 */
extern bool spill_check(KeySpill *spill, Doubles *doubles);

/* The first line with the key of this line; 0 when the line is no double. */
extern uint32_t doubles_find(const Doubles *doubles, uint64_t line);

#endif							/* PASSEND_KEYS_H */
