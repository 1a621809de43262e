/*
 * conversion.c
 *		Converts a file in several ways, and checks all that comes out: every line is
 *		accounted for, every row is what COPY BINARY and the types allow, every
 *		rejected row stands in its original bytes, and the ways agree.
 */
#define _GNU_SOURCE
#include "conversion.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "brinnummer_code.h"
#include "convert.h"
#include "fuzz.h"
#include "pattern_sample.h"
#include "schooljaar_code.h"
#include "swv_code.h"
#include "telling_code.h"

#define FILE_ID 7
#define MAX_HANDS 4
#define MAX_COLUMNS 512

/* --- rows as they come --- */

/* Rows of any kind, to be sorted and compared. */
typedef struct Rows
{
	Buffer		bytes;
	size_t	   *begins;
	size_t		count;
} Rows;

static void
rows_add(Rows *rows, int year, const char *bytes, size_t len)
{
	if ((rows->count & (rows->count + 1)) == 0)
		rows->begins = need_more(rows->begins, 2 * (rows->count + 2) * sizeof(size_t));
	rows->begins[rows->count++] = rows->bytes.len;
	buffer_int32(&rows->bytes, year);
	buffer_add(&rows->bytes, bytes, len);
	rows->begins[rows->count] = rows->bytes.len;
}

static void
rows_free(Rows *rows)
{
	buffer_free(&rows->bytes);
	free(rows->begins);
}

typedef struct Piece
{
	const char *bytes;
	size_t		len;
} Piece;

