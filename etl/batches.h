/*
 * batches.h
 *		Rows ready for COPY, gathered per school year until there are enough.
 */
#ifndef PASSEND_BATCHES_H
#define PASSEND_BATCHES_H

#include "passend.h"

/*
 * A batch leaves when it is full. Small, as most published files are: one that
 * fits in a batch is converted whole before the server gets its first row.
 */
#ifndef BATCH_SIZE
#define BATCH_SIZE (32 * 1024)
#endif

/*
 * How many may wait: of the rows of a year a COPY takes all that do. 16 MB, and as
 * much again in empty buffers where long rows come behind short ones.
 */
#define BATCHES_WAITING 512

#ifndef OPEN_BATCHES
#define OPEN_BATCHES 32
#endif

/*
 * Takes over the rows of one school year, ready for COPY BINARY (without header
 * and trailer), and gives room for more. False: stop converting.
 */
typedef bool (*BatchSink) (void *context, Parcel *batch);

typedef struct Batches
{
	BatchSink	sink;
	void	   *context;		/* of the sink */
	Parcel		open[OPEN_BATCHES];
	size_t		count;
	size_t		last;
} Batches;

extern void batches_begin(Batches *b, BatchSink sink, void *context);

/* The batch of a school year, with room for one more row; NULL: the sink wants no more. */
extern Parcel *batches_find(Batches *b, int year);

/* Gives all to the sink if they are wanted; false: the sink wanted no more. */
extern bool batches_end(Batches *b, bool wanted);

#endif							/* PASSEND_BATCHES_H */
