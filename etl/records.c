/*
 * records.c
 *		CSV records with exact line accounting, on libcsv in strict mode.
 *
 * libcsv is fed one physical line at a time. So the start of a record is always
 * known, and a quote left open costs one line, not the rest of the file: on an
 * error only the first line of the failing record is refused, and reading goes
 * on at the line after it. (libcsv's lenient mode would accept broken quotes.)
 *
 * Most lines are plain: cells without quotes, or in quotes as a whole. Those are
 * split where they lie, three times as fast; for every other line libcsv is
 * asked, and it decides. tests/fuzz/ holds the two against each other.
 */
#define _GNU_SOURCE
#include "records.h"

#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#ifndef READ_SIZE
#define READ_SIZE 65536
#endif

bool		reader_never_plain;

/* What a reader of a file and one of chunks have in common. */
static void
reader_begin(Reader *reader, char delimiter)
{
	*reader = (Reader) {.delimiter = delimiter, .line = 1, .plain = !reader_never_plain};
	if (csv_init(&reader->parser, CSV_STRICT) != 0)
	{
		say_error("cannot start the CSV parser");
		exit(EXIT_INTERNAL);
	}
	csv_set_delim(&reader->parser, (unsigned char) delimiter);
}

void
reader_open(Reader *reader, Input *input, char delimiter, size_t skip_bytes)
{
	reader_begin(reader, delimiter);
	reader->input = input;
	reader->window_size = RECORD_MAX_BYTES + READ_SIZE;
	reader->window = need(reader->window_size + WINDOW_SLACK);
	memset(reader->window + reader->window_size, 0, WINDOW_SLACK);
	input_rewind(input);
	reader->start = skip_bytes;
	reader->bytes_done = skip_bytes;
}

void
reader_open_chunk(Reader *reader, const Reader *file)
{
	reader_begin(reader, file->delimiter);
	reader->expected_fields = file->expected_fields;
	reader->line_end = file->line_end;
	reader->at_end = true;
}

void
reader_set_chunk(Reader *reader, Parcel *chunk)
{
	buffer_reserve(&chunk->bytes, WINDOW_SLACK);
	memset(chunk->bytes.data + chunk->bytes.len, 0, WINDOW_SLACK);
	reader->window = chunk->bytes.data;
	reader->start = 0;
	reader->filled = chunk->bytes.len;
	reader->line = chunk->line;
}

void
reader_close(Reader *reader)
{
	csv_free(&reader->parser);
	buffer_free(&reader->arena);
	if (reader->input != NULL)
		free(reader->window);
	free(reader->offsets);
	free(reader->fields);
}

/* More of the input behind what is there; moves the window when it must. */
static bool
fill(Reader *reader)
{
	ptrdiff_t	got;

	if (reader->filled + READ_SIZE > reader->window_size)
	{
		memmove(reader->window, reader->window + reader->start, reader->filled - reader->start);
		reader->filled -= reader->start;
		reader->start = 0;
	}
	got = input_read(reader->input, reader->window + reader->filled, READ_SIZE);
	if (got < 0)
		return false;
	if (got == 0)
		reader->at_end = true;
	reader->filled += (size_t) got;
	if (reader->line_end == 0 && reader->filled > 0)
		reader->line_end = memchr(reader->window, '\n', reader->filled) == NULL
			&& memchr(reader->window, '\r', reader->filled) != NULL ? '\r' : '\n';
	return true;
}

static void
more_fields(Reader *reader)
{
	reader->field_room = reader->field_room ? 2 * reader->field_room : 64;
	reader->offsets = need_more(reader->offsets, (reader->field_room + 1) * sizeof(size_t));
	reader->fields = need_more(reader->fields, reader->field_room * sizeof(Field));
}

static void
on_field(void *bytes, size_t len, void *context)
{
	Reader	   *reader = context;

	if (reader->field_count == reader->field_room)
		more_fields(reader);
	reader->offsets[reader->field_count++] = reader->arena.len;
	buffer_add(&reader->arena, bytes, len);
}

static void
on_row(int terminator, void *context)
{
	(void) terminator;
	((Reader *) context)->rows_ended++;
}

