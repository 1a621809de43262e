/*
 * suspects.h
 *		Records that are put off, as an earlier one may have their key.
 */
#ifndef PASSEND_SUSPECTS_H
#define PASSEND_SUSPECTS_H

#include "records.h"

/* Their bytes; in a temporary file when many. */
typedef struct Suspects
{
	Buffer		memory;
	FILE	   *file;			/* those that do not fit */
	uint64_t	count;
	size_t		at;				/* in memory, the next one to take */
	bool		rewound;		/* the file is being read */
} Suspects;

/* False after a message. */
extern bool suspects_add(Suspects *s, const Record *record);

typedef enum SuspectFound
{
	SUSPECT_TAKEN,
	SUSPECT_NONE,				/* that was all */
	SUSPECT_FAILED				/* temporary file (message given) */
} SuspectFound;

/* The next one, as a chunk to read it from; in the order in which they were put off. */
extern SuspectFound suspects_take(Suspects *s, Parcel *chunk);
extern void suspects_free(Suspects *s);

#endif							/* PASSEND_SUSPECTS_H */
