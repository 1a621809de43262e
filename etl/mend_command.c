/*
 * mend_command.c
 *		passend mend: puts mended rows back in the file that they were refused
 *		from, each in the place of the line that its passend_regel names.
 *
 * For who wants the file itself whole: the mended rows alone can be loaded too,
 * and complete what is current. All bytes of the file that are not of a
 * mended row stay as they are: it is read twice, once as records, which tells
 * how many lines each of those rows takes, and once as lines.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "header.h"
#include "mend.h"
#include "records.h"
#include "value.h"

#define NOTES_SHOWN 5

typedef struct MendedRow
{
	uint64_t	line;			/* in the file that it goes back into */
	unsigned	lines;			/* that it takes there; 0: not found yet */
	char	   *bytes;			/* without our columns and the line end */
	size_t		len;
	bool		ascii;
	bool		utf8;
	bool		changed;		/* the file has other bytes there */
} MendedRow;

typedef struct Mending
{
	const char *path;			/* of the mended rows */
	ExitCode	code;			/* of the first thing that went wrong */
	size_t		inputs;			/* seen under the present path */
	char		delimiter;
	char	  **names;			/* of the columns, normalised; without ours */
	size_t		name_count;
	MendedRow  *rows;
	size_t		row_count;
	size_t		failed;			/* rows that cannot be put back */
} Mending;

/* A row that stays out; what is the reason. */
static void
leave_out(Mending *m, uint64_t line, const char *reason)
{
	if (++m->failed <= NOTES_SHOWN)
		say_note("%s: line %s: %s; it is left as it was", m->path, grouped(line), reason);
}

static bool
fail(Mending *m, ExitCode code)
{
	if (m->code == EXIT_OK)
		m->code = code;
	return false;
}

/* Is it the one file under its path? */
static bool
only_input(Mending *m, const Input *input)
{
	if (++m->inputs == 1)
		return true;
	say_error("%s: the archive or directory holds more than one file; mend them one by one", input->archive ? input->archive : input->name);
	return fail(m, EXIT_USAGE);
}