/* A cell without the blanks around it. */
static inline Field
trimmed(const char *text, const char *end)
{
	while (text < end && (*text == ' ' || *text == '\t'))
		text++;
	while (text < end && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return (Field) {text, (size_t) (end - text)};
}

/* The fields, once the arena no longer moves; quoted blanks are trimmed too. */
static void
set_fields(Reader *reader)
{
	for (size_t i = 0; i < reader->field_count; i++)
	{
		size_t		end = i + 1 < reader->field_count ? reader->offsets[i + 1] : reader->arena.len;
		const char *text = reader->arena.data + reader->offsets[i];

		reader->fields[i] = trimmed(text, reader->arena.data + end);
	}
}

/* Takes lines lines of together bytes bytes off the window. */
static void
take(Reader *reader, Record *record, size_t bytes, unsigned lines)
{
	record->raw = reader->window + reader->start;
	record->raw_len = bytes;
	record->line = reader->line;
	record->lines = lines;
	reader->start += bytes;
	reader->bytes_done += bytes;
	reader->line += lines;
}

static RecordKind
bad(Record *record, const char *code, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	vsnprintf(record->reason, sizeof(record->reason), format, args);
	va_end(args);
	record->code = code;
	return RECORD_BAD;
}

/*
 * End of the line that begins at offset from (counted from start): the offset
 * behind its line end. 0: no end within RECORD_MAX_BYTES. The last line of a
 * file may have no end.
 */
static size_t
find_line(Reader *reader, size_t from, bool *failed)
{
	size_t		searched = from;

	for (;;)
	{
		const char *begin = reader->window + reader->start;
		size_t		have = reader->filled - reader->start;
		const char *end = NULL;

		if (have > searched && reader->line_end != 0)
			end = memchr(begin + searched, reader->line_end, have - searched);
		if (end != NULL)
			return (size_t) (end - begin) + 1 <= RECORD_MAX_BYTES ? (size_t) (end - begin) + 1 : 0;
		if (have >= RECORD_MAX_BYTES)
			return 0;
		if (reader->at_end)
			return have;
		searched = have > from ? have : from;
		if (!fill(reader))
		{
			*failed = true;
			return 0;
		}
	}
}

/* A line of any length is passed over; its first bytes are kept as raw. */
static RecordKind
skip_long_line(Reader *reader, Record *record)
{
	uint64_t	length = 0;
	char	   *first = copy_bytes(reader->window + reader->start, RECORD_RAW_LIMIT);

	for (;;)
	{
		const char *begin = reader->window + reader->start;
		size_t		have = reader->filled - reader->start;
		const char *end = memchr(begin, reader->line_end, have);
		size_t		step = end ? (size_t) (end - begin) + 1 : have;

		length += step;
		reader->start += step;
		reader->bytes_done += step;
		if (end != NULL || reader->at_end)
			break;
		if (!fill(reader))
		{
			free(first);
			return RECORD_FAILED;
		}
	}
	buffer_free(&reader->arena);
	buffer_add(&reader->arena, first, RECORD_RAW_LIMIT);
	free(first);
	record->raw = reader->arena.data;
	record->raw_len = RECORD_RAW_LIMIT;
	record->line = reader->line++;
	record->lines = 1;
	return bad(record, "te_lang", "the line has %s bytes, more than the limit of %s; only its first %s are kept",
			   grouped(length), grouped(RECORD_MAX_BYTES), grouped(RECORD_RAW_LIMIT));
}

static bool
all_blank(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n')
			return false;
	return true;
}

/* The delimiter, quote or carriage return at or behind p; end where there is none. */
static inline const char *
find_special(const char *p, const char *end, char delimiter)
{
#ifdef __SSE2__
	const __m128i delimiters = _mm_set1_epi8(delimiter);
	const __m128i quotes = _mm_set1_epi8('"');
	const __m128i returns = _mm_set1_epi8('\r');

	/* WINDOW_SLACK bytes behind the end may be read */
	for (; p < end; p += 16)
	{
		__m128i		bytes = _mm_loadu_si128((const __m128i *) p);
		int			found = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters),
														   _mm_or_si128(_mm_cmpeq_epi8(bytes, quotes),
																		_mm_cmpeq_epi8(bytes, returns))));

		if (found != 0)
		{
			p += __builtin_ctz((unsigned) found);
			return p < end ? p : end;
		}
	}
	return end;
#else
	while (p < end && *p != delimiter && *p != '"' && *p != '\r')
		p++;
	return p;
#endif
}

/*
 * The cell behind an opening quote, of which the first quote within is doubled:
 * copied with its doubled quotes made one. Returns the place behind the closing
 * quote, or NULL when there is none.
 */
