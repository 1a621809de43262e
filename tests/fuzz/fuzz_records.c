/*
 * fuzz_records.c
 *		The same bytes as records in three ways: plain lines split here, all split
 *		by libcsv, and cut into chunks first. All must say the same, and no line may
 *		be lost. Built with a small window, so that borders are everywhere.
 *
 *		steering: delimiter and header; cells of the header where it is not read;
 *		bytes of a chunk; bytes of the first read; a seed for the other reads
 */
#define _GNU_SOURCE
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "records.h"

#define STEERING 5

/* --- an input that is read in pieces of any size --- */

typedef struct Pieces
{
	Input		input;			/* first: the loader only sees this */
	const uint8_t *bytes;
	size_t		len;
	size_t		first;			/* of the first read: it decides what ends a line */
	Random		random;
} Pieces;

ptrdiff_t
input_read(Input *input, char *bytes, size_t size)
{
	Pieces	   *p = (Pieces *) input;
	size_t		left = p->len - input->position;
	size_t		got = input->position == 0 ? p->first : 1 + random_below(&p->random, (uint32_t) size);

	if (got > size)
		got = size;
	if (got > left)
		got = left;
	if (got > 0)
		memcpy(bytes, p->bytes + input->position, got);
	input->position += got;
	return (ptrdiff_t) got;
}

void
input_rewind(Input *input)
{
	input->position = 0;
}

/* --- a reader and what it must keep to --- */

typedef struct Plan
{
	const uint8_t *bytes;
	size_t		len;
	size_t		skip;			/* byte order mark */
	char		delimiter;
	bool		own_header;		/* else the header has as many cells as width says */
	size_t		width;
	size_t		chunk;
	size_t		first;
	Random		random;
} Plan;

typedef struct Reading
{
	Reader		reader;
	Pieces		pieces;
	uint64_t	lines;
	size_t		place;			/* in the bytes, behind the last record */
} Reading;

static void
reading_open(Reading *r, const Plan *plan, bool plain)
{
	*r = (Reading) {.pieces = {.bytes = plan->bytes, .len = plan->len, .first = plan->first, .random = plan->random + plain}};
	reader_never_plain = !plain;
	reader_open(&r->reader, &r->pieces.input, plan->delimiter, plan->skip);
	r->place = plan->skip;
}

/* The record is the file's own bytes, and the next in line. */
static void
account(Reading *r, const Record *record)
{
	size_t		bytes = r->reader.bytes_done - r->place;

	CHECK(record->line == r->lines + 1, "line %lu after %lu lines", (unsigned long) record->line, (unsigned long) r->lines);
	CHECK(record->lines > 0 && bytes > 0, "a record of nothing");
	CHECK(r->place + bytes <= r->pieces.len, "more bytes than there are");
	CHECK(record->raw_len == (bytes < RECORD_RAW_LIMIT ? bytes : RECORD_RAW_LIMIT), "%zu raw bytes of %zu", record->raw_len, bytes);
	CHECK(memcmp(record->raw, r->pieces.bytes + r->place, record->raw_len) == 0, "raw bytes are not the file's");
	r->lines += record->lines;
	r->place += bytes;
}

/* Cells are trimmed, and there are as many as in the header. */
static void
check_cells(const Reader *reader, const Record *record)
{
	CHECK(reader->expected_fields == 0 || record->field_count == reader->expected_fields, "%zu cells", record->field_count);
	for (size_t i = 0; i < record->field_count; i++)
	{
		Field		f = record->fields[i];

		CHECK(f.len == 0 || (f.text[0] != ' ' && f.text[0] != '\t' && f.text[f.len - 1] != ' ' && f.text[f.len - 1] != '\t'),
			  "cell %zu is not trimmed", i);
		CHECK(memchr(f.text, '\0', f.len) == NULL, "cell %zu holds a NUL", i);
	}
}

static RecordKind
next(Reading *r, Record *record)
{
	RecordKind	kind = reader_next(&r->reader, record);

	CHECK(kind != RECORD_FAILED, "failed without a cause");
	if (kind != RECORD_END)
		account(r, record);
	if (kind == RECORD_GOOD)
		check_cells(&r->reader, record);
	if (kind == RECORD_BAD)
		CHECK(record->code != NULL && record->reason[0] != '\0', "bad without a reason");
	return kind;
}

static void
same(RecordKind kind, const Record *a, RecordKind other_kind, const Record *b)
{
	CHECK(kind == other_kind, "kind %d and %d", kind, other_kind);
	if (kind == RECORD_END)
		return;
	CHECK(a->line == b->line && a->lines == b->lines, "line %lu+%u and %lu+%u",
		  (unsigned long) a->line, a->lines, (unsigned long) b->line, b->lines);
	CHECK(a->raw_len == b->raw_len && memcmp(a->raw, b->raw, a->raw_len) == 0, "other raw bytes");
	if (kind == RECORD_BAD)
		CHECK(strcmp(a->code, b->code) == 0 && strcmp(a->reason, b->reason) == 0, "%s (%s) and %s (%s)",
			  a->code, a->reason, b->code, b->reason);
	if (kind != RECORD_GOOD)
		return;
	CHECK(a->field_count == b->field_count, "%zu and %zu cells", a->field_count, b->field_count);
	for (size_t i = 0; i < a->field_count; i++)
		CHECK(a->fields[i].len == b->fields[i].len
			  && memcmp(a->fields[i].text, b->fields[i].text, a->fields[i].len) == 0, "cell %zu differs", i);
}

