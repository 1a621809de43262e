/*
 * totals.h
 *		Totals in a file, compared with their parts: rows of laad.controle.
 */
#ifndef PASSEND_TOTALS_H
#define PASSEND_TOTALS_H

#include "cells.h"
#include "keys.h"

typedef enum Verdict
{
	VERDICT_EQUAL,				/* parts and total are the same number */
	VERDICT_WITHIN,				/* the total lies within the bounds of the parts */
	VERDICT_DIFFERS,
	VERDICT_UNKNOWN				/* a part or the total has no bounds */
} Verdict;
#define VERDICTS (VERDICT_UNKNOWN + 1)

/* Counts added up: of a masked one both bounds. */
typedef struct Sum
{
	int64_t		low;
	int64_t		high;
	bool		open;			/* a count of unknown size is in it: no upper bound */
} Sum;

/* One total and its parts. */
typedef struct Group
{
	Sum			parts;
	Sum			total;
	uint64_t	part_count;
	uint64_t	line;			/* of the total; 0: none seen */
	char	   *key;			/* of the total, for people */
} Group;

/* The groups of one total of the dataset. */
typedef struct TotalCheck
{
	KeyTable	table;			/* group number + 1 */
	Key		   *keys;
	Group	   *groups;
	size_t		group_count;
	uint64_t	verdicts[VERDICTS];	/* of a column of totals, row by row */
	Buffer		rows;			/* those that differ, for COPY BINARY */
	bool		full;			/* more groups than memory is allowed for */
	uint64_t	unseen;			/* totals that came when it was full, or differ beyond what rows has */
} TotalCheck;

typedef struct Totals
{
	const Dataset *d;
	int32_t		file_id;
	TotalCheck *checks;
	bool		partial;		/* parts of its totals may be in another file */
} Totals;

extern void totals_begin(Totals *totals, const Dataset *d, int32_t file_id);
extern void totals_free(Totals *totals);

/* Takes a good row; true where it is a total, and so no fact. */
extern bool totals_take(Totals *totals, const Cells *cells, const Record *record);

/* Adds what another thread has found. */
extern void totals_merge(Totals *totals, const Totals *other);

/* All rows for COPY BINARY into laad.controle, without header and trailer. */
extern void totals_rows(Totals *totals, Buffer *rows);

/* How many totals differ from their parts; after totals_rows. */
extern uint64_t totals_differing(const Totals *totals);

#endif							/* PASSEND_TOTALS_H */