static int
compare_pieces(const void *a, const void *b)
{
	const Piece *x = a;
	const Piece *y = b;
	int			order = memcmp(x->bytes, y->bytes, x->len < y->len ? x->len : y->len);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static Piece *
sorted(const Rows *rows)
{
	Piece	   *pieces = need(rows->count * sizeof(Piece));

	for (size_t i = 0; i < rows->count; i++)
		pieces[i] = (Piece) {rows->bytes.data + rows->begins[i], rows->begins[i + 1] - rows->begins[i]};
	qsort(pieces, rows->count, sizeof(Piece), compare_pieces);
	return pieces;
}

static void
same_rows(const Rows *a, const Rows *b, const char *what)
{
	Piece	   *x = sorted(a);
	Piece	   *y = sorted(b);

	CHECK(a->count == b->count, "%zu and %zu %s", a->count, b->count, what);
	for (size_t i = 0; i < a->count; i++)
		CHECK(compare_pieces(&x[i], &y[i]) == 0, "%s differ", what);
	free(x);
	free(y);
}

/* --- the binary form --- */

typedef struct Walk
{
	const char *at;
	const char *end;
} Walk;

static Walk
walk_of(const char *bytes, size_t len)
{
	return (Walk) {bytes, len ? bytes + len : bytes};
}

static const char *
walk_bytes(Walk *w, size_t len)
{
	const char *bytes = w->at;

	CHECK(len <= (size_t) (w->end - w->at), "a row is cut off");
	w->at += len;
	return bytes;
}

static uint64_t
walk_number(Walk *w, size_t len)
{
	const unsigned char *bytes = (const unsigned char *) walk_bytes(w, len);
	uint64_t	number = 0;

	for (size_t i = 0; i < len; i++)
		number = number << 8 | bytes[i];
	return number;
}

/* A field of at most limit bytes; NULL for an SQL NULL. */
static const char *
walk_field(Walk *w, size_t *len)
{
	int32_t		size = (int32_t) walk_number(w, 4);

	CHECK(size >= -1, "a field of %d bytes", size);
	*len = size > 0 ? (size_t) size : 0;
	return size < 0 ? NULL : walk_bytes(w, *len);
}

static void
check_text(const char *bytes, size_t len)
{
	size_t		size;

	for (size_t i = 0; i < len; i += size)
	{
		size = utf8_size(bytes + i, len - i);
		CHECK(size > 0, "a text is not UTF-8 at byte %zu", i);
	}
}

/* The bytes are a value of the type, or nothing. */
static void
check_value(ValueType type, const char *bytes, size_t len)
{
	static const size_t sizes[] = {
		[VALUE_SMALLINT] = 2, [VALUE_INTEGER] = 4, [VALUE_DOUBLE] = 8, [VALUE_BOOLEAN] = 1, [VALUE_DATE] = 4,
		[VALUE_BRINNUMMER] = 4, [VALUE_SWV] = 2, [VALUE_SCHOOLJAAR] = 2, [VALUE_TELLING] = 8
	};
	Walk		w = walk_of(bytes, len);
	uint64_t	number;
	double		real;

	if (bytes == NULL)
		return;
	if (type == VALUE_TEXT)
	{
		check_text(bytes, len);
		return;
	}
	CHECK(len == sizes[type], "a %s of %zu bytes", value_type_name(type), len);
	number = walk_number(&w, len);
	memcpy(&real, &number, sizeof(real));
	switch (type)
	{
		case VALUE_DOUBLE:
			CHECK(isfinite(real), "a number that is none");
			break;
		case VALUE_BOOLEAN:
			CHECK(number < 2, "neither true nor false");
			break;
		case VALUE_DATE:
			CHECK((int32_t) number >= -365250 && (int32_t) number < 2922000, "day %d", (int32_t) number);
			break;
		case VALUE_BRINNUMMER:
			CHECK(brinnummer_valid((int32_t) number), "brinnummer %d", (int32_t) number);
			break;
		case VALUE_SWV:
			CHECK(swv_valid((int16_t) number), "swv %d", (int16_t) number);
			break;
		case VALUE_SCHOOLJAAR:
			CHECK(schooljaar_exists((int16_t) number), "school year %d", (int16_t) number);
			break;
		case VALUE_TELLING:
			CHECK(telling_valid(number), "telling %016lx", (unsigned long) number);
			break;
		default:
			break;
	}
}

/* --- one reading --- */

/* A file, its lines, and how its rows are made up. */
typedef struct Scene
{
	Input		input;
	HeaderMatch match;
	const Manner *manner;
	const char *bytes;			/* behind the byte order mark */
	size_t		len;
	size_t	   *lines;			/* where each begins, and the end */
	size_t		line_count;
	char		line_end;
	ValueType	types[MAX_COLUMNS];	/* of the columns of a row, the file's number first */
	int			columns[MAX_COLUMNS];	/* in the dataset; -1: the file's number */
	size_t		type_count;
	Parameter	parameters[MAX_COLUMNS];
	size_t		parameter_count;
} Scene;

/* What a reading of the file has come to. */
typedef struct Outcome
{
	const Scene *scene;
	ConvertOrder order;
	Converter	converter;
	ConvertResult result;
	KeySpill	spill;
	Doubles		doubles;
	_Atomic uint64_t rejected;
	_Atomic uint64_t progress;
	Rows		facts;
	Rows		rejects;
	Rows		checks;
} Outcome;

/* Walks one row of facts, and keeps it. */
static void
take_fact(Outcome *o, Walk *w, int year)
{
	const Scene *scene = o->scene;
	const Dataset *d = scene->match.dataset;
	const char *begin = w->at;
	size_t		count = walk_number(w, 2);

	CHECK(count == scene->type_count, "a row of %zu fields, not %zu", count, scene->type_count);
	for (size_t i = 0; i < count; i++)
	{
		size_t		len;
		const char *bytes = walk_field(w, &len);

		check_value(scene->types[i], bytes, len);
		CHECK(scene->columns[i] >= 0 || (bytes != NULL && bytes[3] == FILE_ID), "another file's number");
		if (scene->columns[i] >= 0 && scene->columns[i] == d->partition_column && !dataset_is_label(d, scene->columns[i]))
			CHECK((bytes == NULL ? 0 : (unsigned char) bytes[0] << 8 | (unsigned char) bytes[1]) == year, "a row of another year");
	}
	rows_add(&o->facts, year, begin, (size_t) (w->at - begin));
}

static bool
take_batch(void *context, Parcel *batch)
{
	Walk		w = walk_of(batch->bytes.data, batch->bytes.len);

	CHECK(batch->bytes.len > 0, "an empty batch");
	while (w.at < w.end)
		take_fact(context, &w, batch->year);
	batch->bytes.len = 0;
	return true;
}

/* A rejected row: its first bytes are those of its line. */
static void
take_reject(Outcome *o, Walk *w, uint64_t line_offset)
{
	const Scene *scene = o->scene;
	const char *begin = w->at;
	const char *bytes;
	size_t		len;
	uint64_t	line;

	CHECK(walk_number(w, 2) == 7, "a reject without 7 fields");
	walk_field(w, &len);
	bytes = walk_field(w, &len);
	CHECK(bytes != NULL && len == 8, "a reject without a line");
	line = walk_number(&(Walk) {bytes, bytes + len}, len) - line_offset;
	CHECK(line >= 1 && line <= scene->line_count, "a reject of line %lu", (unsigned long) line);
	for (int i = 0; i < 4; i++)
	{
		bytes = walk_field(w, &len);
		check_text(bytes, len);
		CHECK(bytes != NULL || i < 2, "a reject without a code or a reason");
	}
	bytes = walk_field(w, &len);
	CHECK(bytes != NULL && len > 0 && len <= scene->len - scene->lines[line - 1]
		  && memcmp(bytes, scene->bytes + scene->lines[line - 1], len) == 0, "line %lu: not its own bytes", (unsigned long) line);
	CHECK(len == RECORD_RAW_LIMIT || bytes[len - 1] == scene->line_end || scene->lines[line - 1] + len == scene->len,
		  "line %lu: not all of it", (unsigned long) line);
	rows_add(&o->rejects, 0, begin, (size_t) (w->at - begin));
}

static bool
gather(void *context, const char *bytes, size_t len)
{
	buffer_add(context, bytes, len);
	return true;
}

/* How many lines were rejected, each counted once. */
static uint64_t
rejected_lines(const Rows *rejects)
{
	/* each begins alike: year, 7 fields, the file's number, the line */
	Piece	   *pieces = sorted(rejects);
	uint64_t	count = 0;

	for (size_t i = 0; i < rejects->count; i++)
		count += i == 0 || memcmp(pieces[i].bytes, pieces[i - 1].bytes, 4 + 2 + 8 + 12) != 0;
	free(pieces);
	return count;
}

static void
take_rejects(Outcome *o, uint64_t line_offset)
{
	Buffer		all = {0};
	Walk		w;
	size_t		ends = sizeof(copy_header) + sizeof(copy_trailer);

	rejects_send(&o->converter.rejects, gather, &all);
	CHECK(all.len >= ends, "rejects without header and trailer");
	w = walk_of(all.data + sizeof(copy_header), all.len - ends);
	while (w.at < w.end)
		take_reject(o, &w, line_offset);
	CHECK(o->rejects.count == o->converter.rejects.problems, "%zu rejects of %lu problems", o->rejects.count,
		  (unsigned long) o->converter.rejects.problems);
	buffer_free(&all);
}

/* Rows of laad.controle; how many totals they speak of. */
static uint64_t
take_checks(Outcome *o)
{
	Buffer		rows = {0};
	Walk		w;
	uint64_t	totals = 0;

	totals_rows(&o->converter.totals, &rows);
	w = walk_of(rows.data, rows.len);
	while (w.at < w.end)
	{
		static const ValueType types[] = {VALUE_INTEGER, VALUE_TEXT, VALUE_TEXT, VALUE_TEXT, VALUE_TELLING, VALUE_TELLING, VALUE_TEXT, VALUE_TEXT};
		const char *begin = w.at;
		size_t		len;
		const char *bytes = NULL;

		CHECK(walk_number(&w, 2) == 8, "a check without 8 fields");
		for (int i = 0; i < 8; i++)
		{
			bytes = walk_field(&w, &len);
			if (i == 2 || i == 7)
				CHECK((i == 2 && bytes == NULL) || len == 8, "a bigint of %zu bytes", len);
			else
				check_value(types[i], bytes, len);
		}
		totals += walk_number(&(Walk) {bytes, bytes + 8}, 8);
		rows_add(&o->checks, 0, begin, (size_t) (w.at - begin));
	}
	buffer_free(&rows);
	return totals;
}

static void
outcome_begin(Outcome *o, const Scene *scene)
{
	static const MaskOverride masks[] = {{"x", "1..4"}, {"*", NULL}, {"", "0"}};

	*o = (Outcome) {.scene = scene};
	o->order = (ConvertOrder) {
		.match = &scene->match, .input = (Input *) &scene->input, .file_id = FILE_ID,
		.parameters = scene->parameters, .parameter_count = scene->parameter_count,
		.masks = masks, .mask_count = scene->manner->masks ? 3 : 0, .limit = {-1, -1}, .doubles = &o->doubles, .inner = -1,
		.spill = &o->spill, .rejected = &o->rejected, .progress = &o->progress
	};
	o->converter = (Converter) {.order = &o->order, .sink = take_batch, .sink_context = o};
	spill_begin(&o->spill);
}

static void
outcome_end(Outcome *o)
{
	converter_free(&o->converter);
	free(o->doubles.items);
	spill_end(&o->spill);
	rows_free(&o->facts);
	rows_free(&o->rejects);
	rows_free(&o->checks);
}

/* What holds of every reading that came to its end. */
static void
check_tally(Outcome *o, uint64_t lines, uint64_t line_offset)
{
	const Tally *t = &o->converter.tally;
	uint64_t	facts = 0;

	CHECK(t->lines == t->header_lines + t->blank_lines + t->loaded_lines + t->rejected_lines, "%lu lines: %lu + %lu + %lu + %lu",
		  (unsigned long) t->lines, (unsigned long) t->header_lines, (unsigned long) t->blank_lines,
		  (unsigned long) t->loaded_lines, (unsigned long) t->rejected_lines);
	CHECK(t->lines == lines, "%lu lines, not %lu", (unsigned long) t->lines, (unsigned long) lines);
	CHECK(t->facts == o->facts.count, "%zu facts, not %lu", o->facts.count, (unsigned long) t->facts);
	CHECK(t->masked <= t->cells || t->cells == 0, "more masked than cells");
	for (size_t i = 0; i < o->converter.unit_count; i++)
		facts += o->converter.units[i].facts;
	CHECK(facts == t->facts, "the units have %lu facts of %lu", (unsigned long) facts, (unsigned long) t->facts);
	take_rejects(o, line_offset);
	CHECK(rejected_lines(&o->rejects) == t->rejected_rows, "%lu lines with a problem, %lu rejected",
		  (unsigned long) rejected_lines(&o->rejects), (unsigned long) t->rejected_rows);
	CHECK(t->rejected_rows == o->rejected, "%lu rejected, %lu counted", (unsigned long) t->rejected_rows, (unsigned long) o->rejected);
	CHECK(o->result == convert_verdict(t, &o->order.limit), "result %d", (int) o->result);
}

/* --- the ways to read --- */

static void
read_single(Outcome *o, const Scene *scene)
{
	outcome_begin(o, scene);
	o->result = convert_file(&o->converter);
}

/* What the converters put off, once all keys are known; they took turns, so every double is among it. */
static void
settle_all(Outcome *o, Converter *converters, size_t hands, const Reader *reader)
{
	uint64_t	suspects = 0;

	for (size_t i = 0; i < hands; i++)
		suspects += converter_suspects(&converters[i]);
	if (suspects == 0)
		return;
	CHECK(spill_check(&o->spill, &o->doubles), "keys cannot be compared");
	for (size_t i = 0; i < hands && o->result == CONVERT_DONE; i++)
		o->result = converter_settle(&converters[i], reader);
	CHECK(o->result != CONVERT_DONE || o->spill.settled == o->doubles.count, "%lu doubles, %lu settled",
		  (unsigned long) o->doubles.count, (unsigned long) o->spill.settled);
}

/* One reader cuts chunks, the converters take turns. */
static void
read_in_parts(Outcome *o, Reader *reader)
{
	const Scene *scene = o->scene;
	size_t		hands = scene->manner->hands;
	Converter	converters[MAX_HANDS];
	Reader		readers[MAX_HANDS];
	Parcel		chunk = {0};
	Record		record;
	ChunkKind	kind;

	for (size_t i = 0; i < hands; i++)
	{
		converters[i] = (Converter) {.order = &o->order, .sink = take_batch, .sink_context = o};
		CHECK(converter_begin(&converters[i]), "a converter cannot begin");
		reader_open_chunk(&readers[i], reader);
	}
	for (size_t next = 0;; next = (next + 1) % hands)
	{
		kind = reader_take_chunk(reader, scene->manner->chunk, &chunk, &record);
		CHECK(kind != CHUNK_FAILED, "failed without a cause");
		if (kind == CHUNK_BAD)
			CHECK(converter_reject(&o->converter, &record), "a reject cannot be kept");
		if (chunk.bytes.len > 0)
		{
			reader_set_chunk(&readers[next], &chunk);
			o->result = converter_records(&converters[next], &readers[next]);
			chunk.bytes.len = 0;
		}
		if (kind == CHUNK_END || o->result != CONVERT_DONE)
			break;
	}
	if (o->result == CONVERT_DONE)
		settle_all(o, converters, hands, reader);
	for (size_t i = 0; i < hands; i++)
	{
		CHECK(converter_end(&converters[i], CONVERT_DONE) == CONVERT_DONE, "a converter cannot end");
		reader_close(&readers[i]);
		converter_merge(&o->converter, &converters[i]);
	}
	buffer_free(&chunk.bytes);
}

/* A column of the key as that in which groups differ, whether rows come in groups or not; or none. */
static int
any_inner(const Scene *scene)
{
	const Dataset *d = scene->match.dataset;
	size_t		chosen = scene->len % (d->key_count + 1);

	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].in_key && chosen-- == 0)
			return (int) i;
	return -1;
}