/* Opens a reader behind the header; its record is the header. */
static bool
open_at_header(Reader *reader, Input *input, char delimiter, Record *header)
{
	char		front[3] = {0};
	size_t		skip;
	RecordKind	kind;

	input_rewind(input);
	skip = input_read(input, front, sizeof(front)) == 3 && memcmp(front, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	reader_open(reader, input, delimiter, skip);
	do
		kind = reader_next(reader, header);
	while (kind == RECORD_BLANK);
	reader->expected_fields = kind == RECORD_GOOD ? header->field_count : 0;
	return kind == RECORD_GOOD;
}

/* Do the last columns of the header have our names? */
static bool
ends_in_ours(const Record *header)
{
	bool		ours = header->field_count > MEND_COLUMNS;

	for (size_t i = 0; ours && i < MEND_COLUMNS; i++)
	{
		Field		field = header->fields[header->field_count - MEND_COLUMNS + i];

		ours = field.len == strlen(mend_columns[i]) && strncasecmp(field.text, mend_columns[i], field.len) == 0;
	}
	return ours;
}

/* Is all of it UTF-8? *ascii: not only that. */
static bool
is_utf8(const char *bytes, size_t len, bool *ascii)
{
	size_t		i = 0;
	size_t		size;

	*ascii = true;
	while (i < len && (size = utf8_size(bytes + i, len - i)) > 0)
	{
		*ascii = *ascii && size == 1;
		i += size;
	}
	*ascii = *ascii && i == len;
	return i == len;
}

/* One mended row; its line end and our columns are cut off. */
static void
add_row_of(Mending *m, const Record *record)
{
	Field		cell = record->fields[record->field_count - MEND_COLUMNS];
	MendedRow  *row;
	int64_t		line;

	if (integer_parse(cell.text, cell.len, INT64_MAX / 16, &line) != NULL || line < 1)
	{
		leave_out(m, record->line, "its passend_regel is no line number");
		return;
	}
	m->rows = need_more(m->rows, (m->row_count + 1) * sizeof(MendedRow));
	row = &m->rows[m->row_count++];
	*row = (MendedRow) {.line = (uint64_t) line};
	row->len = mend_row_length(record->raw, record->raw_len, m->delimiter);
	row->bytes = copy_bytes(record->raw, row->len);
	row->utf8 = is_utf8(row->bytes, row->len, &row->ascii);
}

/* The rows behind the header. */
static bool
read_rows(Mending *m, Reader *reader)
{
	Record		record;
	RecordKind	kind;

	while ((kind = reader_next(reader, &record)) != RECORD_END)
		if (kind == RECORD_FAILED)
			return fail(m, EXIT_INPUT);
		else if (kind == RECORD_BAD)
			leave_out(m, record.line, record.reason);
		else if (kind == RECORD_GOOD)
			add_row_of(m, &record);
	return true;
}

/* The mended rows: the delimiter is the one with which our columns are there. */
static bool
read_mended(Input *input, void *context)
{
	static const char delimiters[] = ";,\t|";
	Mending    *m = context;
	bool		ok = true;

	if (!only_input(m, input))
		return false;
	for (const char *d = delimiters; *d && m->names == NULL && ok; d++)
	{
		Reader		reader;
		Record		header;

		if (open_at_header(&reader, input, *d, &header) && ends_in_ours(&header))
		{
			m->delimiter = *d;
			m->name_count = header.field_count - MEND_COLUMNS;
			m->names = need((m->name_count + 1) * sizeof(char *));
			for (size_t i = 0; i < m->name_count; i++)
				m->names[i] = header_normalise(header.fields[i].text, header.fields[i].len);
			ok = read_rows(m, &reader);
		}
		reader_close(&reader);
	}
	if (m->names != NULL || !ok)
		return ok;
	say_error("%s: its last columns are not passend_regel, passend_kolom, passend_code and passend_reden; "
			  "\"passend rejects --format csv\" makes such a file", m->path);
	return fail(m, EXIT_LAYOUT);
}

static int
compare_rows(const void *a, const void *b)
{
	uint64_t	one = ((const MendedRow *) a)->line;
	uint64_t	other = ((const MendedRow *) b)->line;

	return one < other ? -1 : one > other;
}

/* The columns must be those of the file, in its order. */
static bool
check_header(Mending *m, const Input *input, const Record *header)
{
	bool		same = header->field_count == m->name_count;

	for (size_t i = 0; same && i < m->name_count; i++)
	{
		char	   *name = header_normalise(header->fields[i].text, header->fields[i].len);

		same = strcmp(name, m->names[i]) == 0;
		free(name);
	}
	if (same)
		return true;
	say_error("%s: its columns or its separator are not those of %s", m->path, input->name);
	return fail(m, EXIT_LAYOUT);
}

/* What was mended must be in the encoding of the file. */
static bool
check_encoding(Mending *m, const Input *input)
{
	for (size_t i = 0; i < m->row_count; i++)
	{
		const MendedRow *row = &m->rows[i];

		if (row->lines == 0 || !row->changed || row->ascii || row->utf8 == input->utf8)
			continue;
		say_error("%s: it is %sUTF-8 and %s is %s; save it in the same encoding", m->path, row->utf8 ? "" : "not ",
				  input->name, row->utf8 ? "not" : "UTF-8");
		return fail(m, EXIT_LAYOUT);
	}
	return true;
}

/* How many lines of the file each row takes the place of. */
static bool
find_rows(Mending *m, Reader *reader)
{
	size_t		next = 0;
	Record		record;
	RecordKind	kind;

	while ((kind = reader_next(reader, &record)) != RECORD_END)
	{
		if (kind == RECORD_FAILED)
			return fail(m, EXIT_INPUT);
		while (next < m->row_count && m->rows[next].line < record.line)
			next++;
		if (next < m->row_count && m->rows[next].line == record.line)
		{
			MendedRow  *row = &m->rows[next++];

			row->lines = record.lines;
			row->changed = record.raw_len < row->len || memcmp(record.raw, row->bytes, row->len) != 0;
		}
	}
	for (size_t i = 0; i < m->row_count; i++)
		if (m->rows[i].lines == 0 && ++m->failed <= NOTES_SHOWN)
			say_note("%s: passend_regel %s %s; the row is left out", m->path, grouped(m->rows[i].line),
					 i > 0 && m->rows[i - 1].line == m->rows[i].line ? "is there twice" : "is not a line where a row begins");
	return true;
}

/* Where the copying is. */
typedef struct Copy
{
	uint64_t	line;			/* of the next byte */
	size_t		next;			/* row that may come next */
	unsigned	skip;			/* lines that a row takes the place of */
	char		last;			/* byte before */
} Copy;

/* A piece of one line; ended: with its line end, or the end of the file. */
static void
copy_piece(const Mending *m, Copy *copy, const char *bytes, size_t len, bool begun, bool ended)
{
	while (begun && copy->next < m->row_count
		   && (m->rows[copy->next].lines == 0 || m->rows[copy->next].line < copy->line))
		copy->next++;
	if (begun && copy->skip == 0 && copy->next < m->row_count && m->rows[copy->next].line == copy->line)
	{
		const MendedRow *row = &m->rows[copy->next++];

		fwrite(row->bytes, 1, row->len, stdout);
		copy->skip = row->lines;
	}
	if (copy->skip == 0)
		fwrite(bytes, 1, len, stdout);
	else if (ended && copy->skip == 1)
	{
		char		before = len > 1 ? bytes[len - 2] : copy->last;

		if (bytes[len - 1] == '\n' && before == '\r')
			putchar('\r');
		putchar(bytes[len - 1]);
	}
	copy->skip -= ended && copy->skip > 0;
	copy->line += ended;
	copy->last = bytes[len - 1];
}

/* The file line by line, with the rows in their places. */
static bool
copy_lines(Mending *m, Input *input, char line_end)
{
	char	   *block = need(65536);
	Copy		copy = {.line = 1};
	bool		begun = true;
	ptrdiff_t	got;

	input_rewind(input);
	while ((got = input_read(input, block, 65536)) > 0)
		for (const char *p = block, *stop = block + got; p < stop;)
		{
			const char *end = memchr(p, line_end, (size_t) (stop - p));
			size_t		len = (size_t) ((end ? end + 1 : stop) - p);

			copy_piece(m, &copy, p, len, begun, end != NULL);
			begun = end != NULL;
			p += len;
		}
	free(block);
	return got == 0 || fail(m, EXIT_INPUT);
}

static bool
mend_input(Input *input, void *context)
{
	Mending    *m = context;
	Reader		reader;
	Record		header;
	bool		ok;

	if (!only_input(m, input))
		return false;
	if (!open_at_header(&reader, input, m->delimiter, &header))
	{
		say_error("%s: its columns or its separator are not those of %s", m->path, input->name);
		ok = fail(m, EXIT_LAYOUT);
	}
	else
		ok = check_header(m, input, &header) && find_rows(m, &reader) && check_encoding(m, input)
			&& copy_lines(m, input, reader.line_end);
	reader_close(&reader);
	return ok;
}

ExitCode
command_mend(const Options *o)
{
	Mending		m = {0};
	bool		stopped = false;
	ExitCode	code;

	if (o->argument_count < 2)
	{
		say_error("mend what? Give the file, and the mended rows of \"passend rejects --format csv\"");
		return EXIT_USAGE;
	}
	m.path = o->arguments[1];
	code = source_walk(m.path, read_mended, &m, &stopped);
	if (code == EXIT_OK && m.code == EXIT_OK && m.names == NULL)
	{
		say_error("%s: there is nothing in it", m.path);
		m.code = EXIT_LAYOUT;
	}
	if (code != EXIT_OK || m.code != EXIT_OK)
		return m.code != EXIT_OK ? m.code : code;
	if (m.row_count > 0)
		qsort(m.rows, m.row_count, sizeof(MendedRow), compare_rows);
	m.inputs = 0;
	stopped = false;
	code = source_walk(o->arguments[0], mend_input, &m, &stopped);
	if (code != EXIT_OK || m.code != EXIT_OK)
		return m.code != EXIT_OK ? m.code : code;
	if (m.failed > 0)
		say_error("%s: %s rows are not put back", m.path, grouped(m.failed));
	return m.failed > 0 ? EXIT_REJECTS : EXIT_OK;
}
