/*
 * records.c
 *		CSV records with exact line accounting, on libcsv in strict mode.
 *
 * libcsv is fed one physical line at a time. So the start of a record is always
 * known, and a quote left open costs one line, not the rest of the file: on an
 * error only the first line of the failing record is refused, and reading goes
 * on at the line after it. (libcsv's lenient mode would accept broken quotes.)
 */
#define _GNU_SOURCE
#include "records.h"

#include <stdlib.h>
#include <string.h>

#define READ_SIZE 65536

void
reader_open(Reader *reader, Input *input, char delimiter, size_t skip_bytes)
{
	*reader = (Reader) {.input = input, .delimiter = delimiter, .line = 1};
	reader->window_size = RECORD_MAX_BYTES + READ_SIZE;
	reader->window = need(reader->window_size);
	if (csv_init(&reader->parser, CSV_STRICT) != 0)
	{
		say_error("cannot start the CSV parser");
		exit(EXIT_INTERNAL);
	}
	csv_set_delim(&reader->parser, (unsigned char) delimiter);
	input_rewind(input);
	reader->start = skip_bytes;
	reader->bytes_done = skip_bytes;
}

void
reader_close(Reader *reader)
{
	csv_free(&reader->parser);
	buffer_free(&reader->arena);
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
on_field(void *bytes, size_t len, void *context)
{
	Reader	   *reader = context;

	if (reader->field_count == reader->field_room)
	{
		reader->field_room = reader->field_room ? 2 * reader->field_room : 64;
		reader->offsets = need_more(reader->offsets, (reader->field_room + 1) * sizeof(size_t));
		reader->fields = need_more(reader->fields, reader->field_room * sizeof(Field));
	}
	reader->offsets[reader->field_count++] = reader->arena.len;
	buffer_add(&reader->arena, bytes, len);
}

static void
on_row(int terminator, void *context)
{
	(void) terminator;
	((Reader *) context)->rows_ended++;
}

/* The fields, once the arena no longer moves; quoted blanks are trimmed too. */
static void
set_fields(Reader *reader, Record *record)
{
	for (size_t i = 0; i < reader->field_count; i++)
	{
		size_t		end = i + 1 < reader->field_count ? reader->offsets[i + 1] : reader->arena.len;
		const char *text = reader->arena.data + reader->offsets[i];
		size_t		len = end - reader->offsets[i];

		while (len > 0 && (text[0] == ' ' || text[0] == '\t'))
			text++, len--;
		while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
			len--;
		reader->fields[i] = (Field) {text, len};
	}
	record->fields = reader->fields;
	record->field_count = reader->field_count;
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
	set_fields(reader, record);
	if (reader->expected_fields > 0 && reader->field_count != reader->expected_fields)
		return bad(record, "aantal_cellen", "the row has %zu cells, the header %zu",
				   reader->field_count, reader->expected_fields);
	return RECORD_GOOD;
}