static const char *
unescape(Reader *reader, const char *cell, const char *end, Field *field)
{
	Buffer	   *arena = &reader->arena;
	size_t		from;
	const char *quote;

	/* room for all that the line can hold: what is there must not move */
	if (arena->len == 0)
		buffer_reserve(arena, (size_t) (end - cell));
	from = arena->len;
	for (;; cell = quote + 2)
	{
		quote = memchr(cell, '"', (size_t) (end - cell));
		if (quote == NULL)
			return NULL;
		memcpy(arena->data + arena->len, cell, (size_t) (quote - cell));
		arena->len += (size_t) (quote - cell);
		if (quote + 1 >= end || quote[1] != '"')
			break;
		arena->data[arena->len++] = '"';
	}
	*field = trimmed(arena->data + from, arena->data + arena->len);
	return quote + 1;
}

/*
 * Splits a plain line: each cell has no quotes in it, or stands in quotes as a
 * whole. False: it is none, and libcsv must say what it is. No line end is in it.
 */
static bool
split_plain(Reader *reader, const char *p, const char *end)
{
	const char	delimiter = reader->delimiter;

	reader->field_count = 0;
	for (;;)
	{
		const char *cell = p;

		if (reader->field_count == reader->field_room)
			more_fields(reader);
		if (p < end && *p == '"')
		{
			cell++;
			p = memchr(cell, '"', (size_t) (end - cell));
			if (p == NULL)
				return false;
			if (p + 1 < end && p[1] == '"')
				p = unescape(reader, cell, end, &reader->fields[reader->field_count++]);
			else
				reader->fields[reader->field_count++] = trimmed(cell, p++);
			if (p == NULL)
				return false;
		}
		else
		{
			p = find_special(p, end, delimiter);
			reader->fields[reader->field_count++] = trimmed(cell, p);
		}
		if (p == end)
			return true;
		if (*p != delimiter)
			return false;
		p++;
	}
}

/* The end of a line without its line end. */
static const char *
end_of_text(const Reader *reader, const char *line, size_t len)
{
	if (len > 0 && line[len - 1] == reader->line_end)
		len--;
	if (len > 0 && line[len - 1] == '\r')
		len--;
	return line + len;
}

/* Feeds the parser one line; a missing last line end is made up. */
static bool
feed(Reader *reader, const char *line, size_t len)
{
	if (csv_parse(&reader->parser, line, len, on_field, on_row, reader) != len)
		return false;
	if (line[len - 1] != reader->line_end)
		return csv_parse(&reader->parser, "\n", 1, on_field, on_row, reader) == 1;
	return true;
}

/* Forgets what the parser holds of an unfinished or failed record. */
static void
reset_parser(Reader *reader)
{
	csv_fini(&reader->parser, NULL, NULL, NULL);
	reader->parser.status = 0;
}

/*
 * Two quotes left open can look like one cell of several lines, with rows in
 * it. So a record of several lines may not hold separators enough for two rows.
 */
static bool
swallows_row(const Reader *reader, size_t bytes)
{
	const char *begin = reader->window + reader->start;
	const char *end = begin + bytes;
	size_t		count = 0;

	for (const char *p = begin; (p = memchr(p, reader->delimiter, (size_t) (end - p))) != NULL; p++)
		count++;
	return reader->expected_fields > 1 && count >= 2 * (reader->expected_fields - 1);
}

/* A record with fields, of which there must be as many as the header has. */
static RecordKind
good(Reader *reader, Record *record)
{
	record->fields = reader->fields;
	record->field_count = reader->field_count;
	if (reader->expected_fields > 0 && reader->field_count != reader->expected_fields)
		return bad(record, "aantal_cellen", "the row has %zu cells, the header %zu",
				   reader->field_count, reader->expected_fields);
	return RECORD_GOOD;
}