static void
read_shared(Outcome *o, const Scene *scene)
{
	Reader		reader;
	Tally	   *t = &o->converter.tally;

	outcome_begin(o, scene);
	o->order.shared = true;
	o->order.inner = any_inner(scene);
	o->converter.rejects.file_id = FILE_ID;
	totals_begin(&o->converter.totals, scene->match.dataset, FILE_ID);
	reader_open(&reader, o->order.input, scene->match.delimiter, scene->match.skip_bytes);
	CHECK(reader_skip_header(&reader, scene->match.width, &t->blank_lines, &t->header_lines), "the header is gone");
	reader.line += scene->manner->first_line;
	t->lines = t->blank_lines + t->header_lines;
	read_in_parts(o, &reader);
	reader_close(&reader);
	if (o->result == CONVERT_DONE)
		o->result = convert_verdict(t, &o->order.limit);
}

/* --- comparing them --- */

static void
keep_units(const Converter *c, Rows *rows)
{
	for (size_t i = 0; i < c->unit_count; i++)
	{
		Buffer		text = {0};

		for (size_t k = 0; k < c->order->match->dataset->unit_count; k++)
			buffer_printf(&text, "%s|", c->units[i].values[k] ? c->units[i].values[k] : "\\N");
		buffer_printf(&text, "%lu", (unsigned long) c->units[i].facts);
		rows_add(rows, 0, text.data, text.len);
		buffer_free(&text);
	}
}

