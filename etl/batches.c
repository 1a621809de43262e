/*
 * batches.c
 *		Rows ready for COPY, gathered per school year until there are enough.
 */
#define _GNU_SOURCE
#include "batches.h"

void
batches_begin(Batches *b, BatchSink sink, void *context)
{
	*b = (Batches) {.sink = sink, .context = context};
}

static bool
flush(Batches *b, Parcel *batch)
{
	return batch->bytes.len == 0 || b->sink(b->context, batch);
}

Parcel *
batches_find(Batches *b, int year)
{
	size_t		fullest = 0;
	size_t		i = b->last;

	if (i >= b->count || b->open[i].year != year)
	{
		for (i = 0; i < b->count && b->open[i].year != year; i++)
			if (b->open[i].bytes.len > b->open[fullest].bytes.len)
				fullest = i;
	}
	if (i < b->count)
	{
		b->last = i;
		return b->open[i].bytes.len < BATCH_SIZE || flush(b, &b->open[i]) ? &b->open[i] : NULL;
	}
	if (b->count < OPEN_BATCHES)
		fullest = b->count++;
	else if (!flush(b, &b->open[fullest]))
		return NULL;
	b->open[fullest].year = year;
	b->last = fullest;
	return &b->open[fullest];
}

bool
batches_end(Batches *b, bool wanted)
{
	for (size_t i = 0; i < b->count; i++)
	{
		wanted = wanted && flush(b, &b->open[i]);
		buffer_free(&b->open[i].bytes);
	}
	b->count = 0;
	return wanted;
}