RecordKind
reader_next(Reader *reader, Record *record)
{
	size_t		first_line = 0; /* bytes of the record's first line */
	size_t		bytes = 0;		/* bytes of the record so far */
	unsigned	lines = 0;
	bool		failed = false;
	const char *problem = NULL;

	reader->arena.len = 0;
	reader->field_count = 0;
	reader->rows_ended = 0;
	if (reader->filled == 0 && !reader->at_end)
	{
		/* the first block; what reader_open wants skipped (a BOM) is in it */
		if (!fill(reader))
			return RECORD_FAILED;
	}
	for (;;)
	{
		size_t		end = find_line(reader, bytes, &failed);
		const char *line = reader->window + reader->start + bytes;

		if (failed)
			return RECORD_FAILED;
		if (end == 0 && lines == 0 && reader->filled > reader->start)
			return skip_long_line(reader, record);
		if (end == 0 && lines == 0)
			return RECORD_END;
		if (end == 0 || end == bytes)
		{
			problem = end == 0 ? "a quoted cell runs on for more than the record limit"
				: "a quote is left open until the end of the file";
			break;
		}
		if (lines == 0)
		{
			first_line = end;
			if (all_blank(line, end))
			{
				take(reader, record, end, 1);
				return RECORD_BLANK;
			}
		}
		if (memchr(line, '\0', end - bytes) != NULL)
		{
			if (lines > 0)
				problem = "a quoted cell is left open";
			else
			{
				take(reader, record, end, 1);
				return bad(record, "nul_byte", "the line holds a NUL byte");
			}
			break;
		}
		/* in a file of carriage returns a line feed is a matter for libcsv */
		if (lines == 0 && reader->plain && (reader->line_end == '\n' || memchr(line, '\n', end) == NULL)
			&& split_plain(reader, line, end_of_text(reader, line, end)))
		{
			take(reader, record, end, 1);
			return good(reader, record);
		}
		if (lines == 0)
			reader->field_count = reader->arena.len = 0;
		lines++;
		if (!feed(reader, line, end - bytes))
		{
			problem = "a quote stands where none may (a quote inside a cell is doubled, and the cell quoted)";
			break;
		}
		bytes = end;
		if (reader->rows_ended > 0)
			break;
		if (lines == RECORD_MAX_LINES)
		{
			problem = "a quoted cell runs on for too many lines";
			break;
		}
	}

	/* what the parser still holds came behind the end of the row */
	if (problem == NULL)
		csv_fini(&reader->parser, on_field, on_row, reader);
	if (problem == NULL && reader->rows_ended > 1)
		problem = "a carriage return stands inside the line";
	if (problem == NULL && lines > 1 && reader->expected_fields > 0
		&& (reader->field_count != reader->expected_fields || swallows_row(reader, bytes)))
		problem = "a quote is left open: the cells up to the next quote, on a later line, do not make one row";
	if (problem != NULL)
	{
		reset_parser(reader);
		take(reader, record, first_line, 1);
		return bad(record, "aanhaling", "%s", problem);
	}
	take(reader, record, bytes, lines);
	set_fields(reader);
	return good(reader, record);
}

bool
reader_skip_header(Reader *reader, size_t width, uint64_t *blank_lines, uint64_t *header_lines)
{
	Record		record;
	RecordKind	kind;

	while ((kind = reader_next(reader, &record)) == RECORD_BLANK)
		*blank_lines += record.lines;
	reader->expected_fields = width;
	*header_lines = record.lines;
	return kind == RECORD_GOOD || kind == RECORD_BAD;
}

static bool
has_even_quotes(const char *bytes, size_t len)
{
	const char *end = bytes + len;
	bool		even = true;

	while ((bytes = memchr(bytes, '"', (size_t) (end - bytes))) != NULL)
	{
		even = !even;
		bytes++;
	}
	return even;
}

/*
 * A line with an even number of quotes, at the start of a record, is a record
 * or is wrong by itself: whoever splits it needs no other line. Of an odd number
 * reader_next says where the record ends.
 */
ChunkKind
reader_take_chunk(Reader *reader, size_t size, Parcel *chunk, Record *record)
{
	bool		failed = false;

	if (chunk->bytes.len == 0)
		chunk->line = reader->line;
	while (chunk->bytes.len < size)
	{
		size_t		end = find_line(reader, 0, &failed);
		const char *line = reader->window + reader->start;
		RecordKind	kind;

		if (failed)
			return CHUNK_FAILED;
		if (end > 0 && has_even_quotes(line, end))
		{
			buffer_add(&chunk->bytes, line, end);
			take(reader, record, end, 1);
			continue;
		}
		if (chunk->bytes.len > 0 && (end > 0 || reader->filled > reader->start))
			return CHUNK_MORE;	/* it starts a chunk, or stands between two */
		kind = reader_next(reader, record);
		if (kind == RECORD_FAILED)
			return CHUNK_FAILED;
		if (kind == RECORD_END)
			return CHUNK_END;
		if (kind == RECORD_BAD)
			return CHUNK_BAD;
		buffer_add(&chunk->bytes, record->raw, record->raw_len);
	}
	return CHUNK_MORE;
}