static void
same_outcome(const Outcome *a, const Outcome *b)
{
	const Tally *x = &a->converter.tally;
	const Tally *y = &b->converter.tally;
	Rows		units[2] = {{{0}, NULL, 0}};

	CHECK(memcmp(x, y, sizeof(Tally)) == 0, "other tallies: lines %lu %lu, blank %lu %lu, loaded %lu %lu, rejected %lu %lu, cells %lu %lu, "
		  "masked %lu %lu", (unsigned long) x->lines, (unsigned long) y->lines, (unsigned long) x->blank_lines, (unsigned long) y->blank_lines,
		  (unsigned long) x->loaded_lines, (unsigned long) y->loaded_lines, (unsigned long) x->rejected_lines,
		  (unsigned long) y->rejected_lines, (unsigned long) x->cells, (unsigned long) y->cells, (unsigned long) x->masked,
		  (unsigned long) y->masked);
	same_rows(&a->facts, &b->facts, "facts");
	same_rows(&a->rejects, &b->rejects, "rejects");
	keep_units(&a->converter, &units[0]);
	keep_units(&b->converter, &units[1]);
	same_rows(&units[0], &units[1], "units");
	rows_free(&units[0]);
	rows_free(&units[1]);
}

/* Where memory did not do for all groups, the verdicts may differ. */
static bool
was_full(const Outcome *o)
{
	bool		full = false;

	for (size_t i = 0; i < o->scene->match.dataset->total_count; i++)
		full = full || o->converter.totals.checks[i].full || o->converter.totals.checks[i].unseen > 0;
	return full;
}

