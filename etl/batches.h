/*
 * batches.h
 *		Rows ready for COPY, gathered per school year until there are enough.
 */
#ifndef PASSEND_BATCHES_H
#define PASSEND_BATCHES_H

#include "passend.h"

/*
 * A batch leaves when it is full. Small, as most published files are: one that
 * fits in a batch is converted whole before the server gets its first row. Where
 * rows go to several leaves by turns each COPY is worth its start only with more.
 */
#ifndef BATCH_SIZE
#define BATCH_SIZE (32 * 1024)
#endif
#ifndef BATCH_SIZE_MIXED
#define BATCH_SIZE_MIXED (192 * 1024)
#endif
#define BATCH_SIZE_LARGE (768 * 1024)	/* of a large file, */
#define BATCHES_LARGE (12 * 1024 * 1024)	/* as long as all of them are no more than this */
#define LARGE_BYTES (16 * 1024 * 1024)

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
	size_t		large;			/* bytes of all batches together; 0: the file is not large */
	Parcel		open[OPEN_BATCHES];
	size_t		count;
	size_t		last;
} Batches;

/* Of a file of so many bytes, that one thread converts or several. */
extern void batches_begin(Batches *b, BatchSink sink, void *context, uint64_t file_bytes, bool shared);

/* The batch of a school year, with room for one more row; NULL: the sink wants no more. */
extern Parcel *batches_find(Batches *b, int year);

/* Gives all to the sink if they are wanted; false: the sink wanted no more. */
extern bool batches_end(Batches *b, bool wanted);

#endif							/* PASSEND_BATCHES_H */