/* What ends in a line end, and a last line without one. */
static uint64_t
count_lines(const Plan *plan, char line_end)
{
	uint64_t	count = 0;

	for (size_t i = plan->skip; i < plan->len; i++)
		count += (char) plan->bytes[i] == line_end;
	return count + (plan->len > plan->skip && (char) plan->bytes[plan->len - 1] != line_end);
}

/* Plain against libcsv, record by record; the header's cells go to the plan. */
static void
compare_splitting(Plan *plan)
{
	Reading		plain;
	Reading		full;
	Record		a;
	Record		b;
	RecordKind	kind;
	bool		header = true;

	reading_open(&plain, plan, true);
	reading_open(&full, plan, false);
	do
	{
		kind = next(&plain, &a);
		same(kind, &a, next(&full, &b), &b);
		if (!header || kind == RECORD_BLANK || kind == RECORD_END)
			continue;
		if (plan->own_header)
			plan->width = kind == RECORD_GOOD ? a.field_count : 0;
		plain.reader.expected_fields = full.reader.expected_fields = plan->width;
		header = false;
	} while (kind != RECORD_END);
	CHECK(plain.place == plan->len, "%zu of %zu bytes", plain.place, plan->len);
	CHECK(plain.lines == count_lines(plan, plain.reader.line_end), "%lu lines, not %lu", (unsigned long) plain.lines,
		  (unsigned long) count_lines(plan, plain.reader.line_end));
	reader_close(&plain.reader);
	reader_close(&full.reader);
}

/* All records of a chunk are the next ones of the file. */
static void
compare_chunk(Reading *file, Reader *reader, Parcel *chunk)
{
	Record		a;
	Record		b;
	RecordKind	kind;

	reader_set_chunk(reader, chunk);
	while ((kind = reader_next(reader, &a)) != RECORD_END)
		same(kind, &a, next(file, &b), &b);
	chunk->bytes.len = 0;
}

/* The same records, by a reader that cuts chunks and two that read them. */
static void
compare_chunks(const Plan *plan)
{
	Reading		file;
	Reading		cut;
	Reader		chunk_readers[2];
	Parcel		chunk = {0};
	Record		a;
	Record		b;
	uint64_t	lines[2][2] = {{0}};
	bool		header;
	ChunkKind	kind = CHUNK_END;
	unsigned	count = 0;

	reading_open(&file, plan, true);
	reading_open(&cut, plan, true);
	header = reader_skip_header(&file.reader, plan->width, &lines[0][0], &lines[0][1]);
	CHECK(header == reader_skip_header(&cut.reader, plan->width, &lines[1][0], &lines[1][1]), "a header and none");
	file.place = file.reader.bytes_done;
	file.lines = lines[0][0] + lines[0][1];
	for (int i = 0; i < 2; i++)
		reader_open_chunk(&chunk_readers[i], &cut.reader);
	while (header)
	{
		kind = reader_take_chunk(&cut.reader, plan->chunk, &chunk, &a);
		CHECK(kind != CHUNK_FAILED, "failed without a cause");
		if (kind == CHUNK_BAD)
			same(RECORD_BAD, &a, next(&file, &b), &b);
		else if (chunk.bytes.len > 0)
			compare_chunk(&file, &chunk_readers[count++ % 2], &chunk);
		else
			CHECK(kind == CHUNK_END, "an empty chunk");
		if (kind == CHUNK_END)
			break;
	}
	if (header)
		CHECK(next(&file, &b) == RECORD_END, "records behind the last chunk");
	for (int i = 0; i < 2; i++)
		reader_close(&chunk_readers[i]);
	buffer_free(&chunk.bytes);
	reader_close(&file.reader);
	reader_close(&cut.reader);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void) argc;
	(void) argv;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = {';', ',', '\t', '|'};
	Steering	s = {data, size < STEERING ? size : STEERING, 0};
	uint8_t		first = steer(&s);
	Plan		plan = {.delimiter = delimiters[first % 4], .own_header = (first & 4) == 0};

	plan.width = steer(&s) % 16;
	plan.chunk = 1 + steer(&s) * (size_t) 4;
	plan.first = 3 + steer(&s);
	plan.random = steer(&s);
	plan.bytes = data + s.count;
	plan.len = size - s.count;
	plan.skip = plan.len >= 3 && memcmp(plan.bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	fuzz_begin();
	compare_splitting(&plan);
	compare_chunks(&plan);
	CHECK(fuzz_errors == 0, "a message without a cause");
	return 0;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
	return mutate_csv(data, size, max_size, STEERING, seed);
}