static void
same_checks(Outcome *a, Outcome *b)
{
	uint64_t	x = take_checks(a);
	uint64_t	y = take_checks(b);

	if (a->scene->match.dataset->key_count > 0)
		CHECK(x == y, "%lu and %lu totals", (unsigned long) x, (unsigned long) y);
	if (a->scene->match.dataset->key_count > 0 && !was_full(a) && !was_full(b))
		same_rows(&a->checks, &b->checks, "checks");
}

/* With a limit the verdict is that of the rejects without one. */
static void
check_limit(const Scene *scene, uint64_t rejected)
{
	Outcome		o;
	int64_t		limit = scene->manner->limit;

	outcome_begin(&o, scene);
	o.order.limit.rows = limit;
	o.order.inner = any_inner(scene);
	o.result = convert_file(&o.converter);
	/* a double that was put aside is not known yet */
	if (o.spill.count == 0)
		CHECK((o.result == CONVERT_TOO_MANY_REJECTS) == (rejected > (uint64_t) limit), "%lu rejects, a limit of %ld, result %d",
			  (unsigned long) rejected, (long) limit, (int) o.result);
	outcome_end(&o);
}

static bool
has_line_column(const Dataset *d)
{
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].is_line)
			return true;
	return false;
}

/* The same file with the lines numbered from far away. */
static void
check_far(Scene *scene, const Manner *manner, const Tally *near)
{
	Outcome		o;

	scene->manner = manner;
	read_shared(&o, scene);
	if (o.result == CONVERT_FAILED)
	{
		CHECK(manner->first_line + scene->line_count >= UINT32_MAX && scene->match.dataset->key_count > 0 && fuzz_errors > 0,
			  "failed without a cause");
		outcome_end(&o);
		fuzz_begin();
		return;
	}
	check_tally(&o, scene->line_count, manner->first_line);
	if (!has_line_column(scene->match.dataset))
		CHECK(memcmp(&o.converter.tally, near, sizeof(Tally)) == 0, "far away %lu rows are rejected, near by %lu",
			  (unsigned long) o.converter.tally.rejected_rows, (unsigned long) near->rejected_rows);
	else if (manner->first_line + scene->line_count > INT32_MAX)
		CHECK(o.converter.tally.loaded_rows < 2 || manner->first_line < INT32_MAX, "a line number that no integer holds");
	outcome_end(&o);
}

