/*
 * batches.c
 *		Rows ready for COPY, gathered per school year until there are enough.
 */
#define _GNU_SOURCE
#include "batches.h"

void
batches_begin(Batches *b, BatchSink sink, void *context, uint64_t file_bytes, bool shared)
{
	*b = (Batches) {.sink = sink, .context = context};
	if (file_bytes >= LARGE_BYTES)
		b->large = shared ? BATCHES_LARGE / 2 : BATCHES_LARGE;
}

/* How full a batch may be: it is a COPY of its own where rows go to leaves by turns. */
static size_t
limit(const Batches *b)
{
	if (b->count <= 1)
		return BATCH_SIZE;
	if (b->large / b->count <= BATCH_SIZE_MIXED)
		return BATCH_SIZE_MIXED;
	return b->large / b->count < BATCH_SIZE_LARGE ? b->large / b->count : BATCH_SIZE_LARGE;
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
		return b->open[i].bytes.len < limit(b) || flush(b, &b->open[i]) ? &b->open[i] : NULL;
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
