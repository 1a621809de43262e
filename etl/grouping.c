/*
 * grouping.c
 *		How the rows of a file follow each other, by a look at the first of them.
 */
#define _GNU_SOURCE
#include "grouping.h"

#include <stdlib.h>
#include <string.h>

#include "keys.h"

#ifndef GROUPING_BYTES
#define GROUPING_BYTES (4 * 1024 * 1024)	/* of smaller files the order does not matter */
#endif
#define SAMPLE_ROWS 4096
#define LEAST_ROWS 3			/* of a group, on average */

/* What the first records show. */
typedef struct Sample
{
	const HeaderMatch *match;
	size_t	   *changes;		/* per column of the key: how often it is another than above it */
	uint64_t   *above;
	int			inner;			/* the column that groups do not share; -1: not known yet */
	size_t		rows;
	size_t		groups;
	bool		again;			/* a group went on after another one */
	uint64_t	group;
	KeyTable	seen;
} Sample;

/* Adds the cells of a column, as they are. */
static void
add_cells(Key *key, const Record *record, const HeaderMatch *match, const TargetColumn *column)
{
	for (int k = 0; k < column->field_count; k++)
	{
		int			position = match->positions[column->fields[k]];
		Value		value = {.len = -1};

		if (position >= 0 && (size_t) position < record->field_count)
			value = (Value) {.len = (int32_t) record->fields[position].len, .bytes = record->fields[position].text};
		key_add(key, &value);
	}
}

static void
take_record(Sample *sample, const Record *record)
{
	const Dataset *d = sample->match->dataset;
	Key			group = key_start();

	sample->rows++;
	for (size_t i = 0; i < d->column_count; i++)
	{
		Key			cells = key_start();

		if (!d->columns[i].in_key)
			continue;
		add_cells(&cells, record, sample->match, &d->columns[i]);
		sample->changes[i] += cells.hash != sample->above[i];
		sample->above[i] = cells.hash;
		if ((int) i != sample->inner)
			add_cells(&group, record, sample->match, &d->columns[i]);
	}
	if (sample->inner < 0 || group.hash == sample->group)
		return;
	sample->group = group.hash;
	group.line = (uint32_t) ++sample->groups;
	sample->again |= table_add(&sample->seen, &group) != 0;
}

static void
take_records(Sample *sample, Input *input)
{
	Reader		reader;
	Record		record;
	RecordKind	kind = RECORD_BLANK;
	uint64_t	lines = 0;

	sample->rows = 0;
	reader_open(&reader, input, sample->match->delimiter, sample->match->skip_bytes);
	if (reader_skip_header(&reader, sample->match->width, &lines, &lines))
		while (sample->rows < SAMPLE_ROWS && kind != RECORD_END && kind != RECORD_FAILED)
			if ((kind = reader_next(&reader, &record)) == RECORD_GOOD)
				take_record(sample, &record);
	reader_close(&reader);
}

int
grouping_column(Input *input, const HeaderMatch *match)
{
	size_t		count = match->dataset->column_count;
	Sample		sample = {.match = match, .inner = -1};

	if (input->bytes < GROUPING_BYTES)
		return -1;
	sample.changes = need((count + 1) * sizeof(size_t));
	sample.above = need((count + 1) * sizeof(uint64_t));
	memset(sample.changes, 0, (count + 1) * sizeof(size_t));
	memset(sample.above, 0, (count + 1) * sizeof(uint64_t));
	take_records(&sample, input);
	for (size_t i = 0; i < count; i++)
		if (sample.changes[i] > (sample.inner < 0 ? 1 : sample.changes[sample.inner]))
			sample.inner = (int) i;
	if (sample.inner >= 0)
		take_records(&sample, input);
	if (sample.again || sample.groups * LEAST_ROWS > sample.rows)
		sample.inner = -1;
	free(sample.changes);
	free(sample.above);
	table_free(&sample.seen);
	return sample.inner;
}