/* --- the scene --- */

/* Line ends as the first block has them. */
static void
find_lines(Scene *scene, size_t block)
{
	size_t		first = scene->len < block ? scene->len : block;

	scene->line_end = memchr(scene->bytes, '\n', first) == NULL && memchr(scene->bytes, '\r', first) != NULL ? '\r' : '\n';
	scene->lines = need((scene->len + 2) * sizeof(size_t));
	for (size_t i = 0; i < scene->len;)
	{
		const char *end = memchr(scene->bytes + i, scene->line_end, scene->len - i);

		scene->lines[scene->line_count++] = i;
		i = end ? (size_t) (end - scene->bytes) + 1 : scene->len;
	}
	scene->lines[scene->line_count] = scene->len;
}

static void
add_type(Scene *scene, int column)
{
	CHECK(scene->type_count < MAX_COLUMNS, "too many columns");
	scene->columns[scene->type_count] = column;
	scene->types[scene->type_count++] = column < 0 ? VALUE_INTEGER : scene->match.dataset->columns[column].type;
}

/* The columns of a row in their order, by the list that COPY is given. */
static void
find_types(Scene *scene)
{
	const Dataset *d = scene->match.dataset;
	char	   *list = convert_column_list(d);
	char	   *at = list;

	while ((at = strchr(at, '"')) != NULL)
	{
		char	   *end = strstr(at + 1, "\", \"");
		size_t		column;

		end = end ? end : list + strlen(list) - 1;
		for (column = 0; column < d->column_count; column++)
			if (strlen(d->columns[column].name) == (size_t) (end - at - 1)
				&& memcmp(d->columns[column].name, at + 1, (size_t) (end - at - 1)) == 0)
				break;
		CHECK(column < d->column_count || (at == list && strncmp(at, "\"bestand_id\"", 12) == 0), "a column that is none");
		add_type(scene, column < d->column_count ? (int) column : -1);
		at = end + 1;
	}
	/* a leaf knows its year, and its file */
	CHECK(scene->type_count == d->column_count + (d->by_leaf ? -1 : 1), "%zu columns for COPY of %zu", scene->type_count, d->column_count);
	free(list);
}

/* Is the text a value for each column that the parameter fills? */
static bool
is_valid(const Dataset *d, const char *parameter, const char *text)
{
	Value		value;

	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].parameter != NULL && strcmp(d->columns[i].parameter, parameter) == 0
			&& value_encode(d->columns[i].type, text, strlen(text), &value) != NULL)
			return false;
	return true;
}

/* What --set gives, as the program has checked it. */
static void
find_parameters(Scene *scene)
{
	static const char *const texts[] = {"een tekst", "3", "4", "5.5", "true", "2024-10-01", "00AA", "PO2707", "2023-2024", "<5"};
	const Dataset *d = scene->match.dataset;

	for (size_t i = 0; i < d->column_count; i++)
	{
		const TargetColumn *column = &d->columns[i];

		if (column->parameter != NULL && is_valid(d, column->parameter, texts[column->type]))
			scene->parameters[scene->parameter_count++] = (Parameter) {column->parameter, texts[column->type]};
	}
}

static void
find_encoding(Input *input)
{
	size_t		size;

	input->utf8 = true;
	for (size_t i = 0; i < input->memory.len; i += size)
	{
		/* a NUL is UTF-8 too, but no text */
		size = input->memory.data[i] == '\0' ? 1 : utf8_size(input->memory.data + i, input->memory.len - i);
		if (size == 0)
		{
			input->utf8 = false;
			return;
		}
	}
}

static void
read_all_ways(Scene *scene)
{
	Manner		manner = *scene->manner;
	Manner		near = manner;
	Outcome		single;
	Outcome		full;
	Outcome		shared;

	near.first_line = 0;
	scene->manner = &near;
	read_single(&single, scene);
	check_tally(&single, scene->line_count, 0);
	reader_never_plain = true;
	read_single(&full, scene);
	reader_never_plain = false;
	check_tally(&full, scene->line_count, 0);
	same_outcome(&single, &full);
	read_shared(&shared, scene);
	check_tally(&shared, scene->line_count, 0);
	same_outcome(&single, &shared);
	same_checks(&single, &shared);
	check_limit(scene, single.converter.tally.rejected_rows);
	if (manner.first_line > 0)
		check_far(scene, &manner, &single.converter.tally);
	outcome_end(&single);
	outcome_end(&full);
	outcome_end(&shared);
}

bool
check_conversion(const DatasetList *list, const char *bytes, size_t len, const Manner *manner)
{
	Scene		scene = {.input = {.name = "fuzz.csv"}, .manner = manner};
	bool		fits;

	fuzz_begin();
	buffer_add(&scene.input.memory, bytes, len);
	scene.input.bytes = len;
	find_encoding(&scene.input);
	fits = header_match(list, &scene.input, manner->encoding, '\0', NULL, &scene.match);
	CHECK(fuzz_errors == !fits, "%u messages", fuzz_errors);
	if (fits)
	{
		scene.bytes = bytes + scene.match.skip_bytes;
		scene.len = len - scene.match.skip_bytes;
		find_lines(&scene, READ_SIZE - scene.match.skip_bytes);
		find_types(&scene);
		find_parameters(&scene);
		read_all_ways(&scene);
		CHECK(fuzz_errors == 0, "a message without a cause");
	}
	header_match_free(&scene.match);
	buffer_free(&scene.input.memory);
	free(scene.lines);
	return fits;
}

char *
header_of(const Dataset *d)
{
	Buffer		line = {0};
	char		mark[2] = {d->dialect.delimiter, '\0'};

	for (size_t i = 0; i < d->field_count; i++)
		buffer_printf(&line, "%s\"%s\"", i ? mark : "", d->fields[i].name);
	if (d->is_wide && d->unpivot.pattern != NULL)
	{
		char	   *sample = pattern_sample(d->unpivot.pattern_text, d->unpivot.pattern);

		if (sample != NULL)
			buffer_printf(&line, "%s\"%s\"", mark, sample);
		free(sample);
	}
	buffer_text(&line, "\n");
	return line.data;
}
